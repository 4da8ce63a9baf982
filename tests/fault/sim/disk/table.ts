/** A table of the stand-in, and what can be asked of it by an index. */
import type { Dexie } from './dexie';
import type { Entry, TableData, Undo } from './disk';
import { constraint, StoreError } from './errors';
import { compareKeys, keyAt, nameOf, type Key } from './keys';

export interface TableSpec {
	/** Key path; empty when keys are given apart. */
	readonly primary: string;
	readonly indexes: readonly string[];
	readonly unique: readonly string[];
}

type Row = Record<string, unknown>;
type Test = (entry: Entry) => boolean;

export class StandInTable {
	constructor(
		readonly database: Dexie,
		readonly name: string,
		readonly spec: TableSpec
	) {}

	get data(): TableData {
		return this.database.data.table(this.name);
	}

	read<T>(work: (data: TableData) => T): Promise<T> {
		return this.database.operate(this.name, 'r', () => work(this.data));
	}

	write<T>(work: (data: TableData, undo: Undo) => T): Promise<T> {
		return this.database.operate(this.name, 'rw', (undo) => work(this.data, undo));
	}

	get(key: Key): Promise<unknown> {
		return this.read((data) => data.entries.get(nameOf(key))?.value);
	}

	bulkGet(keys: readonly Key[]): Promise<unknown[]> {
		return this.read((data) => keys.map((key) => data.entries.get(nameOf(key))?.value));
	}

