import { describe, expect, it } from 'vitest';
import { hotlineClocks } from '../../../../web/domain/case/hotline';
import { caseLight } from '../../../../web/domain/case/light';
import { reactToCase } from '../../../../web/domain/case/react';
import { DAY, MINUTE, startOfDay, type Ms } from '../../../../web/domain/time';
import {
	chief,
	clerk,
	DUMPING,
	given,
	HEAP,
	hotline,
	report,
	rules,
	supervisor,
	system,
	T0,
	urban,
	why,
	worker,
	type Story
} from '../../../support/case';

const ticket = hotline(
	'case.report',
	report({ ...DUMPING, source: 'hotline', hotlineNumber: '12345-1', photos: [] }),
	{ after: 0 }
);
const step = (name: 'contacted' | 'replied' | 'returned' | 'redone' | 'received', after = MINUTE) =>
	hotline('case.hotlineStep', { step: name, words: '' }, { after });
const clocks = (story: Story) =>
	Object.fromEntries(
		hotlineClocks(story.state!, rules.calendar, rules.settings).map((clock) => [clock.kind, clock])
	);
const light = (story: Story, now: Ms) =>
	caseLight(story.state!, now, rules.calendar, rules.settings);
const tuesday = (weeks: number, days: number) =>
	startOfDay('2026-03-03') + (7 * weeks + days) * DAY + 600 * MINUTE;

describe('the four clocks of 12345', () => {
	it('count working days from receipt: contact 1, first handling 5, all 15', () => {
		const due = Object.entries(clocks(given(ticket))).map(([kind, clock]) => [kind, clock.dueAt]);
		expect(due).toEqual([
			['contact', tuesday(0, 1)],
			['first', tuesday(1, 0)],
			['total', tuesday(3, 0)]
		]);
	});

	it('a 督办 has three of its own, until it is answered', () => {
		const pressed = given(
			ticket,
			supervisor(
				'case.supervise',
				{ basis: 'repeat', responsible: '乙示例', reportBackBy: T0 + 9 * DAY, words: '重复' },
				{ supervisionNumber: 'DB-1' }
			)
		);
		expect(clocks(pressed)['supervised']?.dueAt).toBe(tuesday(0, 3) + MINUTE);
		const answered = pressed.when(
			clerk('case.answerSupervision', { number: 'DB-1', words: '已办' })
		);
		expect(clocks(answered)['supervised']?.doneAt).toBe(answered.now);
	});

	it('stop with what they wait for; 再次处置 starts the first handling anew, not the whole', () => {
		const replied = given(ticket, step('contacted'), step('replied', DAY));
		expect(clocks(replied)['contact']?.doneAt).toBe(T0 + MINUTE);
		expect(clocks(replied)['first']?.doneAt).toBe(replied.now);
		const redone = replied.when(step('redone', DAY));
		expect(clocks(redone)['first']).toMatchObject({ startedAt: redone.now });
		expect(clocks(redone)['first']).not.toHaveProperty('doneAt');
		expect(clocks(redone)['total']?.dueAt).toBe(tuesday(3, 0));
		expect(redone.state?.hotline).toMatchObject({ redone: 1 });
	});

	it('with an approved extension the whole time counts, not the first handling', () => {
		const extended = given(
			ticket,
			clerk('case.fileAndDispatch', { ...DUMPING, lead: 'urban', assist: [] }),
			urban('case.requestExtension', { extra: { n: 5, unit: 'workDay' }, ...why }),
			chief('case.decideExtension', { approve: true, ...why })
		);
		expect(Object.keys(clocks(extended))).toEqual(['contact', 'total']);
	});

	it('end with a ticket sent back, and are no other case’s', () => {
		expect(clocks(given(ticket, step('returned')))).toEqual({});
		expect(clocks(given(worker('case.report', report(HEAP))))).toEqual({});
		given(worker('case.report', report(HEAP)))
			.when(step('contacted'))
			.refused('case/not-hotline');
		given(worker('case.report', report(HEAP)))
			.when(step('received'))
			.then('case.hotlineStepped');
	});
});

describe('the stricter light shows', () => {
	it('of our stage and their contact', () => {
		const story = given(ticket);
		expect(light(story, T0 + MINUTE)).toMatchObject({ light: 'green', clock: 'stage' });
		expect(light(story, T0 + 16 * MINUTE)).toMatchObject({ light: 'red', clock: 'stage' });
	});

	it('also when ours is done or hangs', () => {
		const shut = given(
			ticket,
			clerk('case.fileAndDispatch', { ...DUMPING, lead: 'urban', assist: [] }),
			chief('case.forceClose', why)
		);
		expect(light(shut, shut.now)).toMatchObject({
			light: 'green',
			clock: 'hotline',
			dueAt: tuesday(0, 1)
		});
		expect(light(shut, tuesday(0, 2))).toMatchObject({ light: 'red', clock: 'hotline' });
		const quiet = shut.when(step('contacted')).when(step('replied'));
		expect(light(quiet, tuesday(0, 2))).toMatchObject({ light: 'doneInTime', clock: 'handling' });
	});
});

describe('a case merged from both', () => {
	const other = 'case00000000002';

	it('keeps both clocks, and gives the ticket back', () => {
		const merged = given(ticket, step('contacted'), clerk('case.merge', { into: other, ...why }));
		const [reaction] = reactToCase(merged.events[merged.events.length - 1]!, merged.state!);
		expect(reaction).toMatchObject({
			type: 'case.absorb',
			target: other,
			data: { voices: 1, hotlineNumber: '12345-1', hotline: { contactedAt: T0 + MINUTE } }
		});
		expect(light(merged, tuesday(9, 0)).light).toBe('green');
		const absorb = system('case.absorb', {
			...(reaction!.data as { voices: number }),
			other: merged.state!.id
		});
		const both = given(worker('case.report', report(HEAP)), absorb);
		expect(both.state).toMatchObject({
			hotlineNumber: '12345-1',
			hotline: { from: merged.state!.id }
		});
		expect(Object.keys(clocks(both))).toEqual(['contact', 'first', 'total']);
		const apart = both
			.when(system('case.release', { other: merged.state!.id, voices: 1 }))
			.then('case.released');
		expect(apart).not.toHaveProperty('hotline');
		expect(apart).not.toHaveProperty('hotlineNumber');
	});
});
