import { describe, expect, it } from 'vitest';
import { caseLight } from '../../../../web/domain/case/light';
import { DAY, HOUR, MINUTE, startOfDay, type Ms } from '../../../../web/domain/time';
import {
	applied,
	chief,
	clerk,
	DUMPING,
	given,
	handIn,
	joint,
	LANE,
	lone,
	photo,
	report,
	rules,
	system,
	T0,
	urban,
	why,
	worker,
	type Story
} from '../../../support/case';

/** Three working days from Tuesday 10:02: Friday 10:02. */
const job = lone(DUMPING);
const onDay = (day: string, minute: number) => startOfDay(day) + minute * MINUTE;
const dueOf = (story: Story) => story.state?.clock?.dueAt;
const extra = (n: number) => ({ n, unit: 'workDay' as const });
const ask = urban('case.requestExtension', { extra: extra(2), ...why });
const grant = chief('case.decideExtension', { approve: true, ...why });
const hang = (until: Ms) => chief('case.suspend', { until, reviewAt: until, ...why });
const light = (story: Story, now: Ms) =>
	caseLight(story.state!, now, rules.calendar, rules.settings);
const WEDNESDAY_10 = onDay('2026-03-04', 600);

describe('延期', () => {
	it('is asked by the lead, granted by the chief, and added to the due time', () => {
		expect(dueOf(given(...job))).toBe(onDay('2026-03-06', 602));
		given(...job)
			.when(ask)
			.then('case.extensionAsked');
		const state = given(...job, ask)
			.when(grant)
			.then('case.extensionDecided');
		expect(state.clock).toMatchObject({ extensions: 1, dueAt: onDay('2026-03-10', 602) });
		expect(state.extensions).toMatchObject([{ approved: true, extra: extra(2) }]);
	});

	it('may be refused, with a reason', () => {
		const state = given(...job, ask)
			.when(chief('case.decideExtension', { approve: false, ...why }))
			.then('case.extensionDecided');
		expect(state.clock?.dueAt).toBe(dueOf(given(...job)));
		expect(state.extensions).toMatchObject([{ approved: false }]);
	});

	it('is asked one at a time and granted twice at most', () => {
		given(...job, ask)
			.when(ask)
			.refused('case/extension-pending');
		given(...job, ask, grant, ask, grant)
			.when(ask)
			.refused('case/extensions-used');
		given(...job)
			.when(grant)
			.refused('case/no-extension-asked');
		given(...job, ask)
			.when(clerk('case.decideExtension', { approve: true, ...why }))
			.refused('case/not-allowed');
	});

	it('is not for what runs round the clock', () => {
		given(...joint())
			.when(clerk('case.requestExtension', { extra: extra(1), ...why }))
			.refused('case/not-extendable');
	});

	it('belongs to its clock: a new lead has neither the old one’s extension nor its request', () => {
		const moved = clerk('case.redispatch', { lead: 'police', assist: [], ...why });
		const { state } = given(...job, ask, grant, ask, moved);
		expect(state?.clock).toMatchObject({ extensions: 0, granted: [], pauses: [] });
		expect(state?.extensions[1]).toMatchObject({ approved: false });
		given(...job, ask, moved)
			.when(grant)
			.refused('case/no-extension-asked');
	});
});

describe('挂账', () => {
	it('turns the light grey and gives back the time it took', () => {
		const hung = given(...job, hang(T0 + 9 * DAY));
		expect(light(hung, hung.now + HOUR)).toMatchObject({ light: 'grey' });
		const back = hung.when(chief('case.resume', why, { after: DAY })).then('case.resumed');
		expect(back.clock?.dueAt).toBe(onDay('2026-03-09', 602));
		expect(back).not.toHaveProperty('suspension');
	});

	it('ends by itself at its date, however late anybody says so', () => {
		const hung = given(...job, hang(WEDNESDAY_10));
		const friday = onDay('2026-03-06', 602);
		expect(light(hung, WEDNESDAY_10 - 1).light).toBe('grey');
		expect(light(hung, WEDNESDAY_10 + MINUTE).light).toBe('green');
		// What it took counts in office time: from Tuesday 10:03 to Wednesday 10:00.
		expect(light(hung, WEDNESDAY_10).dueAt).toBe(onDay('2026-03-09', 599));
		expect(light(hung, friday + 5 * DAY).light).toBe('red');
		const late = hung.when(chief('case.resume', why, { after: 20 * DAY })).then('case.resumed');
		expect(late.clock?.dueAt).toBe(onDay('2026-03-09', 599));
	});

	it('is ended by the server at its date, not before', () => {
		const hung = given(...job, hang(WEDNESDAY_10));
		hung.when(system('case.resume', why)).refused('case/already-suspended');
		hung.when(system('case.resume', why, { after: DAY })).then('case.resumed');
	});

	it('counts from receipt: nobody suspends yesterday', () => {
		const { state } = given(...job, { ...hang(T0 + 9 * DAY), after: DAY, context: { at: T0 } });
		expect(state?.clock?.pauses).toEqual([{ from: T0 + DAY + 2 * MINUTE }]);
	});

	it('has an end and a review before it', () => {
		const bad = (until: Ms, reviewAt: Ms) => chief('case.suspend', { until, reviewAt, ...why });
		given(...job)
			.when(bad(T0, T0))
			.refused('case/date-past');
		given(...job)
			.when(bad(T0 + DAY, T0 + 2 * DAY))
			.refused('case/review-after-end');
		given(...job, hang(T0 + DAY))
			.when(hang(T0 + 2 * DAY))
			.refused('case/already-suspended');
		given(...job)
			.when(chief('case.resume', why))
			.refused('case/not-suspended');
	});

	it('may follow one that has ended', () => {
		const again = { ...hang(T0 + 9 * DAY), after: 2 * DAY };
		const state = given(...job, hang(WEDNESDAY_10))
			.when(again)
			.then('case.resumed', 'case.suspended');
		expect(state.clock?.pauses).toMatchObject([
			{ to: WEDNESDAY_10 },
			{ from: state.stageSince + 2 * DAY + MINUTE }
		]);
	});

	it('is not for life safety', () => {
		given(...joint())
			.when(hang(T0 + DAY))
			.refused('case/not-suspendable');
	});

	it('ends when the lead applies to close, before that', () => {
		const story = given(
			...job,
			urban('case.handIn', handIn('urban', photo('after'))),
			hang(T0 + 9 * DAY)
		);
		const state = story
			.when(urban('case.applyClose', {}, { after: DAY }))
			.then('case.resumed', 'case.closeApplied');
		expect(state.clock?.pauses[0]?.to).toBeDefined();
		expect(light(story.when(chief('case.forceClose', why)), T0 + DAY).light).toBe('doneInTime');
	});
});