	put(value: unknown, key?: Key): Promise<Key> {
		return this.write((data, undo) => this.#set(data, value, key, undo));
	}

	add(value: unknown, key?: Key): Promise<Key> {
		return this.write((data, undo) => this.#add(data, value, key, undo));
	}

	bulkAdd(values: readonly unknown[]): Promise<void> {
		return this.write((data, undo) => {
			for (const value of values) this.#add(data, value, undefined, undo);
		});
	}

	bulkPut(values: readonly unknown[], keys?: readonly Key[]): Promise<void> {
		return this.write((data, undo) =>
			values.forEach((value, i) => this.#set(data, value, keys?.[i], undo))
		);
	}

	delete(key: Key): Promise<void> {
		return this.write((data, undo) => data.delete(key, undo));
	}

	bulkDelete(keys: readonly Key[]): Promise<void> {
		return this.write((data, undo) => keys.forEach((key) => data.delete(key, undo)));
	}

	clear(): Promise<void> {
		return this.write((data, undo) => {
			for (const { key } of [...data.entries.values()]) data.delete(key, undo);
		});
	}

	update(key: Key, changes: Row): Promise<number> {
		return this.write((data, undo) => {
			const known = data.entries.get(nameOf(key));
			if (!known) return 0;
			data.set(key, { ...(known.value as Row), ...changes }, undo);
			return 1;
		});
	}

	count(): Promise<number> {
		return this.read((data) => data.entries.size);
	}

	toArray(): Promise<unknown[]> {
		return this.read((data) => data.sorted().map(({ value }) => value));
	}

	toCollection(): StandInCollection {
		return new StandInCollection(this, () => true);
	}

	filter(test: (row: never) => boolean): StandInCollection {
		return this.toCollection().filter(test);
	}

	orderBy(index: string): StandInCollection {
		const known = this.#orderOf(index);
		return new StandInCollection(this, (entry) => keyAt(entry.value, known) !== undefined, known);
	}

	where(index: string): StandInClause {
		return new StandInClause(this, index, this.#orderOf(index));
	}

	/** The index that answers for a path: its own, or one that begins with it. */
	#orderOf(name: string): string {
		if (name === this.spec.primary || this.spec.indexes.includes(name)) return name;
		const longer = this.spec.indexes.find((index) => index.startsWith(`[${name}+`));
		if (longer !== undefined) return longer;
		throw new StoreError('SchemaError', `KeyPath ${name} on ${this.name} is not indexed`);
	}

	#keyOf(value: unknown, key: Key | undefined): Key {
		const found = this.spec.primary === '' ? key : keyAt(value, this.spec.primary);
		if (found === undefined) throw new StoreError('DataError', `no key for ${this.name}`);
		return found;
	}

	#add(data: TableData, value: unknown, key: Key | undefined, undo: Undo): Key {
		if (data.entries.has(nameOf(this.#keyOf(value, key)))) throw constraint('Key already exists');
		return this.#set(data, value, key, undo);
	}

	#set(data: TableData, value: unknown, key: Key | undefined, undo: Undo): Key {
		const own = this.#keyOf(value, key);
		for (const path of this.spec.unique) {
			const mine = keyAt(value, path);
			for (const other of data.entries.values())
				if (mine !== undefined && compareKeys(other.key, own) !== 0)
					if (keyAt(other.value, path) === mine) throw constraint(`${path} is taken`);
		}
		data.set(own, value, undo);
		return own;
	}
}

class StandInClause {
	constructor(
		private readonly table: StandInTable,
		private readonly path: string,
		private readonly order: string
	) {}

	#by(test: (key: Key) => boolean): StandInCollection {
		const { path } = this;
		return new StandInCollection(
			this.table,
			({ value }) => {
				const key = keyAt(value, path);
				return key !== undefined && test(key);
			},
			this.order
		);
	}

	equals(wanted: Key): StandInCollection {
		return this.#by((key) => compareKeys(key, wanted) === 0);
	}

	anyOf(...wanted: readonly (Key | readonly Key[])[]): StandInCollection {
		const list = wanted.flat() as Key[];
		return this.#by((key) => list.some((one) => compareKeys(key, one) === 0));
	}

	between(from: Key, to: Key): StandInCollection {
		return this.#by((key) => compareKeys(key, from) >= 0 && compareKeys(key, to) < 0);
	}

	below(to: Key): StandInCollection {
		return this.#by((key) => compareKeys(key, to) < 0);
	}

	above(from: Key): StandInCollection {
		return this.#by((key) => compareKeys(key, from) > 0);
	}
}

export class StandInCollection {
	#limit = Infinity;

	constructor(
		private readonly table: StandInTable,
		private readonly test: Test,
		/** Sorted by this first. */
		private readonly index?: string
	) {}

	filter(test: (row: never) => boolean): StandInCollection {
		const { test: first } = this;
		const both: Test = (entry) => first(entry) && test(entry.value as never);
		return new StandInCollection(this.table, both, this.index);
	}

	limit(n: number): this {
		this.#limit = n;
		return this;
	}

	#found(data: TableData): Entry[] {
		const { index } = this;
		const found = data.sorted().filter(this.test);
		if (index !== undefined && index !== this.table.spec.primary && found.length > 1)
			found.sort((a, b) => compareKeys(keyAt(a.value, index)!, keyAt(b.value, index)!));
		return this.#limit < found.length ? found.slice(0, this.#limit) : found;
	}

	toArray(): Promise<unknown[]> {
		return this.table.read((data) => this.#found(data).map(({ value }) => value));
	}

	first(): Promise<unknown> {
		return this.table.read((data) => this.#found(data)[0]?.value);
	}

	count(): Promise<number> {
		return this.table.read((data) => this.#found(data).length);
	}

	primaryKeys(): Promise<Key[]> {
		return this.table.read((data) => this.#found(data).map(({ key }) => key));
	}

	sortBy(path: string): Promise<unknown[]> {
		return this.table.read((data) =>
			this.#found(data)
				.map(({ value }) => value)
				.sort((a, b) => compareKeys(keyAt(a, path)!, keyAt(b, path)!))
		);
	}

	delete(): Promise<number> {
		return this.table.write((data, undo) => {
			const found = this.#found(data);
			for (const { key } of found) data.delete(key, undo);
			return found.length;
		});
	}

	modify(change: Row | ((row: Row) => void)): Promise<number> {
		return this.table.write((data, undo) => {
			const found = this.#found(data);
			for (const { key, value } of found) {
				const row = { ...(value as Row) };
				if (typeof change === 'function') change(row);
				else Object.assign(row, change);
				data.set(key, row, undo);
			}
			return found.length;
		});
	}
}
