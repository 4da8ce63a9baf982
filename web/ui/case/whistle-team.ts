/**
 * Whom a whistle calls unless told otherwise: the joint grid's standing team, and the units that
 * the condition names, each as the one that serves the village. Pure.
 */
import { teamOf, unitFor, type JointGridRef, type UnitRef } from '~/domain/refs';
import type { Condition } from '~/domain/scheme';

export function whistleTeam(
	village: string,
	condition: Pick<Condition, 'lead' | 'assist'> | undefined,
	units: readonly UnitRef[],
	joint: readonly JointGridRef[]
): { preset: string[]; suggested: string[] } {
	const team = teamOf(joint, village).filter((id) => units.some((unit) => unit.id === id));
	const kinds = condition ? [condition.lead, ...condition.assist] : [];
	const byScheme = kinds.flatMap(
		(kind) => teamMember(kind, team, units) ?? unitFor(units, kind, village)?.id ?? []
	);
	// Whoever the condition names comes; of the rest of the team the finder ticks whom she needs.
	const preset = byScheme.length > 0 ? byScheme : team;
	return { preset: [...new Set(preset)], suggested: [...new Set([...byScheme, ...team])] };
}

function teamMember(
	kind: string,
	team: readonly string[],
	units: readonly UnitRef[]
): string | undefined {
	return team.find((id) => units.find((unit) => unit.id === id)?.kind === kind);
}
