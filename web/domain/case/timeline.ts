/** What an event adds to the case's own story: its line in the timeline and its photos. */
import { compact } from '../compact';
import type { PhotoRef } from '../fields';
import type { CaseEvent } from './events';
import type { CasePhoto, CaseState, TimelineEntry } from './state';

/** What a newer version writes may look like anything. */
function photosOf(event: CaseEvent): readonly PhotoRef[] {
	const { photos } = (event.data ?? {}) as { photos?: unknown };
	if (!Array.isArray(photos)) return [];
	return photos.filter((photo) => typeof photo?.sha256 === 'string');
}

/** The same picture twice is one picture, and the first time it was shown counts. */
export function withPhotos(state: CaseState, event: CaseEvent): readonly CasePhoto[] {
	const known = new Set(state.photos.map((photo) => photo.sha256));
	const added = photosOf(event).filter((photo, index, all) => {
		const isFirst = all.findIndex((other) => other.sha256 === photo.sha256) === index;
		return isFirst && !known.has(photo.sha256);
	});
	if (added.length === 0) return state.photos;
	const unit = unitOf(event) ?? event.by.unit;
	return [
		...state.photos,
		...added.map((photo) => compact({ ...photo, by: event.by.name, unit, addedAt: event.at }))
	] as CasePhoto[];
}

function unitOf(event: CaseEvent): string | undefined {
	const { unit } = (event.data ?? {}) as { unit?: unknown };
	return typeof unit === 'string' ? unit : undefined;
}

export function lineOf(event: CaseEvent): TimelineEntry {
	const data = (event.data ?? {}) as { words?: unknown; reason?: unknown };
	const photos = [...new Set(photosOf(event).map((photo) => photo.sha256))];
	return compact({
		id: event.id,
		type: event.type,
		at: event.at,
		receivedAt: event.receivedAt,
		by: event.by,
		unit: unitOf(event),
		words: textOf(data.reason) ?? textOf(data.words),
		photos: photos.length > 0 ? photos : undefined,
		info: event.v === 1 ? infoOf(event) : undefined
	});
}

const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

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
		case 'case.supervised':
			return compact({
				number: event.data.number,
				responsible: event.data.responsible,
				reportBackBy: event.data.reportBackBy
			});
		case 'case.extensionAsked':
			return { ...event.data.extra };
		case 'case.suspended':
			return { until: event.data.until };
		case 'case.mergedInto':
			return { into: event.data.into };
		case 'case.extensionDecided':
		case 'case.appealDecided':
			return { approve: event.data.approve };
		default:
			return undefined;
	}
}
