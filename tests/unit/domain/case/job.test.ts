import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../web/domain/time';
import {
	applied,
	clerk,
	closed,
	fire,
	given,
	handIn,
	joint,
	person,
	photo,
	police,
	property,
	T0,
	urban,
	why,
	worked,
	worker,
	type Story
} from '../../../support/case';

const accept = police('case.accept', { unit: 'police' });
const part = (story: Story, unit: string) =>
	story.state?.units.find((entry) => entry.unit === unit);
/** Dated back to a moment after T0, sent only now. */
const dated = (minutes: number) => ({ at: T0 + minutes * MINUTE, after: HOUR });

describe('接单 → 到场 → 提交', () => {
	it('goes step by step', () => {
		const story = given(...joint(), accept, police('case.arrive', { unit: 'police' }));
		expect(part(story, 'police')).toMatchObject({ status: 'arrived', acceptedBy: police.name });
		const state = story.when(police('case.handIn', handIn('police'))).then('case.unitDone');
		expect(state.units[1]).toMatchObject({ status: 'done', outcomes: ['cleared'] });
	});

	it('who arrives or hands in has accepted', () => {
		given(...joint())
			.when(police('case.arrive', { unit: 'police' }))
			.then('case.unitAccepted', 'case.unitArrived');
		given(...joint())
			.when(police('case.handIn', handIn('police')))
			.then('case.unitAccepted', 'case.unitDone');
	});

	it('nothing is done twice, and the second learns who was first', () => {
		given(...joint(), accept)
			.when(accept)
			.refused('job/already-accepted', 'unit');
		const arrive = police('case.arrive', { unit: 'police' });
		given(...joint(), arrive)
			.when(arrive)
			.refused('job/already-arrived');
		given(...worked())
			.when(police('case.handIn', handIn('police')))
			.refused('job/already-done');
	});

	it('is done by the unit that was called, and by nobody for another', () => {
		given(...joint())
			.when(urban('case.accept', { unit: 'urban' }))
			.refused('case/not-allowed');
		given(...joint())
			.when(police('case.accept', { unit: 'fire' }))
			.refused('case/not-allowed');
		given(...joint())
			.when(worker('case.accept', { unit: 'fire' }))
			.refused('case/not-allowed');
	});

	it('an officer of two units acts for the one she names', () => {
		const both = { ...police('case.accept', { unit: 'fire' }) };
		const officer = person('officer', '310115132', 'police', 'p-both');
		const posts = [...officer.posts, { role: 'officer' as const, area: '310115132', unit: 'fire' }];
		const state = given(...joint())
			.when({ ...both, actor: { person: 'p-both', name: '乙', posts } })
			.then('case.unitAccepted');
		expect(state.timeline[state.timeline.length - 1]?.by.unit).toBe('fire');
	});

	it('a unit without account works from its link', () => {
		given(...joint())
			.when(property('case.handIn', handIn('property', photo('after'))))
			.then('case.unitAccepted', 'case.unitDone');
	});

	it('代反馈: the desk enters it and the history says for whom', () => {
		const state = given(...joint())
			.when(clerk('case.handIn', handIn('property', photo('after'))))
			.then('case.unitAccepted', 'case.unitDone');
		expect(state.timeline[state.timeline.length - 1]?.by).toMatchObject({
			role: 'clerk',
			onBehalf: 'property'
		});
		expect(state.photos[1]).toMatchObject({ unit: 'property' });
	});
});

