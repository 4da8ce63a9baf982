/**
 * What has happened to a case. Events are the audit truth and are never rewritten: a changed
 * meaning is a new type or a higher `v`, and old ones are read through an upcaster.
 */
import type { By } from '../actor';
import type { PhotoRef, Place } from '../fields';
import type { Pos } from '../geo';
import type { Limit } from '../limits';
import type { Ms } from '../time';
import type { Outcome, Source } from './commands';
import type { CaseFlag, HotlineClocks } from './state';

export interface NamedUnit {
	readonly unit: string;
	readonly name: string;
}

/** What a condition fixes for the case, copied so that the history reads without the scheme. */
export interface Grading {
	readonly category?: string;
	readonly condition?: string;
	readonly privacy: 'internal' | 'sensitive' | 'restricted';
	readonly severity: number;
	readonly lifeSafety: boolean;
}

interface Reason {
	readonly reason: string;
}
interface Evidence {
	readonly words: string;
	readonly photos: readonly PhotoRef[];
}
interface Asked {
	readonly checker?: string;
	readonly dueAt: Ms;
}
interface Meeting {
	readonly meetAt?: Ms;
	readonly meetPlace?: string;
}

export interface CaseEventData {
	'case.reported': Evidence &
		Grading & {
			readonly source: Source;
			readonly place: Place;
			readonly scheme: string;
			readonly patrol?: string;
			readonly districtNumber?: string;
			readonly hotlineNumber?: string;
		};
	'case.numbered': { readonly number: string };
	'case.parked': { readonly photos?: readonly PhotoRef[] };
	'case.unparked': Reason;
	'case.amended': Partial<Grading> & {
		readonly place?: Place;
		readonly words?: string;
		readonly districtNumber?: string;
		readonly hotlineNumber?: string;
	};
	'case.photosAdded': {
		readonly photos: readonly PhotoRef[];
		readonly words?: string;
		readonly unit?: string;
	};
	'case.verifyAsked': Asked & { readonly words?: string };
	'case.verified': Evidence & { readonly exists: boolean };
	'case.filed': Required<Grading> & { readonly limit: Limit; readonly limitReason?: string };
	'case.unfiled': object;
	'case.refused': Reason;
	'case.voided': Reason;
	'case.dispatched': Meeting & {
		readonly lead: NamedUnit;
		readonly assist: readonly NamedUnit[];
		readonly limit: Limit;
		readonly startedAt: Ms;
		readonly dueAt: Ms;
		readonly words?: string;
		/** Set when it replaces an earlier dispatch (改派). */
		readonly reason?: string;
	};
	'case.dispatchWithdrawn': Reason;
	'case.unitAdded': NamedUnit & Reason;
	'case.unitReleased': { readonly unit: string } & Reason;
	'case.whistled': Meeting &
		Reason & { readonly units: readonly NamedUnit[]; readonly answerBy: Ms };
	'case.unitAccepted': { readonly unit: string };
	'case.unitDeclined': { readonly unit: string } & Reason;
	'case.unitArrived': { readonly unit: string; readonly pos?: Pos };
	'case.unitDone': Evidence & { readonly unit: string; readonly outcomes: readonly Outcome[] };
	'case.closeApplied': Asked & { readonly words?: string };
	'case.checked': Evidence & { readonly passed: boolean };
	'case.reworkOrdered': Reason & {
		readonly units: readonly string[];
		/** A new limit runs, since the old one ended with the first close. */
		readonly startedAt?: Ms;
		readonly dueAt?: Ms;
	};
	'case.sampled': Asked & { readonly words?: string };
	'case.closed': { readonly how: 'rule' | 'chief' | 'forced' | 'self'; readonly words?: string };
	'case.selfFinished': Evidence;
	'case.reminded': { readonly unit?: string; readonly words?: string };
	'case.supervised': {
		readonly number?: string;
		readonly basis: string;
		readonly responsible: string;
		readonly reportBackBy: Ms;
		readonly words: string;
	};
	'case.supervisionAnswered': { readonly number: string; readonly words: string };
	'case.extensionAsked': Reason & { readonly extra: Limit };
	'case.extensionDecided': Reason & { readonly approve: boolean; readonly dueAt?: Ms };
	'case.suspended': Reason & { readonly until: Ms; readonly reviewAt: Ms };
	'case.resumed': Reason & { readonly dueAt: Ms };
	'case.appealed': Reason;
	'case.appealDecided': Reason & { readonly approve: boolean };
	'case.mergedInto': Reason & { readonly into: string };
	'case.unmerged': Reason & { readonly from: string };
	'case.absorbed': {
		readonly other: string;
		readonly voices: number;
		readonly hotlineNumber?: string;
		readonly hotline?: HotlineClocks;
	};
	'case.released': { readonly other: string; readonly voices?: number };
	'case.retimed': { readonly dueAt: Ms };
	'case.takenOver': Reason;
	'case.handedUp': Reason & { readonly to: string };
	'case.enforcementStarted': { readonly unit: string; readonly fileNumber: string };
	'case.enforcementEnded': Evidence & Asked & { readonly unit: string };
	'case.custodyTaken': { readonly responsible: string; readonly words: string };
	'case.ownerSettled': {
		readonly owner: string;
		readonly payer: string;
		readonly settledOn: Ms;
	};
	'case.remarked': { readonly kind: 'instruct' | 'forward' | 'read'; readonly words: string };
	'case.disputeRecorded': {
		readonly parties: readonly string[];
		readonly claims: string;
		readonly record: string;
		readonly agreement?: string;
		readonly fulfilled?: boolean;
	};
	'case.hotlineStepped': { readonly step: string; readonly words: string };
	'case.followedUp': {
		readonly result: string;
		readonly solved?: boolean;
		readonly words: string;
	};
	'case.reopened': Evidence & Asked;
	'case.voiced': Evidence;
}

export type CaseEventType = keyof CaseEventData;

export type CaseEvent = {
	[T in CaseEventType]: {
		/** `<commandId>#<n>`: minted by nobody, so a replay cannot double it. */
		readonly id: string;
		readonly v: 1;
		readonly type: T;
		readonly target: string;
		readonly at: Ms;
		readonly receivedAt: Ms;
		readonly by: By;
		readonly flags?: readonly CaseFlag[];
		readonly data: CaseEventData[T];
	};
}[CaseEventType];

/** An event as a rule writes it, before id, time and actor are put on. */
export type CaseDraft = {
	[T in CaseEventType]: {
		readonly type: T;
		readonly data: CaseEventData[T];
		readonly flags?: readonly CaseFlag[];
	};
}[CaseEventType];

export function draft<T extends CaseEventType>(
	type: T,
	data: CaseEventData[T],
	flags: readonly CaseFlag[] = []
): CaseDraft {
	return { type, data, flags } as CaseDraft;
}
