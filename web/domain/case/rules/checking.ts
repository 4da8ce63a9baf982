/** The close rule, and the task to look whether it is fixed. */
import { compact } from '../../compact';
import type { Context } from '../../context';
import { rejection, type Rejection } from '../../error';
import { MINUTE, type Ms } from '../../time';
import { leadOf, type CaseState, type UnitPart } from '../state';
import { missingKinds } from './grading';

/** Called and not through: a refusal too, until the desk lets that unit go with a reason. */
export function unfinishedUnits(state: CaseState): UnitPart[] {
	return state.units.filter((part) => part.status !== 'done' && part.status !== 'released');
}

export function unitsUnfinished(parts: readonly UnitPart[]): Rejection | undefined {
	if (parts.length === 0) return undefined;
	const units = parts.map((part) => part.name).join('、');
	return rejection('case/units-unfinished', undefined, { units });
}

/** The close rule: the lead handed in with its after-photo, every assisting unit done or let go. */
export function notReadyToClose(state: CaseState, context: Context): Rejection | undefined {
	const lead = leadOf(state);
	if (!lead) return rejection('case/no-lead');
	if (lead.status !== 'done')
		return rejection('case/lead-unfinished', undefined, { unit: lead.name });
	const unfinished = unitsUnfinished(unfinishedUnits(state));
	if (unfinished) return unfinished;
	const since = lead.reworkAt ?? lead.calledAt;
	const photos = state.photos.filter((photo) => photo.unit === lead.unit && photo.addedAt >= since);
	return missingKinds(state, ['after'], photos, context).length > 0
		? rejection('job/after-photo-missing', 'photos')
		: undefined;
}

/** The finder checks her own find; else the worker of the grid's beat, where the server knows. */
export function checkAsked(
	state: CaseState,
	context: Context
): { readonly checker?: string; readonly dueAt: Ms } {
	const finder = state.reporter.role === 'gridWorker' ? state.reporter.person : undefined;
	return compact({ checker: finder ?? context.checker, dueAt: verifyBy(context) });
}

/** When the answer of a checker is due. */
export function verifyBy(context: Context): Ms {
	return context.now + context.rules.settings.verifyMin * MINUTE;
}
