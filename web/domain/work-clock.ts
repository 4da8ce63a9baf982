/**
 * The two clocks that limits run on: every millisecond, or only the town's office hours on Chinese
 * working days. Walks go by days, never by minutes, and every loop has an end.
 */
import { isWorkDayNumber, officeDayMinutes, type WorkCalendar } from './calendar';
import { DAY, MINUTE, dayNumber, startOfDayNumber, type Ms } from './time';

/** A suspension 挂账: its time does not count. Without `to` it is still running. */
export interface Pause {
	from: Ms;
	to?: Ms;
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

export interface Clock {
	/** Milliseconds that count within [from, to). */
	between(from: Ms, to: Ms): Ms;
	/** The first instant at which `budget` milliseconds have counted since `from`. */
	after(from: Ms, budget: Ms): Ms;
}

export const CONTINUOUS: Clock = {
	between: (from, to) => Math.max(0, to - from),
	after: (from, budget) => from + budget
};

export const officeClock = (calendar: WorkCalendar): Clock => ({
	between: (from, to) => officeBetween(from, to, calendar),
	after: (from, budget) => officeAfter(from, budget, calendar)
});

/** What counts within [from, to) outside the pauses; one still running reaches to the end. */
export function activeBetween(clock: Clock, from: Ms, to: Ms, pauses: readonly Pause[]): Ms {
	let sum = 0;
	let at = from;
	for (const pause of inOrder(pauses)) {
		if (pause.from >= to) break;
		if (pause.from > at) sum += clock.between(at, pause.from);
		at = Math.max(at, pause.to ?? to);
	}
	return at < to ? sum + clock.between(at, to) : sum;
}

/** `after` outside the pauses. One still running is left out, since nobody knows its end. */
export function activeAfter(clock: Clock, from: Ms, budget: Ms, pauses: readonly Pause[]): Ms {
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
