/**
 * How far a case is, as people say it: the status, and within 处置 what its units have come to.
 * Pure.
 */
import { activeParts, leadOf, type CaseState, type CaseStatus } from '~/domain/case/state';

export type Stage =
	| Exclude<CaseStatus, 'handling'>
	| 'waiting'
	| 'accepted'
	| 'arrived'
	| 'handling'
	| 'rework'
	| 'suspended';

type Staged = Pick<CaseState, 'status' | 'units' | 'suspension'>;

export function stageOf(state: Staged): Stage {
	if (state.status !== 'handling') return state.status;
	if (state.suspension) return 'suspended';
	const parts = activeParts(state as CaseState);
	const lead = leadOf(state as CaseState);
	if (lead && lead.reworks > 0 && lead.status !== 'done') return 'rework';
	if (parts.some((part) => part.status === 'done')) return 'handling';
	if (parts.some((part) => part.status === 'arrived')) return 'arrived';
	return parts.some((part) => part.status === 'accepted') ? 'accepted' : 'waiting';
}
