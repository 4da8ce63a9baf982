/**
 * A patrol: started, points visited, ended. A browser cannot track in the background, so a patrol
 * is proved by the checkpoints visited; nothing is refused in the field, odd visits are marked to
 * be checked (待核对) and gaps stay gaps (domain §6).
 */
import type { By } from '../actor';
import type { Pos } from '../geo';
import { deskKeys, sorted } from '../scope';
import type { Ms } from '../time';

export type VisitFlag = 'farOff' | 'repeatedQr' | 'tooFast' | 'clockJump' | 'byHand';

export interface Visit {
	readonly element: string;
	readonly at: Ms;
	readonly how: 'qr' | 'fence' | 'hand';
	readonly pos?: Pos;
	readonly result: 'fine' | 'problem';
	readonly words: string;
	readonly flags: readonly VisitFlag[];
}

export interface PatrolState {
	readonly id: string;
	readonly rev: number;
	readonly status: 'walking' | 'paused' | 'ended';
	readonly town: string;
	readonly village: string;
	readonly beat?: string;
	readonly by: By;
	readonly startedAt: Ms;
	readonly receivedAt: Ms;
	readonly endedAt?: Ms;
	readonly due: readonly string[];
	readonly visits: readonly Visit[];
	readonly gaps: readonly { readonly from: Ms; readonly to?: Ms }[];
	readonly cases: readonly string[];
	readonly words: string;
}

/** Due points visited at least once, and how many were due. */
export function coverageOf(state: PatrolState): { visited: number; due: number } {
	const seen = new Set(state.visits.map((visit) => visit.element));
	return {
		visited: state.due.filter((element) => seen.has(element)).length,
		due: state.due.length
	};
}

/** A person's own patrol, and those who answer for the village. Tracks are nobody else's business. */
export function scopeOfPatrol(state: PatrolState): string[] {
	return sorted([`p:${state.by.person}`, ...deskKeys(state.village)]);
}
