import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../scripts/town/calendar';
import {
	isKnownYear,
	isWorkDay,
	isWorkDayNumber,
	officeDayMinutes,
	workCalendarSchema
} from '../../../web/domain/calendar';
import { dayNumber, startOfDay } from '../../../web/domain/time';

const calendar = workCalendar();

describe('the working calendar', () => {
	it('rests on a weekday holiday and works on the weekend exchanged for it', () => {
		expect(isWorkDay('2026-02-16', calendar)).toBe(false); // Spring Festival, a Monday
		expect(isWorkDay('2026-02-14', calendar)).toBe(true); // 调休, a Saturday
		expect(isWorkDay('2026-10-10', calendar)).toBe(true);
		expect(isWorkDay('2026-10-11', calendar)).toBe(false);
	});

	it('is Monday to Friday in a year that is not published, and says so', () => {
		expect(workCalendar([2026, 2031]).knownYears).toEqual([2026]);
		expect(isKnownYear('2026-05-01', calendar)).toBe(true);
		expect(isKnownYear('2031-05-01', calendar)).toBe(false);
		expect(isWorkDay('2031-05-01', calendar)).toBe(true); // Labour Day, a Thursday
		expect(isWorkDay('2031-05-03', calendar)).toBe(false);
	});

	it('asks by day or by day number with one answer', () => {
		for (const day of ['2026-02-14', '2026-02-16', '2026-03-03', '2026-03-07'])
			expect(isWorkDayNumber(dayNumber(startOfDay(day)), calendar)).toBe(isWorkDay(day, calendar));
	});

	it('knows the length of an office day of this town', () => {
		expect(officeDayMinutes(calendar)).toBe(450);
	});

	it('passes its own schema, and refuses hours that overlap or days that do not exist', () => {
		expect(workCalendarSchema.safeParse(calendar).success).toBe(true);
		for (const broken of [
			{ ...calendar, officeHours: [] },
			{ ...calendar, officeHours: [[600, 500]] },
			{
				...calendar,
				officeHours: [
					[480, 720],
					[700, 900]
				]
			},
			{ ...calendar, days: { '2026-02-30': 'rest' } }
		])
			expect(workCalendarSchema.safeParse(broken).success).toBe(false);
	});
});
