/** Times in words. The wall clock is +08:00 whatever the device says; see domain time rules. */
import { m } from '~/paraglide/messages';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;

/** A moment's parts on the +08:00 wall clock; `day` counts days, so that dates can be compared. */
function wall(at: number) {
	const shifted = new Date(at + ZONE);
	return {
		day: Math.floor((at + ZONE) / DAY),
		year: shifted.getUTCFullYear(),
		month: shifted.getUTCMonth() + 1,
		date: shifted.getUTCDate(),
		iso: shifted.toISOString()
	};
}

/** `14:05` */
export function timeOfDay(at: number): string {
	return wall(at).iso.slice(11, 16);
}

/** `2026-11-24 14:05`, the form printed on papers. */
export function exactTime(at: number): string {
	return wall(at).iso.slice(0, 16).replace('T', ' ');
}

/** `2026-11-24` */
export function exactDate(at: number): string {
	return wall(at).iso.slice(0, 10);
}

/** 刚刚, 12 分钟前, 今天 14:05, 昨天 14:05, 11月3日 14:05, 2025年11月3日. */
export function timeAgo(at: number, now: number): string {
	const age = now - at;
	if (Math.abs(age) < MINUTE) return m.common_time_just_now();
	if (age > 0 && age < HOUR) return m.common_time_minutes_ago({ n: Math.floor(age / MINUTE) });
	return dayAndTime(at, now);
}

function dayAndTime(at: number, now: number): string {
	const then = wall(at);
	const today = wall(now);
	const time = timeOfDay(at);
	if (then.day === today.day) return m.common_time_today({ time });
	if (then.day === today.day - 1) return m.common_time_yesterday({ time });
	if (then.day === today.day + 1) return m.common_time_tomorrow({ time });
	const { month, date, year } = then;
	if (year === today.year) return m.common_time_this_year({ month, date, time });
	return m.common_time_other_year({ year, month, date });
}

/** 还剩 2 小时 before the moment, 超期 2 小时 after it. */
export function timeLeft(due: number, now: number): string {
	const span = duration(Math.abs(due - now));
	return due >= now ? m.common_time_left({ span }) : m.common_time_overdue({ span });
}

/** The largest unit that fits, whole: 不到 1 分钟, 12 分钟, 2 小时, 3 天. */
export function duration(ms: number): string {
	if (ms < MINUTE) return m.common_time_under_a_minute();
	if (ms < HOUR) return m.common_time_minutes({ n: Math.floor(ms / MINUTE) });
	if (ms < 2 * DAY) return m.common_time_hours({ n: Math.floor(ms / HOUR) });
	return m.common_time_days({ n: Math.floor(ms / DAY) });
}
