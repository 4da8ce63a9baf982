/** What several events change alike: the stage, the check, the clock, requests, the hotline. */
import { compact } from '../compact';
import { running, started } from './clock';
import type { CaseEvent, CaseEventType } from './events';
import { isPending, leadOf, type CaseState, type CheckTask } from './state';

export type Of<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;
export type Change = Partial<CaseState>;

export function stage(status: CaseState['status'], event: CaseEvent): Change {
	return { status, stageSince: event.receivedAt };
}

export const isLate = (event: CaseEvent): boolean => event.flags?.includes('lateFact') === true;

export function checkTask(
	event: CaseEvent & { readonly data: { readonly checker?: string; readonly dueAt: number } },
	kind: CheckTask['kind'] = 'fixed'
): CheckTask {
	return compact({
		kind,
		checker: event.data.checker,
		askedAt: event.receivedAt,
		dueAt: event.data.dueAt
	});
}

export function answered(state: CaseState, yes: boolean, event: CaseEvent): CheckTask | undefined {
	return state.check && { ...state.check, result: yes ? 'yes' : 'no', answeredAt: event.at };
}

/** Nobody need answer any more what the case has gone past. */
export function settled(state: CaseState): CheckTask | undefined {
	return isPending(state.check) ? undefined : state.check;
}

/** A recorded dispute stays at least sensitive, whatever category it is given later. */
export function privacyOf(state: CaseState, wanted: CaseState['privacy']): CaseState['privacy'] {
	return state.dispute && wanted === 'internal' ? 'sensitive' : wanted;
}

/** 改派 within the same lead keeps the clock: only a new lead gets the whole limit. */
export function clockOfDispatch(state: CaseState, event: Of<'case.dispatched'>): Change {
	const { limit, startedAt, dueAt } = event.data;
	if (state.clock?.startedAt === startedAt) return {};
	return { ...withoutClock(state, event), clock: started(limit, startedAt, dueAt) };
}

/** What was asked for on a clock ends with it. */
export function withoutClock(state: CaseState, event: CaseEvent): Change {
	return {
		clock: undefined,
		suspension: undefined,
		extensions: decided(state.extensions, false, event.receivedAt)
	};
}

/** To the lead; without one back to where the desk must find one, or take it in anew. */
export function backToWork(state: CaseState, event: Of<'case.reworkOrdered'>): Change {
	if (!leadOf(state))
		return {
			...stage(state.limit ? 'filed' : 'reported', event),
			...withoutClock(state, event)
		};
	const { startedAt, dueAt } = event.data;
	const again =
		state.clock && startedAt !== undefined && dueAt !== undefined
			? started(state.clock.limit, startedAt, dueAt)
			: running(state.clock);
	return { ...stage('handling', event), clock: again };
}

/** Writes the answer on what is still open in a list of requests; without a reason it lapsed. */
export function decided(
	list: CaseState['extensions'],
	approved: boolean,
	decidedAt: number,
	decidedReason?: string
): CaseState['extensions'] {
	return list.map((entry) =>
		entry.approved === undefined ? compact({ ...entry, approved, decidedReason, decidedAt }) : entry
	);
}

export function hotline(state: CaseState, event: Of<'case.hotlineStepped'>): Change {
	const { step } = event.data;
	const clocks = state.hotline ?? { receivedAt: event.at, redone: 0, returned: false };
	switch (step) {
		case 'contacted':
			return { hotline: { ...clocks, contactedAt: clocks.contactedAt ?? event.at } };
		case 'replied':
			return { hotline: { ...clocks, repliedAt: event.at } };
		case 'returned':
			return { hotline: { ...clocks, returned: true } };
		case 'redone': {
			const { repliedAt: _, ...rest } = clocks;
			return { hotline: { ...rest, redone: clocks.redone + 1, redoneAt: event.at } };
		}
		default:
			return { hotline: clocks };
	}
}
