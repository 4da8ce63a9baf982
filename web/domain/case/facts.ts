/**
 * One narrow row per case for the indicators (domain §5): keys to group by, times, and 0/1
 * numerators. Written in the transaction of the event, so that every figure is one SQL sum.
 */
import { activeParts, isOpen, leadOf, type CaseState } from './state';

export interface CaseFacts {
	readonly id: string;
	readonly town: string;
	readonly village: string;
	readonly grid: string;
	readonly category: string;
	readonly condition: string;
	readonly source: string;
	readonly status: string;
	readonly element: string;
	readonly unit: string;
	readonly person: string;
	readonly reportedAt: number;
	readonly receivedAt: number;
	readonly filedAt: number;
	readonly dispatchedAt: number;
	readonly dueAt: number;
	readonly doneAt: number;
	readonly closedAt: number;
	readonly isOpen: 0 | 1;
	readonly isFiled: 0 | 1;
	readonly isDone: 0 | 1;
	readonly isDoneInTime: 0 | 1;
	readonly isClosed: 0 | 1;
	readonly isSelfHandled: 0 | 1;
	readonly isFoundByUs: 0 | 1;
	readonly isJoint: 0 | 1;
	readonly isValid: 0 | 1;
	readonly reworks: number;
	readonly returns: number;
	readonly extensions: number;
	readonly reopened: number;
	readonly whistled: 0 | 1;
	readonly unitsCalled: number;
	readonly unitsArrived: number;
}

const bit = (value: boolean): 0 | 1 => (value ? 1 : 0);

/** 0 stands for "not yet": a column without NULL keeps the sums plain. */
export function factsOfCase(state: CaseState): CaseFacts {
	const clock = state.clock;
	const doneAt = clock?.doneAt ?? (state.selfHandled ? (state.closedAt ?? 0) : 0);
	const dueAt = clock?.dueAt ?? 0;
	const parts = activeParts(state);
	return {
		id: state.id,
		town: state.place.town,
		village: state.place.village,
		grid: state.place.grid ?? '',
		category: state.category ?? '',
		condition: state.condition ?? '',
		source: state.source,
		status: state.status,
		element: state.place.element ?? '',
		unit: leadOf(state)?.unit ?? '',
		person: state.reporter.person,
		reportedAt: state.reportedAt,
		receivedAt: state.receivedAt,
		filedAt: state.filedAt ?? 0,
		dispatchedAt: state.firstDispatchedAt ?? 0,
		dueAt,
		doneAt,
		closedAt: state.closedAt ?? 0,
		isOpen: bit(isOpen(state)),
		isFiled: bit(state.filedAt !== undefined),
		isDone: bit(doneAt > 0),
		isDoneInTime: bit(doneAt > 0 && (dueAt === 0 || doneAt <= dueAt)),
		isClosed: bit(state.status === 'closed'),
		isSelfHandled: bit(state.selfHandled),
		isFoundByUs: bit(
			state.source === 'patrol' || state.source === 'village' || state.source === 'video'
		),
		isJoint: bit(parts.length > 1),
		isValid: bit(state.status !== 'refused' && state.status !== 'void'),
		reworks: state.reworks,
		returns: state.returns,
		extensions: clock?.extensions ?? 0,
		reopened: state.reopened,
		whistled: bit(state.whistledAt !== undefined),
		unitsCalled: parts.length,
		unitsArrived: parts.filter((part) => part.arrivedAt !== undefined).length
	};
}
