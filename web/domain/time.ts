/**
 * The town's wall clock without local Date methods: China keeps +08:00 all year (equal to
 * Asia/Shanghai from 1992 on), so a day is plain arithmetic and the same in every engine.
 */

/** Milliseconds since the Unix epoch, or a span of milliseconds. */
export type Ms = number;
/** A calendar day of the town's clock, `YYYY-MM-DD`. */
export type Day = string;

export const MINUTE: Ms = 60_000;
export const HOUR: Ms = 60 * MINUTE;
export const DAY: Ms = 24 * HOUR;
const OFFSET: Ms = 8 * HOUR;

/** Days since 1970-01-01 on the town's clock. */
export const dayNumber = (ms: Ms): number => Math.floor((ms + OFFSET) / DAY);

export const startOfDayNumber = (number: number): Ms => number * DAY - OFFSET;

/** The years 1 to 9999, in days since 1970: what `YYYY-MM-DD` can say. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;

/** Empty for what four digits of a year cannot say, and for NaN. */
export const dayOfNumber = (number: number): Day =>
	number >= FIRST_DAY && number <= LAST_DAY
		? new Date(number * DAY).toISOString().slice(0, 10)
		: '';

/** 1 = Monday … 7 = Sunday (1970-01-01 was a Thursday). */
export const weekdayOfNumber = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

export const dayOf = (ms: Ms): Day => dayOfNumber(dayNumber(ms));

export const minuteOfDay = (ms: Ms): number =>
	Math.floor((ms - startOfDayNumber(dayNumber(ms))) / MINUTE);

const numberOfDay = (day: Day): number =>
	Math.floor(Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) / DAY);

/** NaN for what is not a day; ask `isDay` first where the text is foreign. */
export const startOfDay = (day: Day): Ms => startOfDayNumber(numberOfDay(day));

export const addDays = (day: Day, n: number): Day => dayOfNumber(numberOfDay(day) + n);

/** 1 = Monday … 7 = Sunday. */
export const weekday = (day: Day): number => weekdayOfNumber(numberOfDay(day));

/** True for a day that exists: 2026-02-30 does not. */
export const isDay = (text: string): boolean =>
	/^\d{4}-\d\d-\d\d$/.test(text) && dayOfNumber(numberOfDay(text)) === text;
