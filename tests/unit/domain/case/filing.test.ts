import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../web/domain/time';
import {
	cadre,
	clerk,
	DUMPING,
	fire,
	given,
	HEAP,
	joint,
	LANE,
	lone,
	photo,
	police,
	property,
	report,
	urban,
	why,
	worked,
	worker
} from '../../../support/case';

const found = worker('case.report', report(LANE));
const heap = worker('case.report', report(HEAP));
const filed = clerk('case.file', LANE);
const team = { lead: 'fire', assist: ['police', 'property'] };

const dutiesOf = (state: ReturnType<ReturnType<typeof given>['then']>) =>
	Object.fromEntries(state.units.map((part) => [part.unit, `${part.duty} ${part.status}`]));

describe('立案', () => {
	it('fixes grade and limit by the condition', () => {
		const state = given(found).when(filed).then('case.filed');
		expect(state).toMatchObject({ status: 'filed', limit: { n: 1, unit: 'urgentHour' } });
		expect(state).not.toHaveProperty('clock');
	});

	it('takes another limit only with a reason, and none but the round clock for life safety', () => {
		const limit = { n: 2, unit: 'urgentHour' } as const;
		given(found)
			.when(clerk('case.file', { ...LANE, limit }))
			.refused('case/limit-needs-reason');
		given(found)
			.when(clerk('case.file', { ...LANE, limit, limitReason: '夜间' }))
			.then('case.filed');
		given(found)
			.when(clerk('case.file', { ...LANE, limit: { n: 9, unit: 'workHour' }, limitReason: '夜间' }))
			.refused('case/life-safety-clock');
	});

	it('is of a known condition of that category', () => {
		given(found)
			.when(clerk('case.file', { ...LANE, category: 'E0136' }))
			.refused('case/condition-of-other-category');
		given(found)
			.when(clerk('case.file', { ...LANE, condition: 'E8101.9' }))
			.refused('case/unknown-condition');
	});
});

describe('派遣', () => {
	it('starts the clock, and life safety runs through the night', () => {
		const state = given(found, filed).when(clerk('case.dispatch', team)).then('case.dispatched');
		expect(state.clock).toMatchObject({ dueAt: state.clock!.startedAt + HOUR, extensions: 0 });
		expect(dutiesOf(state)).toEqual({
			fire: 'lead waiting',
			police: 'assist waiting',
			property: 'assist waiting'
		});
	});

	it('is one act with filing, and its undo takes both back', () => {
		given(found)
			.when(clerk('case.fileAndDispatch', { ...LANE, ...team }))
			.then('case.filed', 'case.dispatched');
		const state = given(...joint())
			.when(clerk('case.withdrawDispatch', { ...why, unfile: true }))
			.then('case.dispatchWithdrawn', 'case.unfiled');
		expect(state).toMatchObject({ status: 'reported', units: [] });
		for (const gone of ['clock', 'limit', 'filedAt', 'filedWith', 'firstDispatchedAt'])
			expect(state).not.toHaveProperty(gone);
	});

	it('filed before it, only the dispatch can be taken back', () => {
		const sent = given(found, filed, clerk('case.dispatch', team));
		sent
			.when(clerk('case.withdrawDispatch', { ...why, unfile: true }))
			.refused('case/filed-before');
		expect(
			sent.when(clerk('case.withdrawDispatch', why)).then('case.dispatchWithdrawn').status
		).toBe('filed');
	});

	it('is not taken back when somebody has accepted', () => {
		given(...joint(), police('case.accept', { unit: 'police' }))
			.when(clerk('case.withdrawDispatch', why))
			.refused('case/already-accepted');
	});

	it('names known units once', () => {
		const to = (data: object) => clerk('case.dispatch', { ...team, ...data });
		given(found, filed)
			.when(to({ lead: 'nobody' }))
			.refused('case/unknown-unit', 'lead');
		given(found, filed)
			.when(to({ assist: ['nobody'] }))
			.refused('case/unknown-unit', 'assist');
		given(found, filed)
			.when(to({ assist: ['fire'] }))
			.refused('case/lead-assists');
		given(found).when(to({})).refused('case/wrong-status');
	});
});

describe('改派', () => {
	const toUrban = clerk('case.redispatch', { lead: 'urban', assist: ['police'], ...why });

	it('gives a new lead the whole limit and lets go who is not in the team', () => {
		const state = given(...joint())
			.when({ ...toUrban, after: 30 * MINUTE })
			.then('case.dispatched');
		expect(dutiesOf(state)).toEqual({
			fire: 'assist released',
			police: 'assist waiting',
			property: 'assist released',
			urban: 'lead waiting'
		});
		expect(state.clock!.dueAt).toBe(state.clock!.startedAt + HOUR);
		expect(state.timeline[state.timeline.length - 1]?.words).toBe(why.reason);
	});

	it('within the same lead does not start the clock anew', () => {
		const { state } = given(...joint());
		const again = given(...joint())
			.when(clerk('case.redispatch', { lead: 'fire', assist: [], ...why }))
			.then('case.dispatched');
		expect(again.clock).toEqual(state?.clock);
	});

	it('keeps how far a unit is that stays in the team', () => {
		const state = given(...joint(), police('case.arrive', { unit: 'police' }))
			.when(toUrban)
			.then('case.dispatched');
		expect(dutiesOf(state)['police']).toBe('assist arrived');
	});
});

