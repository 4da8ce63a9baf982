import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../../web/domain/time';
import {
	applied,
	cadre,
	chief,
	clerk,
	closed,
	DUMPING,
	fire,
	given,
	gridChief,
	handIn,
	HEAP,
	joint,
	LANE,
	leader,
	lone,
	photo,
	police,
	report,
	supervisor,
	T0,
	urban,
	why,
	worker
} from '../../../support/case';

const reportBackBy = T0 + 9 * DAY;
const order = { basis: 'overdue', responsible: '乙示例', reportBackBy, words: '请督办' } as const;
const numbered = { supervisionNumber: 'DB-1' };

describe('催办', () => {
	it('is one key, of all or of one unit, and counted', () => {
		expect(
			given(...joint())
				.when(clerk('case.remind', {}))
				.then('case.reminded').reminders
		).toBe(1);
		const state = given(...joint())
			.when(clerk('case.remind', { unit: 'police' }))
			.then('case.reminded');
		expect(state.units[1]?.reminders).toBe(1);
		given(...joint())
			.when(clerk('case.remind', { unit: 'urban' }))
			.refused('job/not-called');
		given(...closed())
			.when(clerk('case.remind', {}))
			.refused('case/already-closed');
	});
});

describe('督办', () => {
	it('is a document with number, basis, responsible person and date, and wants an answer', () => {
		const state = given(...joint())
			.when(supervisor('case.supervise', order, numbered))
			.then('case.supervised');
		expect(state.supervisions).toMatchObject([{ number: 'DB-1', responsible: '乙示例' }]);
		const reply = fire('case.answerSupervision', { number: 'DB-1', words: '已办' });
		const told = given(...joint(), supervisor('case.supervise', order, numbered));
		expect(told.when(reply).then('case.supervisionAnswered').supervisions[0]?.answer).toBe('已办');
		told.when(reply).when(reply).refused('case/no-such-supervision');
		given(...joint())
			.when(reply)
			.refused('case/no-such-supervision');
		given(...joint())
			.when(supervisor('case.supervise', { ...order, reportBackBy: T0 }))
			.refused('case/date-past');
	});

	it('is answered also after the close', () => {
		given(...joint(), supervisor('case.supervise', order, numbered), chief('case.forceClose', why))
			.when(clerk('case.answerSupervision', { number: 'DB-1', words: '已办' }))
			.then('case.supervisionAnswered');
	});
});

describe('批示', () => {
	it('makes a 督办单 with three working days, to the lead where none is named', () => {
		const state = given(...joint())
			.when(leader('case.remark', { kind: 'instruct', words: '三日内办结并报我' }, numbered))
			.then('case.remarked', 'case.supervised');
		expect(state.supervisions).toMatchObject([
			{ basis: 'leader', responsible: 'fire（示例）', number: 'DB-1' }
		]);
		// Tuesday 10:03 and three office days.
		expect(state.supervisions[0]?.reportBackBy).toBe(T0 + 3 * DAY + 3 * 60_000);
	});

	it('says something and looks ahead; 转办 and 已阅 are only lines', () => {
		given(...joint())
			.when(leader('case.remark', { kind: 'instruct', words: ' ' }))
			.refused('case/reason-missing');
		given(...joint())
			.when(leader('case.remark', { kind: 'instruct', words: '速办', reportBackBy: T0 }))
			.refused('case/date-past');
		given(...joint())
			.when(leader('case.remark', { kind: 'read', words: '' }))
			.then('case.remarked');
		given(...joint())
			.when(chief('case.remark', { kind: 'read', words: '' }))
			.refused('case/not-allowed');
	});
});

describe('超期申诉', () => {
	const appeal = fire('case.appeal', why);

	it('keeps the overtime as it is and adds an opinion', () => {
		const late = given(...joint(), { ...clerk('case.remind', {}), after: 2 * HOUR });
		const state = late.when(appeal).then('case.appealed');
		const decided = late
			.when(appeal)
			.when(chief('case.decideAppeal', { approve: true, ...why }))
			.then('case.appealDecided');
		expect(decided.appeals).toMatchObject([{ approved: true }]);
		expect(decided.clock).toEqual(state.clock);
		late.when(appeal).when(appeal).refused('case/already-appealed');
		late.when(chief('case.decideAppeal', { approve: true, ...why })).refused('case/no-appeal');
	});

	it('needs something to appeal against', () => {
		given(...joint())
			.when(appeal)
			.refused('case/not-overdue');
		given(worker('case.report', report(LANE)))
			.when(clerk('case.appeal', why))
			.refused('case/not-overdue');
	});
});

