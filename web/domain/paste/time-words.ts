/** When a message says it was: 今天上午9点半, 昨晚十点, 11月3日 14:05. A guess, shown as one. */
import { DAY, MINUTE, dayOf, isDay, startOfDay, type Day, type Ms } from '../time';

export interface SaidTime {
	readonly at: Ms;
	/** False when only the day was said: `at` is then its beginning. */
	readonly hasClock: boolean;
	/** The words it was read from. */
	readonly words: string;
}

const PERIOD = '凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜间|半夜|早|晚';
const CLOCK = `(?:(${PERIOD}))?\\s*(\\d{1,2})(?:[:：](\\d{2})(?::\\d{2})?|[点时](半|一刻|三刻|(\\d{1,2})分?)?)`;
const FULL = new RegExp(`(\\d{4})[-/年.](\\d{1,2})[-/月.](\\d{1,2})[日号]?(?:\\s*${CLOCK})?`);
const MONTH_DAY = new RegExp(`(\\d{1,2})月(\\d{1,2})[日号](?:\\s*${CLOCK})?`);
const SLASHED = new RegExp(`(?<![\\d/-])(\\d{1,2})[/-](\\d{1,2})\\s+${CLOCK}`);
const RELATIVE = new RegExp(`(今天|今日|今|昨天|昨日|昨|前天)(?:\\s*${CLOCK}|(?=[早晚天日]))`);
const BARE = new RegExp(`(?<![\\d:：/-])${CLOCK}`);

const DIGITS = '零一二三四五六七八九十';

/** 十一 → 11, 二十 → 20; only the hours and minutes of a spoken time. */
function numeral(text: string): number {
	const tens = text.indexOf('十');
	const digit = (char: string) => DIGITS.indexOf(char === '两' ? '二' : char);
	if (tens < 0) return text.length === 1 ? digit(text) : NaN;
	const high = tens === 0 ? 1 : digit(text.charAt(0));
	const low = tens === text.length - 1 ? 0 : digit(text.charAt(tens + 1));
	return high * 10 + low;
}

/** 晚上十点 → 晚上10点. A numeral without a word of the day before it may be 一点异味. */
function withDigits(text: string): string {
	const spoken = new RegExp(
		`(${PERIOD}|今天|昨天|前天)([一二两三四五六七八九十]{1,3})(?=[点时])`,
		'g'
	);
	return text.replace(spoken, (whole, before: string, said: string) => {
		const value = numeral(said);
		return value >= 0 && value <= 24 ? before + String(value) : whole;
	});
}

function minutesOf(period: string | undefined, hour: string, rest: (string | undefined)[]): number {
	const [colon, spoken, spokenMinutes] = rest;
	const quarters: Record<string, number> = { 半: 30, 一刻: 15, 三刻: 45 };
	const minute = Number(colon ?? spokenMinutes ?? quarters[spoken ?? ''] ?? 0);
	let h = Number(hour);
	const afternoon = /下午|傍晚|晚/.test(period ?? '');
	if (afternoon && h < 12) h += 12;
	else if (period === '中午' && h < 3) h += 12;
	else if (/凌晨|夜|清晨/.test(period ?? '') && h === 12) h = 0;
	return h > 24 || minute > 59 ? NaN : h * 60 + minute;
}

const pad = (text: string): string => text.padStart(2, '0');

function on(
	day: Day,
	groups: readonly (string | undefined)[],
	words: string
): SaidTime | undefined {
	if (!isDay(day)) return undefined;
	const [period, hour, ...rest] = groups;
	if (hour === undefined) return { at: startOfDay(day), hasClock: false, words };
	const minutes = minutesOf(period, hour, rest);
	if (!(minutes >= 0)) return undefined;
	return { at: startOfDay(day) + minutes * MINUTE, hasClock: true, words };
}

/** A day without its year is the latest one that is not to come. */
function lately(month: string, day: string, now: Ms): Day {
	const thisYear = `${dayOf(now).slice(0, 4)}-${pad(month)}-${pad(day)}`;
	if (isDay(thisYear) && startOfDay(thisYear) <= now + DAY) return thisYear;
	return `${Number(thisYear.slice(0, 4)) - 1}${thisYear.slice(4)}`;
}

const BACK: Readonly<Record<string, number>> = { 今: 0, 昨: 1, 前: 2 };

/** The first moment that the text tells; undefined when it tells none. */
export function timeIn(text: string, now: Ms): SaidTime | undefined {
	const plain = withDigits(text);
	const full = FULL.exec(plain);
	if (full) {
		const [words, y = '', mo = '', d = '', ...clock] = full;
		const found = on(`${y}-${pad(mo)}-${pad(d)}`, clock, words);
		if (found) return found;
	}
	const dated = MONTH_DAY.exec(plain) ?? SLASHED.exec(plain);
	if (dated) {
		const [words, mo = '', d = '', ...clock] = dated;
		const found = on(lately(mo, d, now), clock, words);
		if (found) return found;
	}
	const relative = RELATIVE.exec(plain);
	if (relative) {
		const [words, word = '', ...clock] = relative;
		const found = on(dayOf(now - (BACK[word.charAt(0)] ?? 0) * DAY), clock, words);
		if (found) return found;
	}
	const bare = BARE.exec(plain);
	if (!bare) return undefined;
	const [words, ...clock] = bare;
	const today = on(dayOf(now), clock, words);
	// A clock that has not come yet today was yesterday's.
	return today && today.at > now ? { ...today, at: today.at - DAY } : today;
}
