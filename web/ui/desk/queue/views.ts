/** The saved views of the queue: each a question that the desk asks all day. Pure. */
import { activeParts, isOpen, type CaseState, type CaseStatus } from '~/domain/case/state';
import type { CaseLight } from '~/domain/case/light';

export const VIEWS = [
	'takeIn',
	'verify',
	'dispatch',
	'handling',
	'check',
	'late',
	'whistle',
	'returned',
	'all'
] as const;
export type View = (typeof VIEWS)[number];

/** One case with what its place in the queue depends on. */
export interface Item {
	readonly state: CaseState;
	readonly light: CaseLight;
	readonly pending: number;
	readonly doubtful: boolean;
}

const OF_STATUS: Partial<Record<View, CaseStatus>> = {
	takeIn: 'reported',
	verify: 'verifying',
	dispatch: 'filed',
	handling: 'handling',
	check: 'checking'
};

export function belongsTo(view: View, { state, light }: Item): boolean {
	const status = OF_STATUS[view];
	if (status !== undefined) return state.status === status;
	switch (view) {
		case 'late':
			return isOpen(state) && (light.light === 'red' || light.light === 'yellow');
		case 'whistle':
			return isOpen(state) && state.whistledAt !== undefined;
		case 'returned':
			return isOpen(state) && hasReturned(state);
		default:
			return true;
	}
}

/** A unit has declined and nobody has dispatched anew or let it go yet. */
export function hasReturned(state: CaseState): boolean {
	return state.units.some((part) => part.status === 'declined');
}

/** Whistled units that have not answered (报到). */
export function unanswered(state: CaseState): number {
	return activeParts(state).filter((part) => part.origin === 'whistle' && part.status === 'waiting')
		.length;
}

export type Counts = Readonly<Record<View, number>>;

export function countViews(items: readonly Item[]): Counts {
	const counts = Object.fromEntries(VIEWS.map((view) => [view, 0])) as Record<View, number>;
	for (const item of items) for (const view of VIEWS) if (belongsTo(view, item)) counts[view] += 1;
	return counts;
}