describe('增派 and letting go', () => {
	it('calls one more unit', () => {
		const add = clerk('case.addUnit', { unit: 'urban', ...why });
		expect(
			dutiesOf(
				given(...joint())
					.when(add)
					.then('case.unitAdded')
			)['urban']
		).toBe('assist waiting');
		given(...joint(), add)
			.when(add)
			.refused('case/already-called');
		given(...joint())
			.when(clerk('case.addUnit', { unit: 'nobody', ...why }))
			.refused('case/unknown-unit');
	});

	it('releases a unit with a reason, but nobody leaves a job without a lead', () => {
		const release = (unit: string) => clerk('case.releaseUnit', { unit, ...why });
		const state = given(...joint())
			.when(release('police'))
			.then('case.unitReleased');
		expect(state.units[1]).toMatchObject({ status: 'released', reason: why.reason });
		given(...joint(), release('police'))
			.when(release('police'))
			.refused('job/not-called');
		given(...joint())
			.when(release('fire'))
			.refused('case/lead-needs-redispatch');
		given(...worked(), fire('case.applyClose', {}))
			.when(release('fire'))
			.refused('case/lead-needs-redispatch');
	});
});

describe('退单', () => {
	it('of the lead puts the job back on the desk; a new team leaves the old lead out', () => {
		const state = given(...joint())
			.when(fire('case.decline', { unit: 'fire', ...why }))
			.then('case.unitDeclined');
		expect(state).toMatchObject({ status: 'filed', returns: 1 });
		expect(state).not.toHaveProperty('clock');
		const next = given(
			...joint(),
			fire('case.decline', { unit: 'fire', ...why }),
			clerk('case.dispatch', { lead: 'urban', assist: [] }),
			urban('case.handIn', {
				unit: 'urban',
				outcomes: ['cleared'],
				words: '',
				photos: [photo('after')]
			}),
			clerk('case.releaseUnit', { unit: 'property', ...why }),
			clerk('case.releaseUnit', { unit: 'police', ...why })
		);
		expect(dutiesOf(next.state!)['fire']).toBe('assist released');
		next.when(urban('case.applyClose', {})).then('case.closeApplied');
	});

	it('of an assisting unit leaves the job with the lead until the desk lets the unit go', () => {
		const declined = given(...joint(), police('case.decline', { unit: 'police', ...why }));
		expect(declined.state).toMatchObject({ status: 'handling', returns: 1 });
		const rest = declined
			.when(
				fire('case.handIn', {
					unit: 'fire',
					outcomes: ['cleared'],
					words: '',
					photos: [photo('after')]
				})
			)
			.when(
				property('case.handIn', { unit: 'property', outcomes: ['other'], words: '', photos: [] })
			);
		rest.when(fire('case.applyClose', {})).refused('case/units-unfinished');
		rest
			.when(clerk('case.releaseUnit', { unit: 'police', ...why }))
			.when(fire('case.applyClose', {}))
			.then('case.closeApplied');
	});

	it('comes before work', () => {
		given(...joint(), fire('case.arrive', { unit: 'fire' }))
			.when(fire('case.decline', { unit: 'fire', ...why }))
			.refused('job/work-has-begun');
	});
});

describe('a village station', () => {
	const own = { ...HEAP, lead: 'property', assist: ['cleaners'] };

	it('sends the forces stationed with it, and nobody else', () => {
		given(heap).when(cadre('case.fileAndDispatch', own)).then('case.filed', 'case.dispatched');
		given(heap)
			.when(cadre('case.fileAndDispatch', { ...own, lead: 'police' }))
			.refused('case/not-own-force', 'lead');
		given(heap)
			.when(cadre('case.fileAndDispatch', { ...own, assist: ['next-property'] }))
			.refused('case/not-own-force', 'assist');
		given(heap, cadre('case.fileAndDispatch', own))
			.when(cadre('case.addUnit', { unit: 'police', ...why }))
			.refused('case/not-own-force');
	});

	it('enters results for its own forces only', () => {
		given(...joint())
			.when(cadre('case.accept', { unit: 'property' }))
			.then('case.unitAccepted');
		given(...joint())
			.when(cadre('case.accept', { unit: 'police' }))
			.refused('case/not-own-force');
	});

	it('undoes nothing that the town has sent', () => {
		given(...joint())
			.when(cadre('case.withdrawDispatch', why))
			.refused('case/not-own-force');
		given(...joint())
			.when(cadre('case.redispatch', { lead: 'property', assist: [], ...why }))
			.refused('case/not-own-force');
		given(...joint())
			.when(cadre('case.releaseUnit', { unit: 'police', ...why }))
			.refused('case/not-own-force');
		given(...worked())
			.when(cadre('case.applyClose', {}))
			.refused('case/not-own-force');
		given(...worked())
			.when(cadre('case.rework', why))
			.refused('case/not-own-force');
	});

	it('leaves the case alone once the town has taken it over', () => {
		const taken = clerk('case.takeOver', why);
		given(heap, taken).when(cadre('case.fileAndDispatch', own)).refused('case/taken-over');
		given(heap, taken)
			.when(cadre('case.amend', { words: '更正' }))
			.refused('case/taken-over');
		given(heap, cadre('case.fileAndDispatch', own), taken)
			.when(cadre('case.withdrawDispatch', why))
			.refused('case/taken-over');
		given(heap, taken).when(taken).refused('case/already-taken-over');
	});
});

it('handing in twice to one lead: a job of one unit is as good a job', () => {
	given(
		...lone(DUMPING),
		urban('case.handIn', {
			unit: 'urban',
			outcomes: ['punished'],
			words: '',
			photos: [photo('after')]
		})
	)
		.when(urban('case.applyClose', {}))
		.then('case.closeApplied');
});
