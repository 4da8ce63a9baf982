/**
 * Whom to send: the condition's lead and assisting kinds, each as the unit that serves the place
 * of the case, beside whoever was whistled for already. Pure; the desk changes what it does not like.
 */
import { activeParts, type CaseState } from '~/domain/case/state';
import { teamOf, unitFor, type JointGridRef, type UnitRef } from '~/domain/refs';
import type { Condition } from '~/domain/scheme';

export interface Team {
	readonly lead: string | undefined;
	readonly assist: readonly string[];
}

export interface Forces {
	readonly units: readonly UnitRef[];
	readonly joint: readonly JointGridRef[];
}

export function suggestTeam(
	state: Pick<CaseState, 'place' | 'units'>,
	condition: Condition | undefined,
	forces: Forces
): Team {
	const called = activeParts(state as CaseState);
	const find = (kind: string) => unitOfKind(kind, state, condition, forces);
	const lead =
		called.find((part) => part.duty === 'lead')?.unit ?? (condition && find(condition.lead));
	const byScheme = (condition?.assist ?? []).map(find);
	const assist = [...byScheme, ...called.map((part) => part.unit)].filter(
		(unit): unit is string => unit !== undefined && unit !== lead
	);
	return { lead, assist: [...new Set(assist)] };
}

/** The rest of the standing team and of the village's own forces, one press away. */
export function alsoAtHand(village: string, chosen: Team, forces: Forces): UnitRef[] {
	const team = teamOf(forces.joint, village);
	const taken = new Set([chosen.lead, ...chosen.assist]);
	return forces.units.filter(
		({ id, village: own }) => !taken.has(id) && (team.includes(id) || own === village)
	);
}

/**
 * One that is called already stays; a job that is usually joint goes to the standing team, any
 * other to the village's own force, and then to the town's.
 */
function unitOfKind(
	kind: string,
	state: Pick<CaseState, 'place' | 'units'>,
	condition: Condition | undefined,
	forces: Forces
): string | undefined {
	const { village } = state.place;
	const ofKind = forces.units.filter((unit) => unit.kind === kind);
	const called = activeParts(state as CaseState).map((part) => part.unit);
	const team = condition?.joint === 'no' ? [] : teamOf(forces.joint, village);
	const known =
		ofKind.find(({ id }) => called.includes(id)) ?? ofKind.find(({ id }) => team.includes(id));
	return known?.id ?? unitFor(forces.units, kind, village)?.id;
}
