/**
 * Handling limits 处置时限 and their lights. Six units run on two clocks: a continuous one, and
 * the town's office hours on Chinese working days. A limit is a budget of milliseconds on one of
 * them; it falls due at the first instant at which the budget is spent. Never converted between
 * units: a workDay is one full office day of this town, not a number of workHours.
 */
import * as z from 'zod/mini';
import { officeDayMinutes, type WorkCalendar } from './calendar';
import { DAY, HOUR, MINUTE, type Ms } from './time';
import {
	CONTINUOUS,
	activeAfter,
	activeBetween,
	officeClock,
	type Clock,
	type Pause
} from './work-clock';

export type { Pause };

export const LIMIT_UNITS = [
	'urgentHour',
	'hour',
	'workHour',
	'day',
	'workDay',
	'urgentDay'
] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

export interface Limit {
	n: number;
	unit: LimitUnit;
}

export type Light = 'green' | 'yellow' | 'red' | 'grey' | 'doneInTime' | 'doneLate';

export const limitSchema = z.object({
	n: z.int().check(z.gte(1), z.lte(999)),
	unit: z.enum(LIMIT_UNITS)
});

/** 紧急工作时 and 紧急工作日 run on whatever happens. */
export const mayPause = (unit: LimitUnit): boolean => unit !== 'urgentHour' && unit !== 'urgentDay';

/** 紧急工作日 is 一般不延期, read here as no. */
export const mayExtend = mayPause;

const clockOf = (unit: LimitUnit, calendar: WorkCalendar): Clock =>
	unit === 'workHour' || unit === 'workDay' ? officeClock(calendar) : CONTINUOUS;

function budgetOf({ n, unit }: Limit, calendar: WorkCalendar): Ms {
	if (unit === 'workDay') return n * officeDayMinutes(calendar) * MINUTE;
	return n * (unit === 'day' || unit === 'urgentDay' ? DAY : HOUR);
}

/**
 * When the limit falls due. A pause still running does not move it, since nobody knows its end:
 * ask again when it has one.
 */
export const dueAt = (
	start: Ms,
	limit: Limit,
	calendar: WorkCalendar,
	pauses: readonly Pause[] = []
): Ms => activeAfter(clockOf(limit.unit, calendar), start, budgetOf(limit, calendar), pauses);

/** A granted extension: `more` on top of the due time so far. */
export const addLimit = dueAt;

/** Fraction of the limit used at `now`: 0 at the start, 1 when due, more when overdue. */
export function spentShare(
	start: Ms,
	now: Ms,
	limit: Limit,
	calendar: WorkCalendar,
	pauses: readonly Pause[] = []
): number {
	const budget = budgetOf(limit, calendar);
	if (!(budget > 0)) return 1;
	return activeBetween(clockOf(limit.unit, calendar), start, now, pauses) / budget;
}

export interface Timing {
	start: Ms;
	/** As granted: with every extension. */
	due: Ms;
	/** Its unit says which clock runs. */
	limit: Limit;
	now: Ms;
	doneAt?: Ms;
	/** Read from the pauses when absent. */
	pausedNow?: boolean;
}

const isPaused = (pauses: readonly Pause[], now: Ms): boolean =>
	pauses.some(({ from, to }) => from <= now && (to === undefined || now < to));

/** 临期 begins when seven tenths of the time from start to due are used. */
export function lightOf(
	{ start, due, limit, now, doneAt, pausedNow }: Timing,
	calendar: WorkCalendar,
	pauses: readonly Pause[] = []
): Light {
	if (doneAt !== undefined) return doneAt <= due ? 'doneInTime' : 'doneLate';
	if (pausedNow ?? isPaused(pauses, now)) return 'grey';
	if (now > due) return 'red';
	const clock = clockOf(limit.unit, calendar);
	const used = activeBetween(clock, start, now, pauses);
	return used * 10 > activeBetween(clock, start, due, pauses) * 7 ? 'yellow' : 'green';
}

/** The instant at which the light turns yellow. */
export function warnAt(
	{ start, due, limit }: Pick<Timing, 'start' | 'due' | 'limit'>,
	calendar: WorkCalendar,
	pauses: readonly Pause[] = []
): Ms {
	const clock = clockOf(limit.unit, calendar);
	const whole = activeBetween(clock, start, due, pauses);
	return activeAfter(clock, start, Math.floor((whole * 7) / 10), pauses);
}

const BY_STRICTNESS: readonly Light[] = [
	'red',
	'yellow',
	'green',
	'grey',
	'doneLate',
	'doneInTime'
];

/** Of two clocks on one case (ours and 12345's) the stricter light shows. */
export const stricter = (a: Light, b: Light): Light =>
	BY_STRICTNESS.indexOf(a) <= BY_STRICTNESS.indexOf(b) ? a : b;