describe('facts that arrive late', () => {
	it('count from when they happened, not before what they follow nor after receipt', () => {
		const early = given(...joint(), police('case.arrive', { unit: 'police' }, { at: T0 - HOUR }));
		expect(part(early, 'police')?.arrivedAt).toBe(part(early, 'police')?.calledAt);
		const future = given(
			...joint(),
			police('case.arrive', { unit: 'police' }, { at: T0 + 9 * HOUR })
		);
		expect(part(future, 'police')?.arrivedAt).toBe(future.now);
		const offline = given(...joint(), police('case.arrive', { unit: 'police' }, dated(20)));
		expect(part(offline, 'police')?.arrivedAt).toBe(T0 + 20 * MINUTE);
	});

	it('are kept after the desk has entered the result, and move nothing back', () => {
		const told = given(...joint(), clerk('case.handIn', handIn('police'), { after: 30 * MINUTE }));
		const arrived = told.when(police('case.arrive', { unit: 'police' }, dated(10)));
		expect(arrived.then('case.unitArrived').flags).toEqual(['lateFact']);
		expect(part(arrived, 'police')).toMatchObject({
			status: 'done',
			arrivedAt: part(told, 'police')?.acceptedAt
		});
		const state = told
			.when(police('case.handIn', handIn('police', photo('after')), dated(12)))
			.then('case.unitDone');
		expect(state.units[1]).toEqual(part(told, 'police'));
		expect(state.photos).toHaveLength(2);
	});

	it('come also while it is being checked', () => {
		given(...applied())
			.when(police('case.arrive', { unit: 'police' }, { at: T0 + 3 * MINUTE, after: HOUR }))
			.then('case.unitArrived');
	});

	it('from before a rework do not count as the work done again', () => {
		const again = given(
			...applied(),
			worker('case.check', { passed: false, words: '未清净', photos: [] })
		);
		const state = again
			.when(
				fire('case.handIn', handIn('fire', photo('after')), { at: T0 + 4 * MINUTE, after: HOUR })
			)
			.then('case.unitDone');
		expect(state).toMatchObject({ status: 'handling', flags: ['lateFact'] });
		expect(state.units[0]?.status).toBe('accepted');
		again.when(fire('case.handIn', handIn('fire', photo('after')))).then('case.unitDone');
	});

	it('after the close are information for a unit and no error', () => {
		given(...closed())
			.when(police('case.arrive', { unit: 'police' }))
			.refused('job/already-closed');
		given(...closed())
			.when(clerk('case.addUnit', { unit: 'urban', ...why }))
			.refused('case/already-closed');
	});
});

describe('申请办结', () => {
	const apply = fire('case.applyClose', {});

	it('is the lead’s, when all have handed in or were let go', () => {
		const state = given(...worked())
			.when(apply)
			.then('case.closeApplied');
		expect(state).toMatchObject({
			status: 'checking',
			check: { kind: 'fixed', checker: worker.person }
		});
		expect(state.clock?.doneAt).toBe(state.timeline[state.timeline.length - 1]?.at);
		given(...worked())
			.when(police('case.applyClose', {}))
			.refused('case/not-allowed');
	});

	it('waits for the lead and for every assisting unit', () => {
		given(...joint())
			.when(apply)
			.refused('case/lead-unfinished');
		given(...joint(), fire('case.handIn', handIn('fire', photo('after'))))
			.when(apply)
			.refused('case/units-unfinished');
	});

	it('waits for the lead’s own after-photo where the condition wants one', () => {
		const done = (lead: ReturnType<typeof photo>[], others: ReturnType<typeof photo>[]) =>
			given(
				...joint(),
				fire('case.handIn', handIn('fire', ...lead)),
				police('case.handIn', handIn('police', ...others)),
				property('case.handIn', handIn('property'))
			);
		done([], [photo('after')])
			.when(apply)
			.refused('job/after-photo-missing');
		done([photo('near')], [])
			.when(apply)
			.refused('job/after-photo-missing');
		done([], [])
			.when(clerk('case.addPhotos', { photos: [photo('after')], unit: 'fire' }))
			.when(apply)
			.then('case.closeApplied');
	});

	it('entered by the desk stands for the lead', () => {
		const state = given(...worked())
			.when(clerk('case.applyClose', {}))
			.then('case.closeApplied');
		expect(state.timeline[state.timeline.length - 1]?.by.onBehalf).toBe('fire');
	});
});
