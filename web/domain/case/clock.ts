/** The handling clock of a dispatched case: its pauses, its extensions, and when it falls due. */
import type { WorkCalendar } from '../calendar';
import { addLimit, dueAt, type Limit, type Pause } from '../limits';
import type { Ms } from '../time';
import type { CaseState, HandlingClock } from './state';

/** A new clock; extensions and pauses belong to the one before. */
export function started(limit: Limit, startedAt: Ms, due: Ms): HandlingClock {
	return { limit, startedAt, dueAt: due, pauses: [], extensions: 0, granted: [] };
}

/** A suspension ends by itself at the date it was given, however late anybody says so. */
export function pausesAt(state: CaseState, now: Ms): readonly Pause[] {
	const { clock, suspension } = state;
	if (!clock) return [];
	if (!suspension || now < suspension.until) return clock.pauses;
	return ended(clock.pauses, suspension.until);
}

export function ended(pauses: readonly Pause[], at: Ms): Pause[] {
	return pauses.map((pause) =>
		pause.to === undefined ? { from: pause.from, to: Math.max(pause.from, at) } : pause
	);
}

/** Limit and extensions one after the other, each of them outside the pauses. */
export function dueOf(clock: HandlingClock, pauses: readonly Pause[], calendar: WorkCalendar): Ms {
	const first = dueAt(clock.startedAt, clock.limit, calendar, pauses);
	return clock.granted.reduce((due, extra) => addLimit(due, extra, calendar, pauses), first);
}

/** Done, as long as nobody sends it back. */
export function stopped(clock: HandlingClock | undefined, at: Ms): HandlingClock | undefined {
	return clock && { ...clock, doneAt: clock.doneAt ?? at };
}

/** Runs on from where it started: the time that a failed check took is not given back. */
export function running(clock: HandlingClock | undefined): HandlingClock | undefined {
	if (!clock) return undefined;
	const { doneAt: _, ...rest } = clock;
	return rest;
}
