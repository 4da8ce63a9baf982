/** Is it fixed? Check, rework, close, sample, and the resident's 还没解决. */
import { compact } from '../../compact';
import { dueAt } from '../../limits';
import { rejection } from '../../error';
import type { Outcome, Rules, Step } from '../decide';
import { draft } from '../events';
import { isPending, leadOf, type CaseState } from '../state';
import { checkAsked, unfinishedUnits, unitsUnfinished, verifyBy } from './checking';
import { isRejection } from './grading';
import { resumedFirst } from './pauses';
import { notOwnForce, takenFromStation } from './station';

type Closing =
	| 'case.check'
	| 'case.rework'
	| 'case.sample'
	| 'case.close'
	| 'case.forceClose'
	| 'case.reopen'
	| 'case.followUp';

export const closingRules: Rules<Closing> = {
	'case.check': (step) => {
		const { state, data, context } = step;
		const isSample = state.check?.sample === true;
		if (state.status === 'closed' && !(isSample && isPending(state.check)))
			return rejection('case/already-closed');
		if (state.check?.result === 'yes') return rejection('case/already-checked');
		if (isSample && context.actor.person === state.reporter.person)
			return rejection('case/own-work');
		const { passed, words, photos } = data;
		const checked = draft('case.checked', { passed, words, photos });
		if (!passed) {
			if (words.trim() === '') return rejection('case/reason-missing', 'words');
			const order = reworkOrder(step, words, data.units);
			return isRejection(order) ? order : [checked, ...order];
		}
		const closes =
			!isSample && context.rules.settings.autoClose && unfinishedUnits(state).length === 0;
		return closes ? [checked, draft('case.closed', { how: 'rule' })] : [checked];
	},
	'case.rework': (step) => {
		const { state, data } = step;
		const limit = takenFromStation(step) ?? notOwnForce(step, [leadOf(state)?.unit]);
		if (limit) return limit;
		if (reworkUnits(state, data.units).length === 0)
			return rejection('case/nothing-handed-in', 'units');
		return reworkOrder(step, data.reason, data.units);
	},
	'case.sample': ({ state, data, context }) => {
		if (state.closedHow !== 'self') return rejection('case/not-self-handled');
		if (state.check?.sample) return rejection('case/already-checked');
		return [draft('case.sampled', compact({ ...data, dueAt: verifyBy(context) }))];
	},
	'case.close': ({ state, data }) => {
		if (state.check?.kind !== 'fixed' || state.check.result !== 'yes')
			return rejection('case/not-checked');
		const unfinished = unitsUnfinished(unfinishedUnits(state));
		if (unfinished) return unfinished;
		return [draft('case.closed', compact({ how: 'chief' as const, words: data.words }))];
	},
	'case.forceClose': (step) => [
		...resumedFirst(step),
		draft('case.closed', { how: 'forced', words: step.data.reason })
	],
	'case.reopen': ({ state, data, context }) => [
		draft('case.reopened', { ...data, ...checkAsked(state, context) })
	],
	'case.followUp': ({ data }) => [draft('case.followedUp', compact(data))]
};

/** The named units that have handed in; all of them when none is named. */
function reworkUnits(state: CaseState, named: readonly string[] = []): string[] {
	return state.units
		.filter((part) => part.status === 'done')
		.map((part) => part.unit)
		.filter((unit) => named.length === 0 || named.includes(unit));
}

/** A case without units has nobody to send back: it goes to the desk again. */
function reworkOrder(
	{ state, context }: Step<'case.check' | 'case.rework'>,
	reason: string,
	named: readonly string[] = []
): Outcome {
	const units = reworkUnits(state, named);
	if (named.length > 0 && units.length === 0) return rejection('case/nothing-handed-in', 'units');
	const { clock } = state;
	const startedAt = context.now;
	const again =
		state.check?.afresh && clock
			? { startedAt, dueAt: dueAt(startedAt, clock.limit, context.rules.calendar) }
			: {};
	return [draft('case.reworkOrdered', { reason, units, ...again })];
}
