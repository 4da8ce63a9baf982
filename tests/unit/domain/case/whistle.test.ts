import { describe, expect, it } from 'vitest';
import { factsOfCase } from '../../../../web/domain/case/facts';
import { MINUTE } from '../../../../web/domain/time';
import {
	cadre,
	clerk,
	given,
	gridChief,
	joint,
	LANE,
	person,
	police,
	report,
	T0,
	urban,
	why,
	worker
} from '../../../support/case';

const found = worker('case.report', report(LANE));
const whistle = (...units: string[]) => worker('case.whistle', { units, ...why });

describe('吹哨', () => {
	it('calls units from the phone, each to answer within the limit', () => {
		const state = given(found).when(whistle('fire', 'police')).then('case.whistled');
		expect(state).toMatchObject({ status: 'reported', whistledAt: T0 + 2 * MINUTE });
		expect(
			state.units.map(({ unit, duty, origin, answerBy }) => ({ unit, duty, origin, answerBy }))
		).toEqual(
			['fire', 'police'].map((unit) => ({
				unit,
				duty: 'assist',
				origin: 'whistle',
				answerBy: T0 + 32 * MINUTE
			}))
		);
		expect(factsOfCase(state)).toMatchObject({ whistled: 1, unitsCalled: 2 });
	});

	it('a village, a grid chief and the desk may whistle, an officer may not', () => {
		for (const by of [cadre, gridChief, clerk])
			given(found)
				.when(by('case.whistle', { units: ['police'], ...why }))
				.then('case.whistled');
		given(...joint())
			.when(police('case.whistle', { units: ['urban'], ...why }))
			.refused('case/not-allowed');
	});

	it('units 报到 and work before the desk has even filed', () => {
		given(found, whistle('police'))
			.when(police('case.accept', { unit: 'police' }))
			.then('case.unitAccepted');
		given(found, whistle('police'))
			.when(police('case.arrive', { unit: 'police' }))
			.then('case.unitAccepted', 'case.unitArrived');
	});

	it('a refusal needs its reason and is shown', () => {
		const state = given(found, whistle('police'))
			.when(police('case.decline', { unit: 'police', ...why }))
			.then('case.unitDeclined');
		expect(state).toMatchObject({
			status: 'reported',
			returns: 1,
			units: [{ status: 'declined', reason: why.reason }]
		});
	});

	it('calls unknown units of nobody', () => {
		given(found).when(whistle('nobody')).refused('case/unknown-unit', 'units');
	});

	it('joins a dispatch: whoever was whistled keeps how far it is, in or out of the team', () => {
		const state = given(found, whistle('fire', 'urban'), urban('case.arrive', { unit: 'urban' }))
			.when(clerk('case.fileAndDispatch', { ...LANE, lead: 'fire', assist: ['police'] }))
			.then('case.filed', 'case.dispatched');
		expect(state.units.map(({ unit, duty, status }) => `${unit} ${duty} ${status}`)).toEqual([
			'fire lead waiting',
			'urban assist arrived',
			'police assist waiting'
		]);
	});

	it('stays when the dispatch is taken back', () => {
		const { state } = given(
			found,
			whistle('fire'),
			clerk('case.fileAndDispatch', { ...LANE, lead: 'fire', assist: ['police'] }),
			clerk('case.withdrawDispatch', why)
		);
		expect(state?.units).toMatchObject([{ unit: 'fire', duty: 'assist', origin: 'whistle' }]);
	});

	it('after a dispatch adds units and takes the lead from nobody', () => {
		const state = given(...joint())
			.when(whistle('fire', 'urban'))
			.then('case.whistled');
		expect(state.units[0]).toMatchObject({ unit: 'fire', duty: 'lead' });
		expect(state.units[3]).toMatchObject({ unit: 'urban', duty: 'assist', origin: 'whistle' });
	});

	it('that comes late is still a fact: the desk was quicker', () => {
		const state = given(...joint())
			.when(whistle('fire', 'police'))
			.then('case.whistled');
		expect(state.whistledAt).toBeDefined();
		expect(state.units).toHaveLength(3);
		given(...joint(), whistle('fire'))
			.when(whistle('fire'))
			.refused('case/already-called');
	});

	it('reaches an officer of that unit only', () => {
		const other = person('officer', LANE.category, 'urban');
		given(found, whistle('police'))
			.when(other('case.accept', { unit: 'police' }))
			.refused('case/not-allowed');
	});
});
