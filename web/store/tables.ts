/** What the rows of a replica look like. A row is a document with the fields its lists need. */
import type { CommandType, Kind } from '../domain/aggregates';
import type { CaseState } from '../domain/case/state';
import type { ElementDoc, ElementOverlay } from '../domain/element/element';
import type { Rejection } from '../domain/error';
import type { PhotoKind } from '../domain/fields';
import type { Pos } from '../domain/geo';
import type { NoteState } from '../domain/note/note';
import type { PatrolState } from '../domain/patrol/state';
import type { RefDoc, RefKind } from '../domain/refs';
import type { Ms } from '../domain/time';
import type { Me, PullCollection, Stopped } from '../protocol/pull';

interface Row<Doc> {
	readonly id: string;
	/** Journal sequence of the confirmed copy; 0 while the server has not shown it yet. */
	readonly seq: number;
	readonly doc: Doc;
}

export interface CaseTableRow extends Row<CaseState> {
	readonly status: string;
	/** Negative time of receipt: ascending order is newest first, which IndexedDB reads fastest. */
	readonly newest: number;
	readonly village: string;
	readonly grid: string;
	readonly reporter: string;
	readonly checker?: string;
	readonly element?: string;
	/** Units called and not let go. */
	readonly units: readonly string[];
	/** Square of the map, of open cases only. */
	readonly cell?: number;
}

export interface PatrolTableRow extends Row<PatrolState> {
	readonly person: string;
	readonly status: string;
	readonly newest: number;
}

export interface NoteTableRow extends Row<NoteState> {
	readonly case: string;
	readonly at: Ms;
}

export interface ElementTableRow extends Row<ElementDoc> {
	readonly type: string;
	readonly code: string;
	readonly village: string;
	readonly grid: string;
	readonly cell: number;
}

export interface OverlayTableRow extends Row<ElementOverlay> {
	readonly element: string;
}

export interface RefTableRow extends Row<RefDoc> {
	readonly kind: RefKind;
}

export interface TableRows {
	cases: CaseTableRow;
	patrols: PatrolTableRow;
	notes: NoteTableRow;
	elements: ElementTableRow;
	overlays: OverlayTableRow;
	refs: RefTableRow;
}

/** The confirmed copy; `doc` is absent while the server has none (own new work, or out of scope). */
export interface ShadowRow {
	readonly key: string;
	readonly collection: PullCollection;
	readonly id: string;
	readonly seq: number;
	readonly doc?: object;
}

export function shadowKey(collection: PullCollection, id: string): string {
	return `${collection}/${id}`;
}

/** `acknowledged`: the server has it, its effect has not come back by pull yet. */
export type OutboxState = 'waiting' | 'later' | 'acknowledged';

export interface OutboxRow {
	/** Number within the replica, the order of sending. */
	readonly seq: number;
	readonly id: string;
	readonly type: CommandType;
	readonly kind: Kind;
	readonly target: string;
	readonly at: Ms;
	/** The sealed envelope, byte for byte as it was hashed and will be sent. */
	readonly raw: string;
	/** SHA-256 of the photos it declares. */
	readonly photos: readonly string[];
	readonly state: OutboxState;
	/** Journal sequence of its effect, once acknowledged. */
	readonly ackSeq?: number;
	readonly ackAt?: Ms;
	/** How often it was handed to the network. */
	readonly tries: number;
	/** Why the rules would refuse it now; it stays until the server has spoken. */
	readonly doubtful?: Rejection;
}

export interface AcknowledgedRow extends Omit<
	OutboxRow,
	'state' | 'doubtful' | 'ackSeq' | 'ackAt'
> {
	readonly ackSeq: number;
	readonly ackAt: Ms;
}

export interface InboxRow extends Omit<OutboxRow, 'state' | 'doubtful' | 'ackSeq' | 'ackAt'> {
	readonly outcome: 'rejected' | 'conflict_hash' | 'quarantined';
	readonly rejection: Rejection;
	readonly receivedAt: Ms;
}

/** `unreadable`: the bytes that came back from the disk are not the ones that were stored. */
export type PhotoState = 'waiting' | 'stored' | 'refused' | 'unreadable';

export interface PhotoRow {
	readonly sha256: string;
	/** The case it belongs to. */
	readonly target: string;
	readonly bytes: ArrayBuffer;
	readonly thumb: ArrayBuffer;
	readonly length: number;
	readonly w: number;
	readonly h: number;
	readonly kind: PhotoKind;
	readonly takenAt: Ms;
	readonly at?: Pos;
	readonly addedAt: Ms;
	readonly state: PhotoState;
	readonly tries: number;
	readonly code?: string;
}

export interface DraftRow {
	readonly key: string;
	readonly at: Ms;
	readonly value: unknown;
}

export interface DraftPhotoRow {
	readonly key: string;
	readonly sha256: string;
	readonly at: Ms;
	readonly photo: unknown;
}

/** Everything about the replica that is not a row. */
export interface MetaValues {
	/** Id of the numbered stream that own commands go into. */
	replica: string;
	/** Number of the last command; the next one is one more. */
	seq: number;
	cursor: number;
	lineage: string;
	scopeHash: string;
	keys: readonly string[];
	me: Me;
	/** Rises with each change of a reference document: what is built from them is rebuilt. */
	refsVersion: number;
	/** Device clock minus server clock. */
	skew: Ms;
	/** Everything the server has up to here is on its disk. */
	durableSeq: number;
	/** The run of the server that was last heard. */
	boot: string;
	/** A mark and sweep is under way: rows not seen when it ends are out of scope. */
	sweeping: boolean;
	lease: { readonly number: number; readonly holder: string; readonly beatAt: Ms };
	contact: {
		readonly online: boolean;
		readonly at?: Ms;
		readonly problem?: 'revoked' | 'upgrade' | 'signIn' | 'storage';
	};
	/** Disabled by the server: acknowledged data is gone, unsent work stays. */
	sealed: boolean;
	/** The server had more of this replica than its store. */
	lostAfter: number;
	/** Older replicas of the same person that are no longer heard of. */
	stopped: readonly Stopped[];
	/** Commands re-offered after the server's history changed. */
	reoffered: number;
}
export type MetaKey = keyof MetaValues;
