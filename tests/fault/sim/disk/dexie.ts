/**
 * Stands in for Dexie where fake-indexeddb would take a hundred times as long: the part of its API
 * that web/store and web/sync use, on a disk in memory. What it does not know throws.
 * Rows are shared and not cloned: whoever changes one in place is found by the frozen runs.
 */
import { ambient } from '../ambient';
import type { DatabaseData, Undo } from './disk';
import { takeBack } from './disk';
import { connectionLost, notInTransaction, quotaExceeded, StoreError } from './errors';
import { StandInTable, type TableSpec } from './table';

export interface OpenTransaction {
	readonly database: Dexie;
	readonly mode: 'r' | 'rw';
	readonly tables: ReadonlySet<string>;
	readonly undo: Undo;
}

interface Options {
	readonly chromeTransactionDurability?: 'strict' | 'relaxed' | 'default';
	readonly cache?: string;
}

const NEVER = new Promise<never>(() => {});

export class Dexie {
	static readonly Promise = Promise;
	readonly #strict: boolean;
	readonly #tables = new Map<string, StandInTable>();
	#open = false;

	constructor(
		readonly name: string,
		options: Options = {}
	) {
		this.#strict = options.chromeTransactionDurability === 'strict';
	}

	static async delete(name: string): Promise<void> {
		ambient().disk.databases.delete(name);
	}

	static async exists(name: string): Promise<boolean> {
		return ambient().disk.databases.has(name);
	}

	version(_: number): { stores(spec: Readonly<Record<string, string>>): void } {
		return {
			stores: (spec) => {
				for (const [name, text] of Object.entries(spec)) {
					const table = new StandInTable(this, name, specOf(text));
					this.#tables.set(name, table);
					Object.defineProperty(this, name, { value: table, configurable: true });
				}
			}
		};
	}

	get data(): DatabaseData {
		return ambient().disk.database(this.name);
	}

	get tables(): StandInTable[] {
		return [...this.#tables.values()];
	}

	table(name: string): StandInTable {
		const table = this.#tables.get(name);
		if (!table) throw new StoreError('InvalidTableError', name);
		return table;
	}

	on(): void {}

	async open(): Promise<this> {
		void this.data;
		this.#open = true;
		return this;
	}

	close(): void {
		this.#open = false;
	}

	isOpen(): boolean {
		return this.#open;
	}

	transaction<T>(mode: string, ...rest: unknown[]): Promise<T> {
		const body = rest.at(-1) as (tx: OpenTransaction) => Promise<T> | T;
		const tables = new Set(
			(rest.slice(0, -1).flat() as (StandInTable | string)[]).map((table) =>
				typeof table === 'string' ? table : table.name
			)
		);
		return this.#transact(mode.startsWith('rw') ? 'rw' : 'r', tables, body);
	}

	async #transact<T>(
		mode: 'r' | 'rw',
		tables: ReadonlySet<string>,
		body: (tx: OpenTransaction) => Promise<T> | T
	): Promise<T> {
		const place = ambient();
		const outer = place.transaction;
		if (outer) {
			if (outer.database !== this)
				throw new StoreError('TransactionInactiveError', 'a transaction inside a foreign one');
			return body(outer);
		}
		const { disk } = place;
		if (disk.dead > 0) {
			disk.dead--;
			throw connectionLost();
		}
		// The app opens by itself what was never opened; a closed handle stays closed.
		const transaction: OpenTransaction = { database: this, mode, tables, undo: [] };
		place.transaction = transaction;
		let value: T;
		try {
			value = await body(transaction);
		} catch (error) {
			place.transaction = undefined;
			takeBack(transaction.undo);
			throw error;
		}
		place.transaction = undefined;
		return this.#commit(transaction, value);
	}

	async #commit<T>({ undo }: OpenTransaction, value: T): Promise<T> {
		if (undo.length === 0) return value;
		const { disk } = ambient();
		if (disk.full) {
			takeBack(undo);
			throw quotaExceeded();
		}
		const cut = disk.interrupt?.();
		if (cut === 'before') {
			takeBack(undo);
			return NEVER;
		}
		const { data } = this;
		if (this.#strict) data.tail = [];
		else data.tail.push(undo);
		return cut === 'after' ? NEVER : value;
	}

	/** Runs one operation: in the transaction that is open here, else in one of its own. */
	async operate<T>(table: string, mode: 'r' | 'rw', work: (undo: Undo) => T): Promise<T> {
		const open = ambient().transaction;
		if (open) {
			if (open.database !== this)
				throw new StoreError('TransactionInactiveError', `${table} of a foreign transaction`);
			if (!open.tables.has(table)) throw notInTransaction(table);
			if (mode === 'rw' && open.mode === 'r') throw new StoreError('ReadOnlyError', table);
			return work(open.undo);
		}
		if (mode === 'r') return work([]);
		return this.#transact('rw', new Set([table]), ({ undo }) => work(undo));
	}
}

/** `'seq, &id, [a+b], *units'`: the primary key first; none when it is empty. */
function specOf(text: string): TableSpec {
	const [primary = '', ...indexes] = text.split(',').map((part) => part.trim());
	const names = indexes.filter((name) => !name.startsWith('*'));
	return {
		primary: primary.replace(/^&/, ''),
		indexes: names.map((name) => name.replace(/^&/, '')),
		unique: names.filter((name) => name.startsWith('&')).map((name) => name.slice(1))
	};
}

export default Dexie;
