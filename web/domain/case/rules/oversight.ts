/** Pressure, appeals, other authorities and leaders: everything round the handling. */
import { compact } from '../../compact';
import { dueAt, type Limit } from '../../limits';
import type { Outcome, Rules } from '../decide';
import { dueOf, pausesAt } from '../clock';
import { draft, type CaseDraft } from '../events';
import { activeParts, leadOf, type CaseState } from '../state';
import { rejection } from '../../error';
import { checkAsked } from './checking';
import { resumedFirst } from './pauses';

/** A leader's preset 三日内办结并报我 means working days. */
const WORKDAYS_3: Limit = { n: 3, unit: 'workDay' };

type Oversight =
	| 'case.remind'
	| 'case.supervise'
	| 'case.answerSupervision'
	| 'case.appeal'
	| 'case.decideAppeal'
	| 'case.takeOver'
	| 'case.handUp'
	| 'case.transferEnforcement'
	| 'case.endEnforcement'
	| 'case.takeCustody'
	| 'case.settleOwner'
	| 'case.remark'
	| 'case.recordDispute'
	| 'case.hotlineStep';

export const oversightRules: Rules<Oversight> = {
	'case.remind': ({ state, data }) => {
		if (data.unit !== undefined && !isCalled(state, data.unit))
			return rejection('job/not-called', 'unit');
		return [draft('case.reminded', compact(data))];
	},
	'case.supervise': ({ data, context }) => {
		if (data.reportBackBy <= context.now) return rejection('case/date-past', 'reportBackBy');
		return [draft('case.supervised', compact({ ...data, number: context.supervisionNumber }))];
	},
	'case.answerSupervision': ({ state, data }) =>
		state.supervisions.some((entry) => entry.number === data.number && !entry.answeredAt)
			? [draft('case.supervisionAnswered', data)]
			: rejection('case/no-such-supervision', 'number'),

	'case.appeal': ({ state, data, context }) => {
		const { clock } = state;
		if (!clock) return rejection('case/not-overdue');
		const due = dueOf(clock, pausesAt(state, context.now), context.rules.calendar);
		if (due >= (clock.doneAt ?? context.now)) return rejection('case/not-overdue');
		if (state.appeals.some((entry) => entry.approved !== false))
			return rejection('case/already-appealed');
		return [draft('case.appealed', data)];
	},
	'case.decideAppeal': ({ state, data }) =>
		state.appeals.some((entry) => entry.approved === undefined)
			? [draft('case.appealDecided', data)]
			: rejection('case/no-appeal'),

	'case.takeOver': ({ state, data }) =>
		state.takenOver ? rejection('case/already-taken-over') : [draft('case.takenOver', data)],
	'case.handUp': ({ state, data }) =>
		state.handedUpTo === undefined
			? [draft('case.handedUp', data)]
			: rejection('case/already-handed-up', undefined, { to: state.handedUpTo }),

	'case.transferEnforcement': (step) => {
		const { state, data, context } = step;
		if (!isCalled(state, data.unit)) return rejection('job/not-called', 'unit');
		const category = state.category && context.rules.scheme.category(state.category);
		if (!category || !category.legalHandover) return rejection('case/not-enforceable');
		return [...resumedFirst(step), draft('case.enforcementStarted', data)];
	},
	'case.endEnforcement': ({ state, data, context, post }) => {
		const unit = state.enforcement?.unit ?? post.unit;
		const isOther = post.unit !== undefined && post.unit !== unit;
		if (unit === undefined || (isOther && post.role === 'officer'))
			return rejection('job/not-called', 'unit');
		return [draft('case.enforcementEnded', { ...data, unit, ...checkAsked(state, context) })];
	},

	'case.takeCustody': ({ data }) => [draft('case.custodyTaken', data)],
	'case.settleOwner': ({ state, data }) =>
		state.custody ? [draft('case.ownerSettled', data)] : rejection('case/no-custody'),

	'case.remark': (step): Outcome => {
		const { state, data, context } = step;
		const remark = draft('case.remarked', { kind: data.kind, words: data.words });
		if (data.kind !== 'instruct') return [remark];
		if (data.words.trim() === '') return rejection('case/reason-missing', 'words');
		if (data.reportBackBy !== undefined && data.reportBackBy <= context.now)
			return rejection('case/date-past', 'reportBackBy');
		const supervised: CaseDraft = draft(
			'case.supervised',
			compact({
				number: context.supervisionNumber,
				basis: 'leader',
				// 请城运中心牵头 when nobody is named and no unit leads yet.
				responsible: data.responsible ?? leadOf(state)?.name ?? '',
				reportBackBy: data.reportBackBy ?? dueAt(context.now, WORKDAYS_3, context.rules.calendar),
				words: data.words
			})
		);
		return [remark, supervised];
	},
	'case.recordDispute': ({ data }) => [draft('case.disputeRecorded', compact(data))],
	'case.hotlineStep': ({ state, data }) => {
		if (data.step === 'received') return [draft('case.hotlineStepped', data)];
		return state.hotline
			? [draft('case.hotlineStepped', data)]
			: rejection('case/not-hotline', 'step');
	}
};

function isCalled(state: CaseState, unit: string): boolean {
	return activeParts(state).some((part) => part.unit === unit);
}