describe('提级办理 and 上报区级 are two acts', () => {
	it('one takes the case to the town, the other tells the district', () => {
		expect(
			given(...joint())
				.when(clerk('case.takeOver', why))
				.then('case.takenOver').takenOver
		).toBe(true);
		const up = chief('case.handUp', { to: '区城运中心', ...why });
		expect(
			given(...joint())
				.when(up)
				.then('case.handedUp').handedUpTo
		).toBe('区城运中心');
		given(...joint(), up)
			.when(up)
			.refused('case/already-handed-up');
	});
});

describe('转立案执法', () => {
	const hand = urban('case.transferEnforcement', { unit: 'urban', fileNumber: '执-1' });
	const end = urban('case.endEnforcement', { words: '已处罚', photos: [photo('after')] });

	it('stops our clock at the hand-over with the file number', () => {
		const state = given(...lone(DUMPING))
			.when(hand)
			.then('case.enforcementStarted');
		expect(state).toMatchObject({ status: 'enforcement', enforcement: { fileNumber: '执-1' } });
		expect(state.clock?.doneAt).toBe(state.enforcement?.at);
	});

	it('is for categories with a law behind them, by a unit that is called', () => {
		given(...lone(HEAP))
			.when(hand)
			.refused('case/not-enforceable');
		given(...joint())
			.when(clerk('case.transferEnforcement', { unit: 'urban', fileNumber: '执-1' }))
			.refused('job/not-called');
	});

	it('ends in a check; its unit is done by that, and a failed check starts a new limit', () => {
		const ended = given(...lone(DUMPING), hand).when({ ...end, after: 9 * DAY });
		expect(ended.then('case.enforcementEnded')).toMatchObject({
			status: 'checking',
			units: [{ status: 'done' }]
		});
		ended
			.when(worker('case.check', { passed: true, words: '', photos: [] }))
			.then('case.checked', 'case.closed');
		const again = ended
			.when(worker('case.check', { passed: false, words: '未清', photos: [] }))
			.then('case.checked', 'case.reworkOrdered');
		expect(again.clock?.startedAt).toBe(again.stageSince);
	});

	it('is ended by the unit that took it', () => {
		const two = given(...lone(DUMPING), clerk('case.addUnit', { unit: 'police', ...why }), hand);
		two
			.when(police('case.endEnforcement', { words: '已处罚', photos: [] }))
			.refused('job/not-called');
		// Its fellow still hands in while the authority works.
		two.when(police('case.handIn', handIn('police'))).then('case.unitAccepted', 'case.unitDone');
		const state = two
			.when(clerk('case.endEnforcement', { words: '已处罚', photos: [] }))
			.then('case.enforcementEnded');
		expect(state.units[0]?.status).toBe('done');
		given(...applied())
			.when(end)
			.refused('case/not-allowed');
	});
});

describe('无主: 托底处置 → 确权', () => {
	const take = gridChief('case.takeCustody', { responsible: '丙示例', words: '先清' });
	const settle = gridChief('case.settleOwner', { owner: '丁示例', payer: '丁示例', settledOn: T0 });

	it('is led by the grid chief and settled with owner and payer', () => {
		expect(
			given(...joint())
				.when(take)
				.then('case.custodyTaken').custody?.responsible
		).toBe('丙示例');
		expect(
			given(...joint(), take)
				.when(settle)
				.then('case.ownerSettled').ownership?.payer
		).toBe('丁示例');
		given(...joint())
			.when(settle)
			.refused('case/no-custody');
	});
});

describe('矛盾纠纷', () => {
	const dispute = { parties: ['甲示例', '乙示例'], claims: '停车', record: '已调解' };

	it('keeps parties, claims, record, agreement and fulfilment, also after the close', () => {
		const state = given(...joint())
			.when(cadre('case.recordDispute', dispute))
			.then('case.disputeRecorded');
		expect(state.dispute).toEqual(dispute);
		given(...joint(), chief('case.forceClose', why))
			.when(cadre('case.recordDispute', { ...dispute, agreement: '轮流', fulfilled: true }))
			.then('case.disputeRecorded');
		given(...joint())
			.when(worker('case.recordDispute', dispute))
			.refused('case/not-allowed');
	});

	it('names of parties make a case sensitive, and no later category undoes that', () => {
		const { state } = given(
			worker('case.report', report(LANE)),
			cadre('case.recordDispute', dispute)
		);
		expect(state?.privacy).toBe('sensitive');
		const { state: filed } = given(
			worker('case.report', report(LANE)),
			cadre('case.recordDispute', dispute),
			clerk('case.file', LANE)
		);
		expect(filed?.privacy).toBe('sensitive');
	});
});
