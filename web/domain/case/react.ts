/**
 * What an event on one case asks of another thing. Pure; the server runs it in the transaction of
 * the cause, as `system`, with ids derived from the event's, so that a replay reacts only once.
 */
import { compact } from '../compact';
import type { CaseEvent } from './events';
import type { CaseState } from './state';

export interface Reaction {
	/** Derived: `<eventId>!<n>`. */
	readonly id: string;
	readonly type: 'case.absorb' | 'case.release' | 'patrol.linkCase';
	readonly target: string;
	readonly data: Readonly<Record<string, unknown>>;
}

export function reactToCase(event: CaseEvent, state: CaseState): Reaction[] {
	const id = `${event.id}!0`;
	switch (event.type) {
		case 'case.mergedInto':
			return [
				{
					id,
					type: 'case.absorb',
					target: event.data.into,
					// A case merged from both keeps both clocks.
					data: compact({
						other: state.id,
						voices: state.voices,
						hotlineNumber: state.hotlineNumber,
						hotline: state.hotline
					})
				}
			];
		case 'case.unmerged':
			return [
				{
					id,
					type: 'case.release',
					target: event.data.from,
					data: { other: state.id, voices: state.voices }
				}
			];
		case 'case.reported':
			return event.data.patrol === undefined
				? []
				: [{ id, type: 'patrol.linkCase', target: event.data.patrol, data: { case: state.id } }];
		default:
			return [];
	}
}
