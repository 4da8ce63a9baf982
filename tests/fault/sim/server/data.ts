/**
 * What the server's database holds, as maps of rows that are never changed in place: a transaction
 * that fails, a power cut and a restored backup only put old rows back.
 */

export interface DocRow {
	readonly id: string;
	readonly rev: number;
	readonly scope: string;
	readonly doc: string;
	readonly label: string;
	readonly closedAt: number;
	/** Of a note. */
	readonly caseId: string;
	/** Of a case. */
	readonly number: string;
	/** Of a reference document. */
	readonly town: string;
	readonly kind: string;
}

export interface CommandRow {
	readonly id: string;
	readonly type: string;
	readonly target: string;
	readonly person: string;
	readonly replica: string;
	readonly rseq: number;
	readonly result: string;
	readonly code: string;
	readonly field: string;
	readonly params: string | null;
	readonly seq: number;
	readonly at: number;
	readonly receivedAt: number;
	readonly cause: string;
	readonly hash: string;
	readonly raw: string;
}

export interface EventRow {
	readonly id: string;
	readonly kind: string;
	readonly target: string;
	readonly rev: number;
	readonly type: string;
	readonly at: number;
	readonly receivedAt: number;
	readonly person: string;
	readonly seq: number;
	readonly body: string;
}

export interface ReplicaRow {
	readonly id: string;
	readonly person: string;
	readonly device: string;
	readonly lastSeq: number;
	readonly lastAt: number;
	readonly lastContact: number;
	readonly deferred: number;
	readonly proto: number;
}

export interface PersonRow {
	readonly id: string;
	readonly username: string;
	readonly name: string;
	readonly town: string;
	readonly disabled: boolean;
}

export interface AssignmentRow {
	readonly id: string;
	readonly person: string;
	readonly role: string;
	readonly area: string;
	readonly unit: string;
	readonly validFrom: number;
	readonly validTo: number;
}

export interface PhotoRow {
	readonly case: string;
	readonly sha256: string;
	readonly bytes: number;
	readonly thumbBytes: number;
	readonly person: string;
}

/** A line of the journal: all keys of a document have its own sequence. */
export interface JournalRow {
	readonly collection: string;
	readonly id: string;
	readonly seq: number;
	readonly now: readonly string[];
	/** Every key it ever had. */
	readonly ever: readonly string[];
}

const DOCUMENTS = ['cases', 'patrols', 'notes', 'elements', 'overlays', 'refs'] as const;
export type DocumentTable = (typeof DOCUMENTS)[number];

type Rows<T> = Map<string, T>;

export interface Tables extends Record<DocumentTable, Rows<DocRow>> {
	people: Rows<PersonRow>;
	assignments: Rows<AssignmentRow>;
	replicas: Rows<ReplicaRow>;
	commands: Rows<CommandRow>;
	events: Rows<EventRow>;
	counters: Rows<{ readonly id: string; readonly value: number }>;
	case_facts: Rows<Readonly<Record<string, unknown>>>;
	photos: Rows<PhotoRow>;
	journal: Rows<JournalRow>;
	meta: Rows<string | number>;
}
export type TableName = keyof Tables;

const NAMES: readonly TableName[] = [
	...DOCUMENTS,
	'people',
	'assignments',
	'replicas',
	'commands',
	'events',
	'counters',
	'case_facts',
	'photos',
	'journal',
	'meta'
];

type Change = readonly [rows: Rows<unknown>, key: string, before: unknown];

/** `had` tells "was not there" from any value. */
const ABSENT = Symbol('absent');

export class Data {
	readonly tables: Tables;
	/** Of the transaction that is open. */
	#changes: Change[] | undefined;
	/** Of commits that no fsync covers yet, in their order. */
	#unflushed: Change[] = [];

	constructor(tables?: Tables) {
		this.tables =
			tables ?? (Object.fromEntries(NAMES.map((name) => [name, new Map()])) as unknown as Tables);
	}

	get inTransaction(): boolean {
		return this.#changes !== undefined;
	}

	set<N extends TableName>(
		name: N,
		key: string,
		row: Tables[N] extends Rows<infer T> ? T : never
	): void {
		const rows = this.tables[name] as Rows<unknown>;
		this.#note(rows, key);
		rows.set(key, row);
	}

	#note(rows: Rows<unknown>, key: string): void {
		const before = rows.has(key) ? rows.get(key) : ABSENT;
		(this.#changes ?? this.#unflushed).push([rows, key, before]);
	}

	begin(): void {
		this.#changes = [];
	}

	rollBack(): void {
		takeBack(this.#changes ?? []);
		this.#changes = undefined;
	}

	/** `flushed`: with an fsync, which covers everything before it. */
	commit(flushed: boolean): void {
		this.#unflushed.push(...(this.#changes ?? []));
		this.#changes = undefined;
		if (flushed) this.#unflushed = [];
	}

	/** The power fails: what no fsync covers is gone. */
	cutPower(): number {
		const lost = this.#unflushed.length;
		takeBack(this.#unflushed);
		this.#unflushed = [];
		return lost;
	}

	copy(): Tables {
		const copy = {} as Record<TableName, Rows<unknown>>;
		for (const name of NAMES) copy[name] = new Map(this.tables[name] as Rows<unknown>);
		return copy as unknown as Tables;
	}
}

function takeBack(changes: readonly Change[]): void {
	for (let i = changes.length - 1; i >= 0; i--) {
		const [rows, key, before] = changes[i]!;
		if (before === ABSENT) rows.delete(key);
		else rows.set(key, before);
	}
}

const COUNTED = 'seq';

/** What the triggers of 0006_create_journal do after an insert or a change of rev or scope. */
export function journal(data: Data, collection: DocumentTable, id: string, scope: string): void {
	const seq = Number(data.tables.meta.get(COUNTED) ?? 0) + 1;
	data.set('meta', COUNTED, seq);
	const key = `${collection}/${id}`;
	const known = data.tables.journal.get(key);
	const now = JSON.parse(scope || '[]') as string[];
	const ever = known ? [...new Set([...known.ever, ...now])] : now;
	data.set('journal', key, { collection, id, seq, now, ever });
}
