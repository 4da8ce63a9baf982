/** The joint-duty job: what each unit does until the lead applies to close. */
import { compact } from '../../compact';
import { rejection } from '../../error';
import type { Outcome, Rules, Step } from '../decide';
import { draft, type CaseDraft } from '../events';
import { isLateFact } from '../late';
import { activeParts, leadOf, type UnitPart } from '../state';
import { checkAsked, notReadyToClose } from './checking';
import { resumedFirst } from './pauses';
import { notOwnForce } from './station';

type UnitAct = 'case.accept' | 'case.decline' | 'case.arrive' | 'case.handIn';

export const jobRules: Rules<UnitAct | 'case.applyClose'> = {
	'case.accept': (step) =>
		unitAct(step, (part) =>
			part.status === 'waiting'
				? [draft('case.unitAccepted', { unit: part.unit })]
				: rejection('job/already-accepted', 'unit', { unit: part.name, by: part.acceptedBy ?? '' })
		),
	'case.decline': (step) =>
		unitAct(step, (part) => {
			// A unit that has been on the spot, or was sent back to its own work, cannot say 不是我的.
			const hasBegun =
				part.status === 'arrived' || part.status === 'done' || part.reworkAt !== undefined;
			return hasBegun
				? rejection('job/work-has-begun', 'unit', { unit: part.name })
				: [draft('case.unitDeclined', step.data)];
		}),
	'case.arrive': (step) =>
		unitAct(step, (part) => {
			if (isLateFact(part, step.context) && part.arrivedAt === undefined)
				return [draft('case.unitArrived', step.data, ['lateFact'])];
			if (part.status === 'arrived' || part.status === 'done')
				return rejection('job/already-arrived', 'unit', { unit: part.name });
			return [...acceptedFirst(part), draft('case.unitArrived', step.data)];
		}),
	'case.handIn': (step) =>
		unitAct(step, (part) => {
			if (isLateFact(part, step.context)) return [draft('case.unitDone', step.data, ['lateFact'])];
			if (part.status === 'done') return rejection('job/already-done', 'unit', { unit: part.name });
			return [...acceptedFirst(part), draft('case.unitDone', step.data)];
		}),
	'case.applyClose': (step) => {
		const { state, data, context } = step;
		const problem = notOwnForce(step, [leadOf(state)?.unit]) ?? notReadyToClose(state, context);
		if (problem) return problem;
		const asked = checkAsked(state, context);
		return [
			...resumedFirst(step),
			draft('case.closeApplied', compact({ words: data.words, ...asked }))
		];
	}
};

function unitAct(step: Step<UnitAct>, act: (part: UnitPart) => Outcome): Outcome {
	const part = activeParts(step.state).find((candidate) => candidate.unit === step.data.unit);
	if (!part) return rejection('job/not-called', 'unit');
	return notOwnForce(step, [part.unit], 'unit') ?? act(part);
}

/** Who arrives or hands in has accepted, whether or not anybody pressed the key. */
function acceptedFirst(part: UnitPart): CaseDraft[] {
	return part.status === 'waiting' ? [draft('case.unitAccepted', { unit: part.unit })] : [];
}
