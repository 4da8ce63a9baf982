/**
 * When things are found: work days and holidays, rain, a typhoon week, the seasons, and the hours at
 * which each source speaks up.
 */
import { isWorkDay, type WorkCalendar } from '../../web/domain/calendar';
import type { Source } from '../../web/domain/case/commands';
import {
	dayOfNumber,
	type Day,
	type Ms,
	MINUTE,
	startOfDayNumber,
	weekday
} from '../../web/domain/time';
import { Stream } from '../town/random';

export type Weather = 'dry' | 'rain' | 'typhoon';

/** Share of rainy days by month: the plum rains, then summer storms. */
const RAIN = [0.22, 0.22, 0.26, 0.24, 0.26, 0.55, 0.36, 0.34, 0.3, 0.18, 0.18, 0.16];

export const monthOf = (day: Day): number => Number(day.slice(5, 7));

export function weatherOf(day: Day): Weather {
	const date = Number(day.slice(8));
	if (monthOf(day) === 9 && date >= 12 && date <= 18) return 'typhoon';
	const chance = new Stream(`weather/${day}`);
	return chance.next() < (RAIN[monthOf(day) - 1] as number) ? 'rain' : 'dry';
}

const WEATHER_LOAD: Readonly<Record<Weather, number>> = { dry: 1, rain: 1.1, typhoon: 2.1 };
const MONTH_LOAD = [0.9, 0.8, 0.95, 1, 1.02, 1.08, 1.12, 1.1, 1.05, 1, 0.98, 0.95];

function loadOf(day: Day, calendar: WorkCalendar): number {
	const holiday = calendar.days[day] === 'rest';
	const work = isWorkDay(day, calendar);
	const rhythm = work ? (weekday(day) === 1 ? 1.2 : 1.05) : holiday ? 0.55 : 0.72;
	return rhythm * (MONTH_LOAD[monthOf(day) - 1] as number) * WEATHER_LOAD[weatherOf(day)];
}

/** Shares `total` out over the `days` before `last`, that day included. */
export function daysOfFinds(
	total: number,
	last: number,
	days: number,
	calendar: WorkCalendar
): { readonly number: number; readonly count: number }[] {
	const numbers = Array.from({ length: days }, (_, i) => last - days + 1 + i);
	const loads = numbers.map((number) => loadOf(dayOfNumber(number), calendar));
	const sum = loads.reduce((all, load) => all + load, 0);
	let reached = 0;
	let given = 0;
	return numbers.map((number, i) => {
		reached += ((loads[i] as number) / sum) * total;
		const count = Math.round(reached) - given;
		given += count;
		return { number, count };
	});
}

type Hours = readonly (readonly [hour: number, weight: number])[];

const ROUNDS: Hours = [
	[7, 2],
	[8, 7],
	[9, 14],
	[10, 13],
	[11, 5],
	[12, 1],
	[13, 7],
	[14, 13],
	[15, 12],
	[16, 7],
	[17, 3],
	[18, 1.5],
	[19, 1.5],
	[20, 1]
];
const CALLS: Hours = [
	[0, 0.6],
	[2, 0.3],
	[5, 0.3],
	[6, 1],
	[7, 3],
	[8, 7],
	[9, 9],
	[10, 8],
	[11, 6],
	[12, 4],
	[13, 5],
	[14, 7],
	[15, 7],
	[16, 6],
	[17, 5],
	[18, 5],
	[19, 6],
	[20, 5],
	[21, 4],
	[22, 2.5],
	[23, 1.2]
];
const SCREENS: Hours = Array.from({ length: 24 }, (_, hour) => [hour, hour < 6 ? 1.5 : 3] as const);

const HOURS: Readonly<Record<Source, Hours>> = {
	patrol: ROUNDS,
	village: ROUNDS,
	leader: ROUNDS,
	upper: ROUNDS,
	delegate: ROUNDS,
	hotline: CALLS,
	call: CALLS,
	resident: CALLS,
	video: SCREENS
};

/** An instant of that day at which the source speaks up. */
export function instantOf(dayNumber: number, source: Source, chance: Stream): Ms {
	const hour = chance.weighted(HOURS[source]);
	const minute = hour * 60 + chance.integer(0, 59);
	return startOfDayNumber(dayNumber) + minute * MINUTE + chance.integer(0, 59) * 1000;
}
