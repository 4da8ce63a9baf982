/** Every move of the desk, by the command it gives. */
import type { CaseCommandType } from '~/domain/case/commands';
import type { Act, View } from './act';
import { INTAKE } from './intake';
import { JOB } from './job';
import { CLOSE, MORE, TIME } from './oversight';

export const ACTS: readonly Act[] = [...INTAKE, ...JOB, ...TIME, ...CLOSE, ...MORE];

const byType = new Map(ACTS.map((entry) => [entry.type, entry]));

export function actOf(type: CaseCommandType): Act {
	const found = byType.get(type);
	if (!found) throw new Error(`the desk has no ${type}`);
	return found;
}

/** The everyday moves of a stage, the most likely first; the rest is in the menu. */
export function everyday({ state }: View): CaseCommandType[] {
	const returned = state.units.some((part) => part.status === 'declined');
	switch (state.status) {
		case 'reported':
			return ['case.fileAndDispatch', 'case.askVerify', 'case.refuse'];
		case 'verifying':
			return ['case.verifyExists', 'case.fileAndDispatch', 'case.remind'];
		case 'parked':
			return ['case.unpark', 'case.remind'];
		case 'filed':
			return ['case.dispatch', 'case.void'];
		case 'handling':
			return returned
				? ['case.redispatch', 'case.releaseUnit', 'case.addUnit', 'case.remind']
				: ['case.applyClose', 'case.remind', 'case.addUnit', 'case.redispatch'];
		case 'checking':
			return ['case.check', 'case.close', 'case.rework', 'case.remind'];
		case 'enforcement':
			return ['case.endEnforcement', 'case.remind'];
		case 'closed':
			return ['case.followUp', 'case.reopen'];
		case 'merged':
			return ['case.unmerge'];
		default:
			return [];
	}
}
