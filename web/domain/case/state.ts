/**
 * A case as one document that explains itself: where, what, who is called, how far each is, which
 * clocks run, and everything that was done (architecture 7).
 */
import type { By } from '../actor';
import type { Limit, Pause } from '../limits';
import type { PhotoRef, Place } from '../fields';
import type { Ms } from '../time';
import type { Outcome, Source } from './commands';

export const CASE_STATUSES = [
	'reported',
	'verifying',
	'parked',
	'filed',
	'handling',
	'checking',
	'enforcement',
	'closed',
	'refused',
	'void',
	'merged'
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Somebody still owes work on it. */
export const OPEN_STATUSES: readonly CaseStatus[] = [
	'reported',
	'verifying',
	'parked',
	'filed',
	'handling',
	'checking',
	'enforcement'
];

export type UnitStatus = 'waiting' | 'accepted' | 'arrived' | 'done' | 'declined' | 'released';

/** One unit's part in a joint-duty job. */
export interface UnitPart {
	readonly unit: string;
	readonly name: string;
	readonly duty: 'lead' | 'assist';
	readonly origin: 'dispatch' | 'whistle' | 'added';
	readonly status: UnitStatus;
	readonly calledAt: Ms;
	/** A whistled unit must answer (报到) by then. */
	readonly answerBy?: Ms;
	readonly acceptedAt?: Ms;
	readonly acceptedBy?: string;
	readonly arrivedAt?: Ms;
	readonly doneAt?: Ms;
	readonly outcomes?: readonly Outcome[];
	readonly words?: string;
	/** Why it declined or was let go. */
	readonly reason?: string;
	readonly reworks: number;
	/** After-photos from before the last rework prove nothing. */
	readonly reworkAt?: Ms;
	readonly reminders: number;
}

/** A running clock against the handling limit. */
export interface HandlingClock {
	readonly limit: Limit;
	readonly startedAt: Ms;
	readonly dueAt: Ms;
	readonly pauses: readonly Pause[];
	/** When the lead applied to close; cleared by rework. */
	readonly doneAt?: Ms;
	/** How many extensions were granted on this clock, and what they add, in order. */
	readonly extensions: number;
	readonly granted: readonly Limit[];
}

export interface CheckTask {
	readonly kind: 'exists' | 'fixed';
	readonly checker?: string;
	readonly askedAt: Ms;
	readonly dueAt: Ms;
	readonly result?: 'yes' | 'no';
	readonly answeredAt?: Ms;
	/** 抽查 of a case that its finder closed: it stays closed while it is checked. */
	readonly sample?: boolean;
	/** After a reopening or an authority's case: work anew begins with a new limit. */
	readonly afresh?: boolean;
}

export interface Supervision {
	readonly number?: string;
	readonly basis: string;
	readonly responsible: string;
	readonly reportBackBy: Ms;
	readonly words: string;
	readonly at: Ms;
	readonly answer?: string;
	readonly answeredAt?: Ms;
}

export interface AskedAndDecided {
	readonly at: Ms;
	readonly by: string;
	readonly reason: string;
	readonly extra?: Limit;
	readonly approved?: boolean;
	readonly decidedAt?: Ms;
	readonly decidedReason?: string;
}

export type CasePhoto = PhotoRef & {
	readonly by: string;
	readonly unit?: string;
	readonly addedAt: Ms;
};

/** `at` is when it happened, `receivedAt` when the server learned of it. */
export interface TimelineEntry {
	readonly id: string;
	readonly type: string;
	readonly at: Ms;
	readonly receivedAt: Ms;
	readonly by: By;
	readonly unit?: string;
	readonly words?: string;
	readonly photos?: readonly string[];
	/** Small facts that the line needs, such as the lead of a dispatch. */
	readonly info?: Readonly<Record<string, string | number | boolean>>;
}

export interface HotlineClocks {
	readonly receivedAt: Ms;
	readonly contactedAt?: Ms;
	readonly repliedAt?: Ms;
	readonly redone: number;
	/** 再次处置 starts the first handling anew. */
	readonly redoneAt?: Ms;
	readonly returned: boolean;
	/** The merged case that brought this ticket. */
	readonly from?: string;
}

/** What looks odd and is shown as 待核对, never refused. */
export type CaseFlag = 'clockOff' | 'outsideArea' | 'nullIsland' | 'imprecise' | 'lateFact';

export interface CaseState {
	readonly id: string;
	/** Number of events folded in. */
	readonly rev: number;
	readonly status: CaseStatus;
	readonly number?: string;
	readonly districtNumber?: string;
	readonly hotlineNumber?: string;
	readonly source: Source;
	readonly place: Place;
	readonly category?: string;
	readonly condition?: string;
	readonly scheme: string;
	readonly privacy: 'internal' | 'sensitive' | 'restricted';
	readonly severity: number;
	readonly lifeSafety: boolean;
	readonly words: string;
	readonly photos: readonly CasePhoto[];
	readonly reporter: By;
	readonly patrol?: string;
	readonly reportedAt: Ms;
	readonly receivedAt: Ms;
	/** Since when the present stage waits; the centre's stages count from receipt. */
	readonly stageSince: Ms;
	readonly filedAt?: Ms;
	/** The limit it was filed under; the clock starts at dispatch. */
	readonly limit?: Limit;
	/** The command that filed and dispatched in one, so that undo can take both back. */
	readonly filedWith?: string;
	readonly firstDispatchedAt?: Ms;
	readonly clock?: HandlingClock;
	readonly units: readonly UnitPart[];
	readonly meetAt?: Ms;
	readonly meetPlace?: string;
	readonly whistledAt?: Ms;
	readonly check?: CheckTask;
	readonly verified?: boolean;
	readonly selfHandled: boolean;
	readonly dispatches: number;
	readonly returns: number;
	readonly reworks: number;
	readonly reminders: number;
	readonly reopened: number;
	readonly voices: number;
	readonly supervisions: readonly Supervision[];
	readonly extensions: readonly AskedAndDecided[];
	readonly appeals: readonly AskedAndDecided[];
	readonly suspension?: { readonly until: Ms; readonly reviewAt: Ms; readonly reason: string };
	readonly mergedInto?: string;
	readonly statusBeforeMerge?: CaseStatus;
	readonly absorbed: readonly string[];
	readonly takenOver: boolean;
	readonly handedUpTo?: string;
	readonly enforcement?: { readonly unit: string; readonly fileNumber: string; readonly at: Ms };
	readonly custody?: { readonly responsible: string; readonly at: Ms };
	readonly ownership?: { readonly owner: string; readonly payer: string; readonly settledOn: Ms };
	readonly dispute?: {
		readonly parties: readonly string[];
		readonly claims: string;
		readonly record: string;
		readonly agreement?: string;
		readonly fulfilled?: boolean;
	};
	readonly hotline?: HotlineClocks;
	readonly satisfaction?: string;
	readonly solved?: boolean;
	readonly closedAt?: Ms;
	readonly closedHow?: 'rule' | 'chief' | 'forced' | 'self';
	readonly flags: readonly CaseFlag[];
	readonly timeline: readonly TimelineEntry[];
}

export function isOpen(state: Pick<CaseState, 'status'>): boolean {
	return OPEN_STATUSES.includes(state.status);
}

export function partOf(state: CaseState, unit: string): UnitPart | undefined {
	return state.units.find((part) => part.unit === unit);
}

/** Asked and not answered. */
export function isPending(task: CheckTask | undefined): task is CheckTask {
	return task !== undefined && task.result === undefined;
}

/** Called and not let go: the units whose people may see the case and act in it. */
export function activeParts(state: CaseState): UnitPart[] {
	return state.units.filter((part) => part.status !== 'declined' && part.status !== 'released');
}

export function leadOf(state: CaseState): UnitPart | undefined {
	return activeParts(state).find((part) => part.duty === 'lead');
}
