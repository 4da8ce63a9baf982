/**
 * The town's working calendar: office hours and the days on which 调休 departs from
 * Monday–Friday. It is data (published once a year), not code.
 */
import * as z from 'zod/mini';
import { dayOfNumber, isDay, weekday, weekdayOfNumber, type Day } from './time';

export interface WorkCalendar {
	/** `[startMinute, endMinute)` of the day, ascending, not overlapping. */
	officeHours: [number, number][];
	/** Only the days that differ from Monday–Friday need an entry. */
	days: Record<Day, 'work' | 'rest'>;
	/** Years whose holidays have been published and are in `days`. */
	knownYears: number[];
}

const minute = z.int().check(z.gte(0), z.lte(24 * 60));

const isAscending = (hours: [number, number][]): boolean =>
	hours.every(([from, to], i) => from < to && (i === 0 || (hours[i - 1]?.[1] ?? 0) <= from));

export const workCalendarSchema = z.object({
	officeHours: z
		.array(z.tuple([minute, minute]))
		.check(z.minLength(1), z.maxLength(6), z.refine(isAscending)),
	days: z.record(z.string().check(z.refine(isDay)), z.enum(['work', 'rest'])),
	knownYears: z.array(z.int().check(z.gte(1992), z.lte(2999)))
});

/** `number` counts days as `dayNumber` does; a year without data is Monday–Friday. */
export function isWorkDayNumber(number: number, calendar: WorkCalendar): boolean {
	const told = calendar.days[dayOfNumber(number)];
	return told === undefined ? weekdayOfNumber(number) <= 5 : told === 'work';
}

export function isWorkDay(day: Day, calendar: WorkCalendar): boolean {
	const told = calendar.days[day];
	return told === undefined ? weekday(day) <= 5 : told === 'work';
}

/** False: holidays of that year are not published yet (the screen says 日历未发布). */
export const isKnownYear = (day: Day, calendar: WorkCalendar): boolean =>
	calendar.knownYears.includes(+day.slice(0, 4));

/** Minutes of one full office day of this town. */
export const officeDayMinutes = (calendar: WorkCalendar): number =>
	calendar.officeHours.reduce((sum, [from, to]) => sum + (to - from), 0);
