/** Is it fixed? Check, rework, close, and the resident's 还没解决. */
import { compact } from '../../compact';
import { MINUTE } from '../../time';
import type { Rules } from '../decide';
import { draft } from '../events';
import type { CaseState } from '../state';
import { rejection } from '../../error';
import { checkerOf } from './job';

type Closing =
	'case.check' | 'case.rework' | 'case.close' | 'case.forceClose' | 'case.reopen' | 'case.followUp';

export const closingRules: Rules<Closing> = {
	'case.check': ({ state, data, context }) => {
		if (state.check?.result === 'yes') return rejection('case/already-checked');
		const { passed, words, photos } = data;
		const checked = draft('case.checked', { passed, words, photos });
		if (!passed) {
			if (words.trim() === '') return rejection('case/reason-missing', 'words');
			// A self-handled case that did not hold has no unit to send back: it is taken in anew.
			const units = reworkUnits(state, data.units);
			return [checked, draft('case.reworkOrdered', { reason: words, units })];
		}
		return context.rules.settings.autoClose
			? [checked, draft('case.closed', { how: 'rule' })]
			: [checked];
	},
	'case.rework': ({ state, data }) => {
		const units = reworkUnits(state, data.units);
		if (units.length === 0) return rejection('case/nothing-handed-in', 'units');
		return [draft('case.reworkOrdered', { reason: data.reason, units })];
	},
	'case.close': ({ state, data }) =>
		state.check?.kind === 'fixed' && state.check.result === 'yes'
			? [draft('case.closed', compact({ how: 'chief' as const, words: data.words }))]
			: rejection('case/not-checked'),
	'case.forceClose': ({ data }) => [draft('case.closed', { how: 'forced', words: data.reason })],
	'case.reopen': ({ state, data, context }) => [
		draft(
			'case.reopened',
			compact({
				...data,
				checker: checkerOf(state, context),
				dueAt: context.now + context.rules.settings.verifyMin * MINUTE
			})
		)
	],
	'case.followUp': ({ data }) => [draft('case.followedUp', compact(data))]
};

/** The named units that have handed in; all of them when none is named. */
function reworkUnits(state: CaseState, named: readonly string[] | undefined): string[] {
	return state.units
		.filter((part) => part.status === 'done')
		.map((part) => part.unit)
		.filter((unit) => named === undefined || named.length === 0 || named.includes(unit));
}
