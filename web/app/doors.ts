/**
 * The two doors of the app. Screens read through a `Source` and write through the `CommandRunner`;
 * they are different types, so a reviewer sees at once which screen may write. Neither tells whether
 * something is synced: a screen shows confirmed + pending and asks `WaitingSource` only where that
 * is the subject.
 */
import type { CaseState } from '../domain/case/state';
import type { CommandType, Command } from '../domain/aggregates';
import type { ElementDoc, ElementOverlay } from '../domain/element/element';
import type { Rejection } from '../domain/error';
import type { PhotoKind } from '../domain/fields';
import type { Pos } from '../domain/geo';
import type { NoteState } from '../domain/note/note';
import type { PatrolState } from '../domain/patrol/state';
import type { RefDocs, RefKind } from '../domain/refs';
import type { Ms } from '../domain/time';
import type { Me, Stopped } from '../protocol/pull';

/** A live value for runes: `current` re-renders its readers when the rows behind it change. */
export interface Live<T> {
	/** Undefined until the first answer. */
	readonly current: T | undefined;
}

/** How far this device's own work on a document has come. */
export type Progress = 'local' | 'sent' | 'safe';

export interface CaseRow {
	readonly state: CaseState;
	/** Present while own commands on it wait. */
	readonly pending: number;
	/** A pending step that the rules now refuse: 可能被退回. */
	readonly doubtful: boolean;
	readonly progress: Progress;
}

export interface CaseFilter {
	readonly statuses?: readonly CaseState['status'][];
	readonly area?: string;
	readonly unit?: string;
	readonly reporter?: string;
	readonly checker?: string;
	readonly element?: string;
	/** Matches number, words, address. */
	readonly text?: string;
	readonly limit?: number;
}

export interface CaseSource {
	one(id: string): Live<CaseRow | null>;
	/** Newest first. */
	list(filter: () => CaseFilter): Live<CaseRow[]>;
	/** Open cases within `metres` of a place and of the same category when given. */
	near(pos: Pos, metres: number, category?: string): Promise<CaseRow[]>;
	notes(caseId: string): Live<NoteState[]>;
}

export interface PatrolSource {
	/** The person's own patrol that has not ended. */
	mine(): Live<PatrolState | null>;
	one(id: string): Live<PatrolState | null>;
	list(limit: number): Live<PatrolState[]>;
}

export interface ElementSource {
	one(id: string): Live<{ base: ElementDoc; overlays: ElementOverlay[] } | null>;
	list(
		filter: () => { type?: string; area?: string; text?: string; limit?: number }
	): Live<ElementDoc[]>;
	near(pos: Pos, metres: number): Promise<ElementDoc[]>;
}

export interface RefSource {
	get<K extends RefKind>(kind: K): Live<RefDocs[K] | null>;
	/** Address-book rows that match; of the person's own villages. */
	searchAddress(text: string, limit: number): Promise<RefDocs['addresses']['addresses'][number][]>;
	/** Where a position is: grid, village, nearest address and element. */
	locate(pos: Pos): Promise<{
		grid?: string;
		village?: string;
		address: string;
		element?: ElementDoc;
	}>;
}

/** A photo processed on the device and not yet declared by a command. */
export interface PhotoDraft {
	readonly bytes: ArrayBuffer;
	readonly thumb: ArrayBuffer;
	readonly sha256: string;
	readonly w: number;
	readonly h: number;
	readonly kind: PhotoKind;
	readonly takenAt: Ms;
	readonly at?: Pos;
}

export interface PhotoSource {
	/** Local bytes first, else from the server with the person's token. Reject when unreachable. */
	bytes(caseId: string, sha256: string, size: 'full' | 'thumb'): Promise<ArrayBuffer>;
}

export type { Stopped };

type DataOf<T extends CommandType> = Extract<Command, { type: T }>['data'];
/** Screens hand photos over as drafts; the runner stores the bytes and declares them. */
export type RunData<T extends CommandType> = Omit<DataOf<T>, 'photos'>;

export interface RunOptions {
	/** For commands whose data has `photos`. */
	readonly photos?: readonly PhotoDraft[];
	/** A new aggregate's id is minted when absent. */
	readonly target?: string;
	/** Key of the draft this work came from: it ends in the same transaction that saves the work. */
	readonly draft?: string;
}

export type RunResult =
	| { readonly ok: true; readonly target: string; readonly command: string }
	| { readonly ok: false; readonly rejection: Rejection };

/** Decides, shows and queues in one Dexie transaction; resolves when it is saved on this device. */
export interface CommandRunner {
	run<T extends CommandType>(type: T, data: RunData<T>, options?: RunOptions): Promise<RunResult>;
	/** The same decision without saving: for greying out what is not possible, with its reason. */
	preview<T extends CommandType>(
		type: T,
		target: string,
		data: RunData<T>
	): Promise<Rejection | null>;
}

export interface WaitingItem {
	readonly command: string;
	readonly type: CommandType;
	readonly target: string;
	readonly at: Ms;
	readonly state: 'waiting' | 'sending' | 'later' | 'acknowledged' | 'rejected' | 'quarantined';
	readonly rejection?: Rejection;
	readonly photosLeft: number;
}

