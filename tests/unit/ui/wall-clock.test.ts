import { describe, expect, it } from 'vitest';
import { duration, exactDate, exactTime, timeAgo, timeLeft } from '~/ui/shared/wall-clock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 2026-11-24 14:05 on the +08:00 wall clock. */
const now = Date.UTC(2026, 10, 24, 6, 5);

describe('time as people say it', () => {
	it.each([
		[30_000, '刚刚'],
		// A phone whose clock runs a little behind the server's.
		[-30_000, '刚刚'],
		[12 * MINUTE, '12 分钟前'],
		[59 * MINUTE, '59 分钟前'],
		[2 * HOUR, '今天 12:05'],
		// Just after midnight: still today at +08:00, yesterday in UTC.
		[14 * HOUR, '今天 00:05'],
		[15 * HOUR, '昨天 23:05'],
		[-20 * HOUR, '明天 10:05'],
		[21 * 24 * HOUR, '11月3日 14:05'],
		[400 * 24 * HOUR, '2025年10月20日']
	])('%i ms ago is %s', (age, words) => {
		expect(timeAgo(now - age, now)).toBe(words);
	});

	it('counts down and over', () => {
		expect(timeLeft(now + 2 * HOUR, now)).toBe('还剩 2 小时');
		expect(timeLeft(now - 2 * HOUR, now)).toBe('超期 2 小时');
		expect(timeLeft(now + 20_000, now)).toBe('还剩 不到 1 分钟');
	});

	it('keeps hours up to two days, for limits of 24 and 36 hours', () => {
		expect(duration(36 * HOUR)).toBe('36 小时');
		expect(duration(73 * HOUR)).toBe('3 天');
	});

	it('prints exact times on the town wall clock', () => {
		expect(exactTime(now)).toBe('2026-11-24 14:05');
		expect(exactDate(Date.UTC(2026, 11, 31, 17))).toBe('2027-01-01');
	});
});
