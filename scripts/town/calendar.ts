/**
 * A town's working calendar from the State Council's published holidays, by way of
 * `chinese-days` (its data cover 2004 to 2026). Run at seed and import time only: the running
 * system reads the calendar as data.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { WorkCalendar } from '../../web/domain/calendar';
import { weekday, type Day } from '../../web/domain/time';

interface Published {
	holidays: Record<Day, string>;
	/** Weekend days worked in exchange 调休. */
	workdays: Record<Day, string>;
}

/** 08:30-11:30 and 13:00-17:30, a setting of the town. */
export const OFFICE_HOURS: WorkCalendar['officeHours'] = [
	[8 * 60 + 30, 11 * 60 + 30],
	[13 * 60, 17 * 60 + 30]
];

const readPublished = (): Published =>
	JSON.parse(
		readFileSync(
			createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'),
			'utf8'
		)
	);

const yearOf = (day: Day): number => +day.slice(0, 4);

/** Years asked for but not published stay unknown. Holds only days unlike Monday–Friday. */
export function workCalendar(
	years: readonly number[] = [2024, 2025, 2026],
	officeHours = OFFICE_HOURS
): WorkCalendar {
	const { holidays, workdays } = readPublished();
	const published = new Set(Object.keys(holidays).map(yearOf));
	const knownYears = years.filter((year) => published.has(year));
	const days: WorkCalendar['days'] = {};
	const within = (day: Day) => knownYears.includes(yearOf(day));
	for (const day of Object.keys(holidays).filter(within).sort())
		if (weekday(day) <= 5) days[day] = 'rest';
	for (const day of Object.keys(workdays).filter(within).sort()) days[day] = 'work';
	return { officeHours: officeHours.map(([from, to]) => [from, to]), days, knownYears };
}
