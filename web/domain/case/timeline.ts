/** What an event adds to the case's own story: its line in the timeline and its photos. */
import { compact } from '../compact';
import type { PhotoRef } from '../fields';
import type { CaseEvent } from './events';
import type { CasePhoto, CaseState, TimelineEntry } from './state';

function photosOf(event: CaseEvent): readonly PhotoRef[] {
	return 'photos' in event.data && Array.isArray(event.data.photos) ? event.data.photos : [];
}

/** The same picture twice is one picture. */
export function withPhotos(state: CaseState, event: CaseEvent): readonly CasePhoto[] {
	const added = photosOf(event).filter(
		(photo) => !state.photos.some((known) => known.sha256 === photo.sha256)
	);
	if (added.length === 0) return state.photos;
	const unit = unitOf(event) ?? event.by.unit;
	return [
		...state.photos,
		...added.map((photo) => compact({ ...photo, by: event.by.name, unit, addedAt: event.at }))
	] as CasePhoto[];
}

function unitOf(event: CaseEvent): string | undefined {
	return 'unit' in event.data && typeof event.data.unit === 'string' ? event.data.unit : undefined;
}

export function lineOf(event: CaseEvent): TimelineEntry {
	const data = event.data as { words?: string; reason?: string };
	const photos = photosOf(event).map((photo) => photo.sha256);
	return compact({
		id: event.id,
		type: event.type,
		at: event.at,
		receivedAt: event.receivedAt,
		by: event.by,
		unit: unitOf(event),
		words: data.reason || data.words || undefined,
		photos: photos.length > 0 ? photos : undefined,
		info: infoOf(event)
	});
}

function infoOf(event: CaseEvent): TimelineEntry['info'] {
	switch (event.type) {
		case 'case.numbered':
			return { number: event.data.number };
		case 'case.dispatched':
			return {
				lead: event.data.lead.name,
				assist: event.data.assist.map((named) => named.name).join('、'),
				dueAt: event.data.dueAt
			};
		case 'case.whistled':
			return { units: event.data.units.map((named) => named.name).join('、') };
		case 'case.unitAdded':
			return { name: event.data.name };
		case 'case.verified':
			return { exists: event.data.exists };
		case 'case.checked':
			return { passed: event.data.passed };
		case 'case.closed':
			return { how: event.data.how };
		case 'case.unitDone':
			return { outcomes: event.data.outcomes.join(',') };
		case 'case.extensionDecided':
		case 'case.appealDecided':
			return { approve: event.data.approve };
		default:
			return undefined;
	}
}
