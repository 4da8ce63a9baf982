import { describe, expect, it } from 'vitest';
import { factsOfCase } from '../../../../web/domain/case/facts';
import {
	cadre,
	clerk,
	given,
	HEAP,
	LANE,
	person,
	photo,
	place,
	report,
	resident,
	SIBLING,
	supervisor,
	why,
	worker
} from '../../../support/case';

const before = { ...HEAP, photos: [photo('before')] };
const parked = worker('case.report', report({ ...before, selfHandle: true }));
const finish = worker('case.finishSelf', { words: '已清', photos: [photo('after')] });
const sample = clerk('case.sample', {});
const looked = (passed: boolean) => ({ passed, words: passed ? '' : '又堆上了', photos: [] });

describe('我来处理', () => {
	it('parks with the report, and the after-photo closes it', () => {
		const state = given().when(parked).then('case.reported', 'case.parked');
		expect(state).toMatchObject({ status: 'parked', selfHandled: true });
		const done = given(parked).when(finish).then('case.selfFinished', 'case.closed');
		expect(done).toMatchObject({ status: 'closed', closedHow: 'self' });
		expect(factsOfCase(done)).toMatchObject({
			isSelfHandled: 1,
			isClosed: 1,
			isFoundByUs: 1,
			doneAt: done.closedAt
		});
	});

	it('wants what the condition says: a photo before and one after', () => {
		given()
			.when(worker('case.report', report({ ...HEAP, photos: [photo('other')], selfHandle: true })))
			.refused('case/photo-missing', 'photos');
		given(parked)
			.when(worker('case.finishSelf', { words: '', photos: [photo('near')] }))
			.refused('job/after-photo-missing');
	});

	it('takes the report’s own photo as the one before', () => {
		given(worker('case.report', report(HEAP)))
			.when(worker('case.selfHandle', {}))
			.then('case.parked');
		const bare = clerk('case.report', report({ ...HEAP, source: 'call', photos: [] }));
		given(bare).when(worker('case.selfHandle', {})).refused('case/photo-missing');
		given(bare)
			.when(worker('case.selfHandle', { photos: [photo('before')] }))
			.then('case.parked');
	});

	it('is for what the scheme allows, and for those who stand there', () => {
		given()
			.when(worker('case.report', report({ condition: 'E0136.2', selfHandle: true })))
			.refused('case/not-self-handled');
		given()
			.when(resident('case.report', report({ source: 'resident', selfHandle: true })))
			.refused('case/not-self-handled');
		given(worker('case.report', report({ condition: 'E0136.2' })))
			.when(worker('case.selfHandle', {}))
			.refused('case/not-self-handled');
	});

	it('lets an emergency be handled first and photographed after', () => {
		given()
			.when(worker('case.report', report({ ...LANE, photos: [], selfHandle: true })))
			.then('case.reported', 'case.parked');
	});

	it('is finished by the finder also next door, where the area is not hers', () => {
		const next = { ...place, village: SIBLING, grid: `${SIBLING}001` };
		given(worker('case.report', report({ ...before, place: next, selfHandle: true })))
			.when(finish)
			.then('case.selfFinished', 'case.closed');
	});

	it('is not done alone once units are called, and calling them ends it', () => {
		const whistle = worker('case.whistle', { units: ['police'], ...why });
		given(worker('case.report', report(HEAP)), whistle)
			.when(worker('case.selfHandle', {}))
			.refused('case/units-called');
		const state = given(parked).when(whistle).then('case.unparked', 'case.whistled');
		expect(state).toMatchObject({ status: 'reported', selfHandled: false });
	});

	it('goes back to the centre when it cannot be done', () => {
		const state = given(parked).when(worker('case.unpark', why)).then('case.unparked');
		expect(state).toMatchObject({ status: 'reported', selfHandled: false });
		given(worker('case.report', report(HEAP)))
			.when(worker('case.unpark', why))
			.refused('case/wrong-status');
	});
});

describe('抽查 of what its finder closed', () => {
	it('leaves it closed while it is looked at', () => {
		const state = given(parked, finish).when(sample).then('case.sampled');
		expect(state).toMatchObject({ status: 'closed', check: { sample: true, kind: 'fixed' } });
		const passed = given(parked, finish, sample)
			.when(supervisor('case.check', looked(true)))
			.then('case.checked');
		expect(passed).toMatchObject({ status: 'closed', closedHow: 'self', check: { result: 'yes' } });
	});

	it('goes to the desk when it did not hold, for there is nobody to send back', () => {
		const state = given(parked, finish, sample)
			.when(cadre('case.check', looked(false)))
			.then('case.checked', 'case.reworkOrdered');
		expect(state).toMatchObject({ status: 'reported', selfHandled: false, units: [] });
		expect(state).not.toHaveProperty('closedAt');
	});

	it('is not done by the finder, not twice, and not of a job', () => {
		given(parked, finish, sample)
			.when(worker('case.check', looked(true)))
			.refused('case/own-work');
		given(parked, finish, sample).when(sample).refused('case/already-checked');
		given(parked, finish)
			.when(supervisor('case.check', looked(true)))
			.refused('case/already-closed');
		given(parked).when(sample).refused('case/wrong-status');
	});

	it('and the resident’s 还没解决 lead to a new beginning', () => {
		const reopened = resident('case.reopen', { words: '还没解决', photos: [] });
		const state = given(parked, finish, reopened)
			.when(person('clerk')('case.check', looked(false)))
			.then('case.checked', 'case.reworkOrdered');
		expect(state).toMatchObject({ status: 'reported', reopened: 1, reworks: 1 });
		given(parked, finish, reopened)
			.when(clerk('case.check', looked(true)))
			.then('case.checked', 'case.closed');
	});
});
