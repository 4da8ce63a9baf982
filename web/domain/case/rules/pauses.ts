/** What moves a running limit: extensions, suspension 挂账, and a new calendar. */
import { mayExtend, mayPause } from '../../limits';
import { rejection } from '../../error';
import { dueOf, ended, pausesAt } from '../clock';
import type { CaseCommandType } from '../commands';
import type { Rules, Step } from '../decide';
import { draft, type CaseDraft } from '../events';

type Pausing =
	'case.requestExtension' | 'case.decideExtension' | 'case.suspend' | 'case.resume' | 'case.retime';

export const pauseRules: Rules<Pausing> = {
	'case.requestExtension': ({ state, data, context }) => {
		if (!state.clock) return rejection('case/no-clock');
		if (!mayExtend(state.clock.limit.unit) || state.lifeSafety)
			return rejection('case/not-extendable');
		const max = context.rules.settings.maxExtensions;
		if (state.clock.extensions >= max) return rejection('case/extensions-used', undefined, { max });
		if (state.extensions.some((entry) => entry.approved === undefined))
			return rejection('case/extension-pending');
		return [draft('case.extensionAsked', data)];
	},
	'case.decideExtension': ({ state, data, context }) => {
		const asked = state.extensions.find((entry) => entry.approved === undefined);
		const { clock } = state;
		if (!asked?.extra || !clock) return rejection('case/no-extension-asked');
		const { approve, reason } = data;
		if (!approve) return [draft('case.extensionDecided', { approve, reason })];
		const granted = [...clock.granted, asked.extra];
		const due = dueOf({ ...clock, granted }, clock.pauses, context.rules.calendar);
		return [draft('case.extensionDecided', { approve, reason, dueAt: due })];
	},

	'case.suspend': (step) => {
		const { state, data, context } = step;
		if (!state.clock) return rejection('case/no-clock');
		if (state.suspension && context.now < state.suspension.until)
			return rejection('case/already-suspended');
		if (!mayPause(state.clock.limit.unit) || state.lifeSafety)
			return rejection('case/not-suspendable');
		if (data.until <= context.now) return rejection('case/date-past', 'until');
		if (data.reviewAt <= context.now || data.reviewAt > data.until)
			return rejection('case/review-after-end', 'reviewAt');
		return [...resumedFirst(step), draft('case.suspended', data)];
	},
	'case.resume': (step) => {
		const { state, data, context, post } = step;
		if (!state.suspension) return rejection('case/not-suspended');
		if (post.role === 'system' && context.now < state.suspension.until)
			return rejection('case/already-suspended');
		return resumedFirst(step, data.reason);
	},

	'case.retime': ({ state, context }) => {
		const { clock } = state;
		if (!clock) return [];
		const due = dueOf(clock, clock.pauses, context.rules.calendar);
		return due === clock.dueAt ? [] : [draft('case.retimed', { dueAt: due })];
	}
};

/** What ends a suspension says first when the clock runs again; it ends at its date at the latest. */
export function resumedFirst({ state, context }: Step<CaseCommandType>, reason = ''): CaseDraft[] {
	const { clock, suspension } = state;
	if (!suspension || !clock) return [];
	const pauses = ended(pausesAt(state, context.now), context.now);
	const due = dueOf(clock, pauses, context.rules.calendar);
	return [draft('case.resumed', { reason, dueAt: due })];
}
