/** Pressure, pauses, other authorities and leaders: everything round the handling. */
import { compact } from '../../compact';
import { dueAt, mayExtend, mayPause, type Limit } from '../../limits';
import { MINUTE } from '../../time';
import type { Outcome, Rules } from '../decide';
import { draft, type CaseDraft } from '../events';
import { activeParts, type CaseState } from '../state';
import { rejection } from '../../error';
import { checkerOf } from './job';

/** A leader's preset 三日内办结并报我 means working days. */
const WORKDAYS_3: Limit = { n: 3, unit: 'workDay' };

type Oversight =
	| 'case.remind'
	| 'case.supervise'
	| 'case.answerSupervision'
	| 'case.requestExtension'
	| 'case.decideExtension'
	| 'case.suspend'
	| 'case.resume'
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

	'case.requestExtension': ({ state, data, context }) => {
		if (!state.clock) return rejection('case/no-clock');
		if (!mayExtend(state.clock.limit.unit) || state.lifeSafety)
			return rejection('case/not-extendable');
		if (state.clock.extensions >= context.rules.settings.maxExtensions)
			return rejection('case/extensions-used', undefined, {
				max: context.rules.settings.maxExtensions
			});
		if (state.extensions.some((entry) => entry.approved === undefined))
			return rejection('case/extension-pending');
		return [draft('case.extensionAsked', data)];
	},
	'case.decideExtension': ({ state, data, context }) => {
		const open = state.extensions.find((entry) => entry.approved === undefined);
		if (!open?.extra || !state.clock) return rejection('case/no-extension-asked');
		const { approve, reason } = data;
		if (!approve) return [draft('case.extensionDecided', { approve, reason })];
		const due = dueAt(state.clock.dueAt, open.extra, context.rules.calendar);
		return [draft('case.extensionDecided', { approve, reason, dueAt: due })];
	},

	'case.suspend': ({ state, data, context }) => {
		if (!state.clock) return rejection('case/no-clock');
		if (state.suspension) return rejection('case/already-suspended');
		if (!mayPause(state.clock.limit.unit) || state.lifeSafety)
			return rejection('case/not-suspendable');
		if (data.until <= context.now) return rejection('case/date-past', 'until');
		if (data.reviewAt <= context.now || data.reviewAt > data.until)
			return rejection('case/review-after-end', 'reviewAt');
		return [draft('case.suspended', data)];
	},
	'case.resume': ({ state, data, context, at }) => {
		if (!state.suspension || !state.clock) return rejection('case/not-suspended');
		const pauses = state.clock.pauses.map((pause) =>
			pause.to === undefined ? { ...pause, to: at } : pause
		);
		const { startedAt, limit } = state.clock;
		const { calendar } = context.rules;
		const due = state.extensions
			.filter((entry) => entry.approved === true)
			.reduce(
				(until, entry) => (entry.extra ? dueAt(until, entry.extra, calendar) : until),
				dueAt(startedAt, limit, calendar, pauses)
			);
		return [draft('case.resumed', { reason: data.reason, dueAt: due })];
	},

	'case.appeal': ({ state, data, context }) => {
		const { clock } = state;
		if (!clock || clock.dueAt >= (clock.doneAt ?? context.now))
			return rejection('case/not-overdue');
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

	'case.transferEnforcement': ({ state, data, context }) => {
		if (!isCalled(state, data.unit)) return rejection('job/not-called', 'unit');
		const category = state.category && context.rules.scheme.category(state.category);
		if (!category || !category.legalHandover) return rejection('case/not-enforceable');
		return [draft('case.enforcementStarted', data)];
	},
	'case.endEnforcement': ({ state, data, context }) => [
		draft(
			'case.enforcementEnded',
			compact({
				...data,
				checker: checkerOf(state, context),
				dueAt: context.now + context.rules.settings.verifyMin * MINUTE
			})
		)
	],

	'case.takeCustody': ({ data }) => [draft('case.custodyTaken', data)],
	'case.settleOwner': ({ state, data }) =>
		state.custody ? [draft('case.ownerSettled', data)] : rejection('case/no-custody'),

	'case.remark': (step): Outcome => {
		const { data, context, post } = step;
		const remark = draft('case.remarked', { kind: data.kind, words: data.words });
		if (data.kind !== 'instruct') return [remark];
		if (data.words.trim() === '') return rejection('case/reason-missing', 'words');
		const supervised: CaseDraft = draft(
			'case.supervised',
			compact({
				number: context.supervisionNumber,
				basis: 'leader',
				responsible: data.responsible ?? post.area,
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
