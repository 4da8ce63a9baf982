import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../scripts/town/calendar';
import type { WorkCalendar } from '../../../web/domain/calendar';
import {
	LIMIT_UNITS,
	addLimit,
	dueAt,
	lightOf,
	limitSchema,
	mayExtend,
	mayPause,
	spentShare,
	stricter,
	warnAt,
	type Light,
	type Limit,
	type Pause
} from '../../../web/domain/limits';
import { check } from '../../support/property';

const calendar = workCalendar(Array.from({ length: 10 }, (_, i) => 2017 + i));

/** `2026-03-02 09:00` on the town's clock. */
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);
const limit = (n: number, unit: Limit['unit']): Limit => ({ n, unit });

/**
 * The slow obvious calculator: walks the clock minute by minute and asks of each whether it
 * counts. Shares nothing with the domain but the calendar data.
 */
const oracle = {
	counts(ms: number, unit: Limit['unit'], { days, officeHours }: WorkCalendar, pauses: Pause[]) {
		if (pauses.some(({ from, to }) => from <= ms && ms < (to ?? Infinity))) return false;
		if (unit !== 'workHour' && unit !== 'workDay') return true;
		const local = new Date(ms + 8 * 3_600_000);
		const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6;
		const told = days[local.toISOString().slice(0, 10)];
		if (told ? told === 'rest' : weekend) return false;
		const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
		return officeHours.some(([from, to]) => from <= minute && minute < to);
	},
	budget({ n, unit }: Limit, { officeHours }: WorkCalendar) {
		if (unit === 'day' || unit === 'urgentDay') return n * 24 * 60 * 60_000;
		if (unit !== 'workDay') return n * 60 * 60_000;
		let minutes = 0;
		for (let minute = 0; minute < 1440; minute++)
			if (officeHours.some(([from, to]) => from <= minute && minute < to)) minutes++;
		return n * minutes * 60_000;
	},
	*minutes(start: number) {
		for (let from = start; ;) {
			const to = (Math.floor(from / 60_000) + 1) * 60_000;
			yield [from, to] as const;
			from = to;
		}
	},
	dueAt(start: number, limit: Limit, calendar: WorkCalendar, pauses: Pause[]) {
		let left = oracle.budget(limit, calendar);
		for (const [from, to] of oracle.minutes(start)) {
			if (!oracle.counts(from, limit.unit, calendar, pauses)) continue;
			if (to - from >= left) return from + left;
			left -= to - from;
		}
		return NaN;
	},
	spentShare(start: number, now: number, limit: Limit, calendar: WorkCalendar, pauses: Pause[]) {
		let used = 0;
		for (const [from, to] of oracle.minutes(start)) {
			if (from >= now) break;
			if (oracle.counts(from, limit.unit, calendar, pauses)) used += Math.min(to, now) - from;
		}
		return used / oracle.budget(limit, calendar);
	}
};

const tenYears = fc.integer({ min: at('2016-12-20 00:00'), max: at('2026-12-20 00:00') });
const anyLimit = fc.oneof(
	fc.record({ n: fc.integer({ min: 1, max: 15 }), unit: fc.constantFrom(...LIMIT_UNITS) }),
	fc.record({ n: fc.integer({ min: 1, max: 60 }), unit: fc.constant('workHour' as const) })
);
const officeHours = fc.constantFrom<WorkCalendar['officeHours'][]>(
	calendar.officeHours,
	[[0, 1440]],
	[[540, 1020]],
	[
		[480, 690],
		[780, 1020],
		[1080, 1200]
	]
);
/** Whole minutes after the start, overlapping and out of order as they come. */
const gaps = fc.array(
	fc.tuple(fc.integer({ min: -600, max: 12_000 }), fc.integer({ min: 0, max: 6_000 })),
	{ maxLength: 3 }
);
const pausesFrom = (start: number, gaps: [number, number][]): Pause[] =>
	gaps.map(([after, length]) => {
		const from = (Math.floor(start / 60_000) + after) * 60_000;
		return { from, to: from + length * 60_000 };
	});

