/** `evolvePatrol(state, event)` → the next state; an event it does not know changes nothing else. */
import type { Ms } from '../time';
import type { PatrolEvent } from './events';
import type { PatrolState } from './state';

export function evolvePatrol(state: PatrolState | undefined, event: PatrolEvent): PatrolState {
	const known: PatrolState = state ?? {
		id: event.target,
		rev: 0,
		status: 'walking',
		town: '',
		village: '',
		by: event.by,
		startedAt: event.at,
		receivedAt: event.receivedAt,
		due: [],
		visits: [],
		gaps: [],
		cases: [],
		words: ''
	};
	return { ...known, ...(event.v === 1 ? changeOf(known, event) : {}), rev: known.rev + 1 };
}

function changeOf(state: PatrolState, event: PatrolEvent): Partial<PatrolState> {
	switch (event.type) {
		case 'patrol.started':
			return event.data;
		case 'patrol.visited':
			return { visits: [...state.visits, { ...event.data, at: event.at }] };
		case 'patrol.paused':
			return { status: 'paused', gaps: [...state.gaps, { from: event.at }] };
		case 'patrol.resumed':
			return { status: 'walking', gaps: closeGaps(state, event.at) };
		case 'patrol.ended':
			return {
				status: 'ended',
				endedAt: event.at,
				words: event.data.words,
				gaps: closeGaps(state, event.at)
			};
		case 'patrol.caseLinked':
			return { cases: [...state.cases, event.data.case] };
		default:
			return {};
	}
}

function closeGaps(state: PatrolState, at: Ms): PatrolState['gaps'] {
	return state.gaps.map((gap) => (gap.to === undefined ? { ...gap, to: at } : gap));
}
