/** Times at which people work, between two limits. */
import {
	dayNumber,
	HOUR,
	MINUTE,
	minuteOfDay,
	startOfDayNumber,
	type Ms
} from '../../web/domain/time';
import type { Stream } from '../town/random';

const MORNING = 7 * 60 + 40;
const EVENING = 20 * 60;

export const isDaytime = (at: Ms): boolean => {
	const minute = minuteOfDay(at);
	return minute >= MORNING && minute < EVENING;
};

/** The next time people are about: `at` itself by day, else after the next breakfast. */
export function byDay(at: Ms, chance: Stream): Ms {
	if (isDaytime(at)) return at;
	const day = dayNumber(at) + (minuteOfDay(at) >= EVENING ? 1 : 0);
	return startOfDayNumber(day) + MORNING * MINUTE + Math.round(chance.between(0, 100) * MINUTE);
}

/** Like `byDay`, but never past `latest`: then the evening before, or the night shift does it. */
export function byDayWithin(at: Ms, earliest: Ms, latest: Ms, chance: Stream): Ms {
	const next = byDay(at, chance);
	if (next <= latest) return next;
	const evening =
		startOfDayNumber(dayNumber(at - 8 * HOUR)) +
		Math.round(chance.between(17 * 60, 19.5 * 60) * MINUTE);
	return evening > earliest && evening <= latest ? evening : at;
}

export const minutes = (chance: Stream, low: number, high: number): Ms =>
	Math.round(chance.between(low, high) * MINUTE);