describe('limits agree with a slow obvious calculator over ten years of random starts', () => {
	it('when they fall due, without pauses', () => {
		check(
			fc.property(tenYears, anyLimit, officeHours, (start, limit, officeHours) => {
				const town = { ...calendar, officeHours };
				expect(dueAt(start, limit, town)).toBe(oracle.dueAt(start, limit, town, []));
			}),
			300
		);
	});

	it('when they fall due, with pauses', () => {
		check(
			fc.property(tenYears, anyLimit, gaps, (start, limit, gaps) => {
				const pauses = pausesFrom(start, gaps);
				expect(dueAt(start, limit, calendar, pauses)).toBe(
					oracle.dueAt(start, limit, calendar, pauses)
				);
			}),
			300
		);
	});

	it('how much of them is spent, before and after they fall due', () => {
		check(
			fc.property(
				tenYears,
				anyLimit,
				gaps,
				fc.integer({ min: 0, max: 20 * 86_400_000 }),
				fc.boolean(),
				(start, limit, gaps, after, open) => {
					const pauses = pausesFrom(start, gaps);
					if (open && pauses[0]) delete pauses[0].to;
					expect(spentShare(start, start + after, limit, calendar, pauses)).toBeCloseTo(
						oracle.spentShare(start, start + after, limit, calendar, pauses),
						9
					);
				}
			),
			200
		);
	});

	it('is spent exactly when due, and yellow from seven tenths on', () => {
		check(
			fc.property(tenYears, anyLimit, gaps, (start, limit, gaps) => {
				const pauses = pausesFrom(start, gaps);
				const due = dueAt(start, limit, calendar, pauses);
				const timing = { start, due, limit };
				const warn = warnAt(timing, calendar, pauses);
				const light = (now: number) =>
					lightOf({ ...timing, now, pausedNow: false }, calendar, pauses);
				expect(spentShare(start, due, limit, calendar, pauses)).toBe(1);
				expect(spentShare(start, warn, limit, calendar, pauses)).toBeCloseTo(0.7, 4);
				expect([light(warn), light(due), light(due + 1)]).toEqual(['green', 'yellow', 'red']);
			}),
			300
		);
	});
});

describe('six units, never converted', () => {
	// Friday 16:00 before an ordinary weekend.
	const friday = at('2026-03-06 16:00');

	it.each<[Limit, string]>([
		[limit(2, 'urgentHour'), '2026-03-06 18:00'],
		[limit(4, 'hour'), '2026-03-06 20:00'],
		[limit(2, 'workHour'), '2026-03-09 09:00'],
		[limit(1, 'day'), '2026-03-07 16:00'],
		[limit(1, 'urgentDay'), '2026-03-07 16:00'],
		[limit(1, 'workDay'), '2026-03-09 16:00'],
		[limit(5, 'workDay'), '2026-03-13 16:00']
	])('given Friday 16:00, %j falls due at %s', (limit, due) => {
		expect(dueAt(friday, limit, calendar)).toBe(at(due));
	});

	it('a workDay is a full office day of the town, not eight workHours', () => {
		expect(dueAt(friday, limit(8, 'workHour'), calendar)).toBe(at('2026-03-09 16:30'));
		const long: WorkCalendar = { ...calendar, officeHours: [[480, 1200]] };
		expect(dueAt(friday, limit(1, 'workDay'), long)).toBe(at('2026-03-09 16:00'));
	});

	it('given a start outside office hours, the first office minute starts the clock', () => {
		expect(dueAt(at('2026-03-07 22:10'), limit(1, 'workHour'), calendar)).toBe(
			at('2026-03-09 09:30')
		);
		expect(dueAt(at('2026-03-09 12:00'), limit(1, 'workHour'), calendar)).toBe(
			at('2026-03-09 14:00')
		);
	});

	it('falls due when the office closes, not when it opens again', () => {
		expect(dueAt(at('2026-03-09 08:30'), limit(3, 'workHour'), calendar)).toBe(
			at('2026-03-09 11:30')
		);
		expect(dueAt(at('2026-03-06 17:30'), limit(1, 'workDay'), calendar)).toBe(
			at('2026-03-09 17:30')
		);
	});

	it('given the Spring Festival, workDays wait and urgentHours do not', () => {
		// 14 February is a worked Saturday, 15 to 23 February are holidays.
		expect(dueAt(at('2026-02-14 16:30'), limit(1, 'workDay'), calendar)).toBe(
			at('2026-02-24 16:30')
		);
		expect(dueAt(at('2026-02-14 16:30'), limit(4, 'urgentHour'), calendar)).toBe(
			at('2026-02-14 20:30')
		);
	});
});