export interface WaitingSource {
	items(): Live<WaitingItem[]>;
	/** For the status line. */
	summary(): Live<{
		readonly online: boolean;
		readonly waiting: number;
		readonly photos: number;
		readonly rejected: number;
		readonly lastContact?: Ms;
		readonly problem?: 'revoked' | 'upgrade' | 'signIn' | 'storage' | 'clock';
	}>;
	retryNow(): void;
	/** What a returned command held, for the form that mends it. */
	dataOf(command: string): Promise<unknown>;
	/** Sends a rejected command again with changed data, as a new command. */
	resend(command: string, data: unknown): Promise<RunResult>;
	discard(command: string): Promise<void>;
	/** All that waits as a file the person can carry to the centre; rejects while nobody works here. */
	exportAll(): Promise<CarriedFile>;
	/** Older stores of this person that stopped with work behind them, as the server knows it. */
	stopped(): Live<readonly Stopped[]>;
}

/** Sealed: only who is told the code can open it. */
export interface CarriedFile {
	readonly file: Blob;
	/** To be told to the desk by another way than the file. */
	readonly code: string;
}

/** A person who has worked on this device; what she left unsent stays hers and here. */
export interface PersonHere {
	readonly person: string;
	readonly name: string;
	readonly username: string;
	readonly lastUsedAt: Ms;
}

export type SessionState =
	'starting' | 'signedOut' | 'signedIn' | 'sealed' | 'noStorage' | 'outdated';

export type Home = '/today' | '/desk' | '/jobs' | '/leader' | '/sign-in';

/** Who works on this device now. Its getters are runes: read them in markup or `$derived`. */
export interface SessionDoor {
	/**
	 * `sealed`: the person was disabled, only her unsent work is left here. `noStorage`: a private
	 * window, nothing could be kept. `outdated`: another tab runs a newer version, reload.
	 */
	readonly state: SessionState;
	readonly me: Me | undefined;
	/** The screen a person starts with, by her posts that hold now. */
	readonly home: Home;
	readonly people: readonly PersonHere[];
	/** Set when the server knows more of this device's work than its store does (cleared, restored). */
	readonly lostAfter: number | undefined;
	/** Restores the last session, without a network. Call (and await) it in a `load`; idempotent. */
	start(): Promise<void>;
	signIn(
		username: string,
		password: string
	): Promise<{ ok: true } | { ok: false; rejection: Rejection }>;
	/** Own work that has not reached the server: say so before signing out. It is kept. */
	unsent(): Promise<number>;
	signOut(): Promise<void>;
}

/** One form's draft. Every change is written down at once; a crash loses at most one keystroke. */
export interface Draft<T> {
	/** Reactive; assign a whole new value to change it. */
	value: T;
	readonly photos: readonly PhotoDraft[];
	addPhoto(photo: PhotoDraft): Promise<void>;
	removePhoto(sha256: string): Promise<void>;
	/** Resolves when everything typed so far is on the disk. */
	saved(): Promise<void>;
	/** Forgets it. A successful `run` with `draft: key` has done so already. */
	clear(): Promise<void>;
}

export interface DraftDoor {
	/** The kept draft under this key, else a new one with `initial`. */
	open<T>(key: string, initial: T): Promise<Draft<T>>;
	/** Keys and times of what was begun and not finished. */
	list(): Live<readonly { readonly key: string; readonly at: Ms }[]>;
}

export interface Fix {
	readonly pos: Pos;
	/** Metres. */
	readonly accuracy: number;
	readonly at: Ms;
}

export interface LocationDoor {
	readonly state: 'off' | 'asking' | 'fixed' | 'denied' | 'unavailable' | 'simulated';
	/** The last fix good enough to use; reactive. */
	readonly fix: Fix | undefined;
	/** Keeps the receiver on until the returned function is called. */
	watch(): () => void;
	/** The fix not older than `maxAgeMs`, else the next one; undefined after `timeoutMs`. */
	current(maxAgeMs?: number, timeoutMs?: number): Promise<Fix | undefined>;
	/** For demonstrations and tests; undefined gives the receiver back. */
	simulate(pos: Pos | undefined, accuracy?: number): void;
}

/** Facts of the status page, as they are. Bytes where not said otherwise. */
export interface HealthFacts {
	/** False: the browser may clear what waits here when space runs short. */
	readonly persisted: boolean;
	readonly usage?: number;
	readonly quota?: number;
	/** Device clock minus server clock. */
	readonly skewMs?: Ms;
	readonly clockOff: boolean;
	/** The server had work from this device up to this number, and the store did not. */
	readonly lostAfter?: number;
	readonly oldestWaitingAt?: Ms;
	/** Whether the loop runs beside the page or in it. */
	readonly worker: boolean;
}

export interface HealthDoor {
	facts(): Promise<HealthFacts>;
	/** Asks the browser to keep the store; true when it agreed. */
	keep(): Promise<boolean>;
}

/** Everything a screen may use. `getApp()` in compose.ts gives it. */
export interface App {
	readonly session: SessionDoor;
	readonly cases: CaseSource;
	readonly patrols: PatrolSource;
	readonly elements: ElementSource;
	readonly refs: RefSource;
	readonly photos: PhotoSource;
	readonly waiting: WaitingSource;
	readonly runner: CommandRunner;
	readonly drafts: DraftDoor;
	readonly location: LocationDoor;
	readonly health: HealthDoor;
	/** The server's clock as far as this device knows it: for lights and time left. */
	now(): Ms;
}
