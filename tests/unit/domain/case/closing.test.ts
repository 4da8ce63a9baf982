import { describe, expect, it } from 'vitest';
import { factsOfCase } from '../../../../web/domain/case/facts';
import { scopeOfCase } from '../../../../web/domain/scope';
import { HOUR } from '../../../../web/domain/time';
import {
	applied,
	chief,
	clerk,
	closed,
	fire,
	given,
	handIn,
	joint,
	LANE,
	person,
	photo,
	police,
	property,
	report,
	resident,
	rules,
	worked,
	worker,
	why
} from '../../../support/case';

const passed = { passed: true, words: '已通畅', photos: [] };
const failed = { passed: false, words: '又停上了', photos: [] };
const byChief = { rules: { ...rules, settings: { ...rules.settings, autoClose: false } } };

describe('核查', () => {
	it('passed closes by rule', () => {
		const state = given(...applied())
			.when(worker('case.check', passed))
			.then('case.checked', 'case.closed');
		expect(state).toMatchObject({ status: 'closed', closedHow: 'rule', check: { result: 'yes' } });
		expect(factsOfCase(state)).toMatchObject({
			isClosed: 1,
			isDoneInTime: 1,
			unitsCalled: 3,
			isJoint: 1
		});
	});

	it('passed waits for the chief where the town wants that', () => {
		const checked = given(...applied(), worker('case.check', passed, byChief));
		expect(checked.state?.status).toBe('checking');
		checked.when(worker('case.check', passed)).refused('case/already-checked');
		checked.when(clerk('case.close', {})).refused('case/not-allowed');
		expect(checked.when(chief('case.close', {})).then('case.closed').closedHow).toBe('chief');
		given(...applied())
			.when(chief('case.close', {}))
			.refused('case/not-checked');
	});

	it('is the task of the finder, then of the beat’s worker, and leaves her view when answered', () => {
		const call = clerk('case.report', report({ ...LANE, source: 'call' }));
		const rest = worked().slice(1);
		const asked = given(call, ...rest, fire('case.applyClose', {}, { checker: 'p-beat' }));
		expect(asked.state?.check?.checker).toBe('p-beat');
		expect(scopeOfCase(asked.state!)).toContain('p:p-beat');
		const beat = person('gridWorker', '310115132206001', undefined, 'p-beat');
		const done = asked.when(beat('case.check', passed)).then('case.checked', 'case.closed');
		expect(scopeOfCase(done)).not.toContain('p:p-beat');
	});

	it('is not a unit’s to do', () => {
		given(...applied())
			.when(fire('case.check', passed))
			.refused('case/not-allowed');
		given(...worked())
			.when(worker('case.check', passed))
			.refused('case/wrong-status');
	});

	it('failed says why and sends all of them back, or only those named', () => {
		given(...applied())
			.when(worker('case.check', { ...failed, words: ' ' }))
			.refused('case/reason-missing');
		const all = given(...applied())
			.when(worker('case.check', failed))
			.then('case.checked', 'case.reworkOrdered');
		expect(all.units.map((part) => part.status)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(all.clock).not.toHaveProperty('doneAt');
		const one = given(...applied()).when(worker('case.check', { ...failed, units: ['police'] }));
		expect(one.state?.units.map((part) => part.status)).toEqual(['done', 'accepted', 'done']);
		given(...applied())
			.when(worker('case.check', { ...failed, units: ['urban'] }))
			.refused('case/nothing-handed-in');
	});
});

describe('返工', () => {
	const again = [...applied(), worker('case.check', failed)];

	it('wants an after-photo from after it: the old ones prove nothing', () => {
		const redone = (after: ReturnType<typeof photo>) =>
			given(
				...joint(),
				fire('case.handIn', handIn('fire', photo('after', 4711))),
				police('case.handIn', handIn('police')),
				property('case.handIn', handIn('property')),
				fire('case.applyClose', {}),
				worker('case.check', failed),
				fire('case.handIn', handIn('fire', after)),
				police('case.handIn', handIn('police')),
				property('case.handIn', handIn('property'))
			).when(fire('case.applyClose', {}));
		redone(photo('after')).then('case.closeApplied');
		redone(photo('after', 4711)).refused('job/after-photo-missing');
	});

	it('runs on the same clock: what a bad job took is not given back', () => {
		const before = given(...applied()).state?.clock;
		expect(given(...again).state?.clock?.dueAt).toBe(before?.dueAt);
		expect(given(...again).state).toMatchObject({ reworks: 1, status: 'handling' });
	});

	it('may be ordered by the desk, of units that handed in', () => {
		given(...worked())
			.when(clerk('case.rework', why))
			.then('case.reworkOrdered');
		given(...applied())
			.when(clerk('case.rework', { ...why, units: ['police'] }))
			.then('case.reworkOrdered');
		given(...joint())
			.when(clerk('case.rework', why))
			.refused('case/nothing-handed-in');
	});

	it('begins: a unit that was sent back can not say it is not its duty', () => {
		given(...again)
			.when(police('case.decline', { unit: 'police', ...why }))
			.refused('job/work-has-begun');
	});
});

describe('强制结案', () => {
	it('is the chief’s alone, at any time, with a reason', () => {
		given(...joint())
			.when(clerk('case.forceClose', why))
			.refused('case/not-allowed');
		const state = given(...joint())
			.when(chief('case.forceClose', why))
			.then('case.closed');
		expect(state).toMatchObject({ status: 'closed', closedHow: 'forced' });
		given(...closed())
			.when(chief('case.forceClose', why))
			.refused('case/already-closed');
	});

	it('reopened and found fixed does not pass as a job that all have finished', () => {
		const open = given(
			...joint(),
			chief('case.forceClose', why),
			clerk('case.reopen', { words: '复核', photos: [] })
		);
		const checked = open.when(worker('case.check', passed));
		expect(checked.then('case.checked').status).toBe('checking');
		checked.when(chief('case.close', {})).refused('case/units-unfinished');
		const finished = checked
			.when(fire('case.handIn', handIn('fire')))
			.when(police('case.handIn', handIn('police')))
			.when(clerk('case.releaseUnit', { unit: 'property', ...why }));
		expect(finished.when(chief('case.close', {})).then('case.closed').closedHow).toBe('chief');
	});
});

describe('还没解决', () => {
	const again = resident('case.reopen', { words: '还没解决', photos: [] });

	it('reopens to the check and is counted', () => {
		const state = given(...closed())
			.when(again)
			.then('case.reopened');
		expect(state).toMatchObject({ status: 'checking', reopened: 1, check: { afresh: true } });
		expect(state).not.toHaveProperty('closedAt');
		given(...applied())
			.when(again)
			.refused('case/wrong-status');
	});

	it('is answered: fixed after all, closed again, done when it was done', () => {
		const { state } = given(...closed());
		const shut = given(...closed())
			.when(again)
			.when(worker('case.check', passed))
			.then('case.checked', 'case.closed');
		expect(shut.clock?.doneAt).toBe(state?.clock?.doneAt);
	});

	it('or work begins anew with the whole limit', () => {
		const state = given(...closed())
			.when({ ...again, after: 100 * HOUR })
			.when(worker('case.check', failed))
			.then('case.checked', 'case.reworkOrdered');
		expect(state.clock).toMatchObject({
			startedAt: state.stageSince,
			dueAt: state.stageSince + HOUR
		});
		expect(state.status).toBe('handling');
	});

	it('goes back to the desk when nobody is left to do it', () => {
		const state = given(
			worker('case.report', report(LANE)),
			clerk('case.file', LANE),
			chief('case.forceClose', why),
			again
		)
			.when(worker('case.check', failed))
			.then('case.checked', 'case.reworkOrdered');
		expect(state).toMatchObject({ status: 'filed', units: [] });
		expect(state).not.toHaveProperty('clock');
	});
});

describe('回访', () => {
	it('says how satisfied and whether solved, after the close', () => {
		const state = given(...closed())
			.when(clerk('case.followUp', { result: 'basically', solved: true, words: '' }))
			.then('case.followedUp');
		expect(state).toMatchObject({ satisfaction: 'basically', solved: true, status: 'closed' });
		given(...applied())
			.when(clerk('case.followUp', { result: 'satisfied', words: '' }))
			.refused('case/wrong-status');
	});
});