describe('suspension 挂账 and extension 延期', () => {
	it('never for what runs round the clock for safety', () => {
		expect(LIMIT_UNITS.filter(mayPause)).toEqual(['hour', 'workHour', 'day', 'workDay']);
		expect(LIMIT_UNITS.filter(mayExtend)).toEqual(['hour', 'workHour', 'day', 'workDay']);
	});

	it('given a pause, its time does not count', () => {
		const pause = { from: at('2026-03-09 10:00'), to: at('2026-03-16 10:00') };
		expect(dueAt(at('2026-03-09 09:00'), limit(2, 'workHour'), calendar, [pause])).toBe(
			at('2026-03-16 11:00')
		);
	});

	it('given a pause still running, the due time waits for its end to be known', () => {
		const start = at('2026-03-09 09:00');
		const open = [{ from: at('2026-03-09 10:00') }];
		expect(dueAt(start, limit(1, 'day'), calendar, open)).toBe(at('2026-03-10 09:00'));
		expect(spentShare(start, at('2026-03-20 09:00'), limit(1, 'day'), calendar, open)).toBe(1 / 24);
	});

	it('given a pause after the due time, nothing moves', () => {
		const due = at('2026-03-10 09:00');
		const pauses = [{ from: due, to: due + 1 }];
		expect(dueAt(at('2026-03-09 09:00'), limit(1, 'day'), calendar, pauses)).toBe(due);
	});

	it('an extension runs on from the due time on its own clock', () => {
		const due = dueAt(at('2026-03-06 16:00'), limit(1, 'workDay'), calendar);
		expect(addLimit(due, limit(2, 'workDay'), calendar)).toBe(at('2026-03-11 16:00'));
	});
});

describe('lights', () => {
	const start = at('2026-03-02 00:00');
	const timing = { start, limit: limit(10, 'day'), due: at('2026-03-12 00:00') };
	const light = (now: string, more: object = {}, pauses: Pause[] = []) =>
		lightOf({ ...timing, now: at(now), ...more }, calendar, pauses);

	it.each<[string, Light]>([
		['2026-03-01 00:00', 'green'],
		['2026-03-09 00:00', 'green'],
		['2026-03-09 00:01', 'yellow'],
		['2026-03-12 00:00', 'yellow'],
		['2026-03-12 00:01', 'red']
	])('at %s it is %s', (now, expected) => {
		expect(light(now)).toBe(expected);
	});

	it('is grey while suspended, by word or by the pauses', () => {
		expect(light('2026-03-20 00:00', { pausedNow: true })).toBe('grey');
		expect(light('2026-03-05 00:00', {}, [{ from: at('2026-03-04 00:00') }])).toBe('grey');
		expect(light('2026-03-01 00:00', {}, [{ from: at('2026-03-04 00:00') }])).toBe('green');
	});

	it('says in time or late once it is done, whatever the hour', () => {
		expect(light('2026-05-01 00:00', { doneAt: timing.due })).toBe('doneInTime');
		expect(light('2026-05-01 00:00', { doneAt: timing.due + 1 })).toBe('doneLate');
	});

	it('measures seven tenths of the time as extended', () => {
		expect(light('2026-03-10 00:00', { due: at('2026-03-22 00:00') })).toBe('green');
		expect(light('2026-03-17 00:00', { due: at('2026-03-22 00:00') })).toBe('yellow');
	});

	it('of two clocks the stricter light shows', () => {
		expect(stricter('green', 'yellow')).toBe('yellow');
		expect(stricter('red', 'grey')).toBe('red');
		expect(stricter('grey', 'green')).toBe('green');
		expect(stricter('doneInTime', 'doneLate')).toBe('doneLate');
	});
});

describe('odd input', () => {
	it.each([0, -1, 1.5, NaN, Infinity, 1000, 2 ** 53, '3', null])('refuses n = %s', (n) => {
		expect(limitSchema.safeParse({ n, unit: 'day' }).success).toBe(false);
	});

	it('refuses an unknown unit', () => {
		expect(limitSchema.safeParse({ n: 1, unit: 'week' }).success).toBe(false);
		expect(limitSchema.safeParse({ n: 1, unit: '__proto__' }).success).toBe(false);
	});

	it('ends on a calendar without a single work day, and on numbers that are none', () => {
		const days = Object.fromEntries(
			Array.from({ length: 30_000 }, (_, i) => [
				new Date(at('2026-01-01 12:00') + i * 86_400_000).toISOString().slice(0, 10),
				'rest' as const
			])
		);
		const closed = { ...calendar, days };
		const start = at('2026-01-02 00:00');
		expect(dueAt(start, limit(1, 'workDay'), closed)).toBeGreaterThan(start);
		for (const strange of [NaN, Infinity, -Infinity]) {
			dueAt(strange, limit(1, 'workDay'), calendar);
			dueAt(start, limit(strange, 'workDay'), calendar);
			spentShare(start, strange, limit(1, 'workDay'), calendar);
		}
	});
});

describe('speed', () => {
	it('computes a 15-workDay limit in tens of microseconds', () => {
		const runs = 5_000;
		const began = performance.now();
		for (let i = 0; i < runs; i++)
			dueAt(at('2026-01-05 09:00') + i * 3_600_000, limit(15, 'workDay'), calendar);
		const micros = ((performance.now() - began) * 1000) / runs;
		console.log(`15 workDays: ${micros.toFixed(1)} µs`);
		expect(micros).toBeLessThan(500);
	});
});
