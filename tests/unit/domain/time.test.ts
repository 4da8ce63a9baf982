import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	DAY,
	addDays,
	dayOf,
	isDay,
	minuteOfDay,
	startOfDay,
	weekday
} from '../../../web/domain/time';
import { check } from '../../support/property';

const shanghai = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Asia/Shanghai',
	dateStyle: 'short',
	timeStyle: 'short',
	hourCycle: 'h23'
});

describe('the town clock', () => {
	it('turns the day at midnight in Shanghai, not in London', () => {
		expect(dayOf(Date.UTC(2026, 0, 31, 15, 59))).toBe('2026-01-31');
		expect(dayOf(Date.UTC(2026, 0, 31, 16, 0))).toBe('2026-02-01');
		expect(minuteOfDay(Date.UTC(2026, 0, 31, 16, 7, 59))).toBe(7);
	});

	it('agrees with Asia/Shanghai from 1992 to 2099', () => {
		check(
			fc.property(fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2099, 11, 31) }), (ms) => {
				const minute = minuteOfDay(ms);
				const time = [Math.floor(minute / 60), minute % 60].map((n) => `${n}`.padStart(2, '0'));
				expect(`${dayOf(ms)}, ${time.join(':')}`).toBe(shanghai.format(ms));
			}),
			1000
		);
	});

	it('goes from a day to its start and back', () => {
		check(
			fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
				const start = startOfDay(dayOf(ms));
				expect(start <= ms && ms < start + DAY).toBe(true);
				expect(dayOf(start)).toBe(dayOf(ms));
				expect(dayOf(start - 1)).toBe(addDays(dayOf(ms), -1));
			})
		);
	});

	it('counts days over month ends and leap days', () => {
		expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
		expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
		expect(addDays('2025-12-31', 366)).toBe('2027-01-01');
	});

	it('knows Monday from Sunday, before 1970 as well', () => {
		expect(weekday('2026-01-05')).toBe(1);
		expect(weekday('2026-01-04')).toBe(7);
		expect(weekday('1969-12-29')).toBe(1);
	});

	it('has no name for days that four digits of a year cannot say (I07)', () => {
		expect(dayOf(startOfDay('9999-12-31'))).toBe('9999-12-31');
		expect(dayOf(startOfDay('1900-02-28') + DAY)).toBe('1900-03-01');
		for (const ms of [NaN, Infinity, -1e15, startOfDay('9999-12-31') + DAY])
			expect(dayOf(ms)).toBe('');
	});

	it('tells a day that exists from one that does not (I07)', () => {
		expect(isDay('2024-02-29')).toBe(true);
		for (const text of ['2026-02-30', '2026-13-01', '2026-1-1', '', '2026-01-01T00:00'])
			expect(isDay(text)).toBe(false);
	});
});
