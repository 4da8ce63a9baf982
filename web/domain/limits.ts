/**
 * Handling limits 处置时限 and their lights. Six units run on two clocks: a continuous one, and
 * the town's office hours on Chinese working days. A limit is a budget of milliseconds on one of
 * them; it falls due at the first instant at which the budget is spent. Never converted between
 * units: a workDay is one full office day of this town, not a number of workHours.
 */
import * as z from 'zod/mini';
import { isWorkDayNumber, officeDayMinutes, type WorkCalendar } from './calendar';
import { DAY, HOUR, MINUTE, dayNumber, startOfDayNumber, type Ms } from './time';

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

/** A suspension 挂账: its time does not count. Without `to` it is still running. */
export interface Pause {
	from: Ms;
	to?: Ms;
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

const isOfficeUnit = (unit: LimitUnit): boolean => unit === 'workHour' || unit === 'workDay';

function budgetOf({ n, unit }: Limit, calendar: WorkCalendar): Ms {
	if (unit === 'workDay') return n * officeDayMinutes(calendar) * MINUTE;
	return n * (unit === 'day' || unit === 'urgentDay' ? DAY : HOUR);
}

/** No limit is longer than this; it also ends every loop over a calendar without work days. */
const MAX_DAYS = 20_000;

/** Office milliseconds of one work day within [from, to). */
function officeWithin(dayStart: Ms, from: Ms, to: Ms, calendar: WorkCalendar): Ms {
	let sum = 0;
	for (const [open, close] of calendar.officeHours) {
		const begin = Math.max(from, dayStart + open * MINUTE);
		const end = Math.min(to, dayStart + close * MINUTE);
		if (end > begin) sum += end - begin;
	}
	return sum;
}

function officeBetween(from: Ms, to: Ms, calendar: WorkCalendar): Ms {
	const whole = officeDayMinutes(calendar) * MINUTE;
	const first = dayNumber(from);
	const last = Math.min(dayNumber(to), first + MAX_DAYS);
	let sum = 0;
	for (let day = first; day <= last; day++) {
		if (!isWorkDayNumber(day, calendar)) continue;
		const isWhole = day > first && day < last;
		sum += isWhole ? whole : officeWithin(startOfDayNumber(day), from, to, calendar);
	}
	return sum;
}

/** The first instant of a work day at which `left` office milliseconds have passed since `from`. */
function instantWithin(dayStart: Ms, from: Ms, left: Ms, calendar: WorkCalendar): Ms {
	let rest = left;
	for (const [open, close] of calendar.officeHours) {
		const begin = Math.max(from, dayStart + open * MINUTE);
		const span = Math.max(0, dayStart + close * MINUTE - begin);
		if (span >= rest) return begin + rest;
		rest -= span;
	}
	return dayStart + DAY;
}

/** The first instant at which `budget` office milliseconds have passed since `from`. */
function officeAfter(from: Ms, budget: Ms, calendar: WorkCalendar): Ms {
	if (!(budget > 0)) return from;
	const whole = officeDayMinutes(calendar) * MINUTE;
	const first = dayNumber(from);
	let left = budget;
	for (let day = first; day < first + MAX_DAYS; day++) {
		if (!isWorkDayNumber(day, calendar)) continue;
		const dayStart = startOfDayNumber(day);
		const today = day > first ? whole : officeWithin(dayStart, from, dayStart + DAY, calendar);
		if (today >= left) return instantWithin(dayStart, from, left, calendar);
		left -= today;
	}
	return startOfDayNumber(first + MAX_DAYS);
}

/** Sorted; overlaps are harmless to the walks below, which never go back. */
const inOrder = (pauses: readonly Pause[]): Pause[] =>
	pauses.length < 2 ? [...pauses] : [...pauses].sort((a, b) => a.from - b.from);

interface Clock {
	between(from: Ms, to: Ms): Ms;
	after(from: Ms, budget: Ms): Ms;
}

const CONTINUOUS: Clock = {
	between: (from, to) => Math.max(0, to - from),
	after: (from, budget) => from + budget
};

const clockOf = (unit: LimitUnit, calendar: WorkCalendar): Clock =>
	isOfficeUnit(unit)
		? {
				between: (from, to) => officeBetween(from, to, calendar),
				after: (from, budget) => officeAfter(from, budget, calendar)
			}
		: CONTINUOUS;

function activeBetween(clock: Clock, from: Ms, to: Ms, pauses: readonly Pause[]): Ms {
	let sum = 0;
	let at = from;
	for (const pause of inOrder(pauses)) {
		if (pause.from >= to) break;
		if (pause.from > at) sum += clock.between(at, pause.from);
		at = Math.max(at, pause.to ?? to);
	}
	return at < to ? sum + clock.between(at, to) : sum;
}

function activeAfter(clock: Clock, from: Ms, budget: Ms, pauses: readonly Pause[]): Ms {
	let left = budget;
	let at = from;
	for (const pause of inOrder(pauses)) {
		if (pause.to === undefined || pause.to <= at) continue;
		if (pause.from > at) {
			const free = clock.between(at, pause.from);
			if (free >= left) break;
			left -= free;
		}
		at = pause.to;
	}
	return clock.after(at, left);
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
