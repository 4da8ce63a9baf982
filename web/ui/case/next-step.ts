/**
 * The one next step of somebody who stands before a case on a phone, as the big button shows it.
 * Only what is asked of her: what else she may do, the rules say. Pure.
 */
import type { Role } from '~/domain/actor';
import { activeParts, leadOf, type CaseState, type UnitPart } from '~/domain/case/state';

export type UnitStep = 'accept' | 'arrive' | 'handIn' | 'applyClose';
export type NextStep =
	| { readonly kind: UnitStep; readonly part: UnitPart }
	| { readonly kind: 'verify' | 'check' | 'finishSelf' };

export interface Standing {
	readonly person: string;
	readonly units: readonly string[];
	/** Holds one of the roles where the code lies. */
	holdsIn(code: string, ...roles: readonly Role[]): boolean;
}

export function nextStep(state: CaseState, who: Standing): NextStep | undefined {
	return unitStep(state, who) ?? ownStep(state, who);
}

function unitStep(state: CaseState, who: Standing): NextStep | undefined {
	const mine = activeParts(state).filter((part) => who.units.includes(part.unit));
	for (const part of mine) {
		const kind = STEP_OF[part.status];
		if (kind && CALLED.includes(state.status)) return { kind, part };
	}
	const lead = leadOf(state);
	if (state.status === 'handling' && lead?.status === 'done' && mine.includes(lead))
		return { kind: 'applyClose', part: lead };
	return undefined;
}

const CALLED: readonly CaseState['status'][] = [
	'reported',
	'verifying',
	'parked',
	'filed',
	'handling'
];

const STEP_OF: Partial<Record<UnitPart['status'], UnitStep>> = {
	waiting: 'accept',
	accepted: 'arrive',
	arrived: 'handIn'
};

function ownStep(state: CaseState, who: Standing): NextStep | undefined {
	switch (state.status) {
		case 'verifying':
			return isAsked(state, who) ? { kind: 'verify' } : undefined;
		case 'checking':
			return isAsked(state, who) ? { kind: 'check' } : undefined;
		case 'parked':
			return isMine(state, who) ? { kind: 'finishSelf' } : undefined;
		default:
			return undefined;
	}
}

/** She was asked by name, or nobody was and it lies in her area. */
export function isAsked(state: CaseState, who: Standing): boolean {
	const { check } = state;
	if (!check || check.result !== undefined) return false;
	if (check.checker !== undefined) return check.checker === who.person;
	return inArea(state, who);
}

function isMine(state: CaseState, who: Standing): boolean {
	return state.reporter.person === who.person && inArea(state, who);
}

function inArea({ place }: CaseState, who: Standing): boolean {
	return who.holdsIn(place.grid ?? place.village, 'gridWorker', 'stationHead', 'cadre');
}