describe('extensions and pauses together', () => {
	it('a pause within the extension shifts the extended end', () => {
		const story = given(...job, ask, grant)
			// Monday is past the first end, Friday 10:02, and within the extension.
			.when({ ...hang(T0 + 20 * DAY), after: onDay('2026-03-09', 600) - T0 })
			.when(chief('case.resume', why, { after: DAY }));
		expect(dueOf(story)).toBe(onDay('2026-03-11', 602));
	});

	it('the order of asking and suspending does not matter', () => {
		const one = given(...job, ask, grant, hang(T0 + 9 * DAY), {
			...chief('case.resume', why),
			after: DAY
		});
		const two = given(...job, ask, hang(T0 + 9 * DAY), grant, {
			...chief('case.resume', why),
			after: DAY - MINUTE
		});
		const three = given(
			...job,
			ask,
			hang(T0 + 9 * DAY),
			{ ...chief('case.resume', why), after: DAY },
			grant
		);
		expect(dueOf(one)).toBe(onDay('2026-03-11', 602));
		// Each of the other two was hung a minute earlier or later by its place in the row.
		expect(Math.abs(dueOf(two)! - dueOf(one)!)).toBeLessThanOrEqual(MINUTE);
		expect(Math.abs(dueOf(three)! - dueOf(one)!)).toBeLessThanOrEqual(MINUTE);
	});
});

describe('a new calendar', () => {
	const holidays = {
		rules: { ...rules, calendar: { ...rules.calendar, days: { '2026-03-05': 'rest' as const } } }
	};

	it('moves what runs, by the server, and says nothing where nothing moves', () => {
		const state = given(...job)
			.when(system('case.retime', {}, holidays))
			.then('case.retimed');
		expect(state.clock?.dueAt).toBe(onDay('2026-03-09', 602));
		given(...job)
			.when(system('case.retime', {}))
			.then();
		given(...job)
			.when(chief('case.retime', {}, holidays))
			.refused('case/not-allowed');
	});
});

describe('the light', () => {
	it('of the centre’s stages runs from receipt, round the clock', () => {
		const found = given(worker('case.report', report(LANE), { at: T0 - HOUR }));
		expect(light(found, found.now + 10 * MINUTE)).toMatchObject({ light: 'green', clock: 'stage' });
		expect(light(found, found.now + 11 * MINUTE).light).toBe('yellow');
		expect(light(found, found.now + 16 * MINUTE).light).toBe('red');
	});

	it('of a filed case is the desk’s, also after a verification that was answered', () => {
		const filed = given(
			worker('case.report', report(LANE)),
			clerk('case.askVerify', {}),
			worker('case.verifyExists', { exists: true, words: '', photos: [] }),
			clerk('case.file', LANE)
		);
		expect(light(filed, filed.now)).toEqual({
			light: 'green',
			clock: 'stage',
			dueAt: filed.now + 15 * MINUTE
		});
	});

	it('of handling is yellow past seven tenths, red past the limit, and stays as it ended', () => {
		const story = given(...joint());
		const start = story.state!.clock!.startedAt;
		expect(light(story, start + 42 * MINUTE)).toMatchObject({ light: 'green', clock: 'handling' });
		expect(light(story, start + 43 * MINUTE).light).toBe('yellow');
		expect(light(story, start + HOUR).light).toBe('yellow');
		expect(light(story, start + HOUR + 1).light).toBe('red');
		const shut = given(...applied(), { ...chief('case.forceClose', why), after: DAY });
		expect(light(shut, shut.now).light).toBe('doneInTime');
	});

	it('of a check is the checker’s', () => {
		const story = given(...applied());
		expect(light(story, story.now)).toMatchObject({
			clock: 'check',
			dueAt: story.now + 720 * MINUTE
		});
	});

	it('of a parked case shows no clock', () => {
		const parked = given(worker('case.report', report({ ...LANE, selfHandle: true })));
		expect(light(parked, parked.now + DAY)).toEqual({ light: 'green', clock: 'none' });
	});
});
