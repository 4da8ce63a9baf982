/**
 * A device's disk: databases that survive the processes that use them. Commits are whole or nothing;
 * a strict one flushes everything before it, relaxed ones after it may be lost by a power cut.
 */
import { compareKeys, nameOf, type Key } from './keys';

export interface Entry {
	readonly key: Key;
	value: unknown;
}

/** What takes a commit back, newest change last. */
export type Undo = (() => void)[];

export class TableData {
	readonly entries = new Map<string | number, Entry>();
	#sorted: Entry[] | undefined;

	/** In the order of their keys. */
	sorted(): readonly Entry[] {
		return (this.#sorted ??= [...this.entries.values()].sort((a, b) => compareKeys(a.key, b.key)));
	}

	set(key: Key, value: unknown, undo: Undo): void {
		const name = nameOf(key);
		const known = this.entries.get(name);
		if (known) {
			const before = known.value;
			undo.push(() => (known.value = before));
			known.value = value;
			return;
		}
		undo.push(() => this.#drop(name));
		this.entries.set(name, { key, value });
		this.#sorted = undefined;
	}

	delete(key: Key, undo: Undo): void {
		const name = nameOf(key);
		const known = this.entries.get(name);
		if (!known) return;
		undo.push(() => {
			this.entries.set(name, known);
			this.#sorted = undefined;
		});
		this.#drop(name);
	}

	#drop(name: string | number): void {
		this.entries.delete(name);
		this.#sorted = undefined;
	}
}

export class DatabaseData {
	readonly tables = new Map<string, TableData>();
	/** Relaxed commits since the last strict one, oldest first. */
	tail: Undo[] = [];

	table(name: string): TableData {
		let table = this.tables.get(name);
		if (!table) this.tables.set(name, (table = new TableData()));
		return table;
	}

	copy(): DatabaseData {
		const copy = new DatabaseData();
		for (const [name, table] of this.tables)
			for (const { key, value } of table.entries.values()) copy.table(name).set(key, value, []);
		return copy;
	}
}

/** What the disk says instead of committing. */
export type CommitFault = 'full' | 'lost';

export class Disk {
	readonly databases = new Map<string, DatabaseData>();
	full = false;
	/** The connection dies at the next so many transactions. */
	dead = 0;
	/** Told at each commit that would write; what it answers happens instead. */
	interrupt: (() => 'before' | 'after' | undefined) | undefined;

	database(name: string): DatabaseData {
		let data = this.databases.get(name);
		if (!data) this.databases.set(name, (data = new DatabaseData()));
		return data;
	}

	/** A power cut keeps the first `share` of what was not flushed. */
	cutPower(share: number): void {
		for (const data of this.databases.values()) {
			const kept = Math.floor(data.tail.length * share);
			for (const undo of data.tail.splice(kept).reverse()) takeBack(undo);
			data.tail = [];
		}
	}

	copy(): Map<string, DatabaseData> {
		return new Map([...this.databases].map(([name, data]) => [name, data.copy()]));
	}

	putBack(copy: ReadonlyMap<string, DatabaseData>): void {
		this.databases.clear();
		for (const [name, data] of copy) this.databases.set(name, data.copy());
	}
}

export function takeBack(undo: Undo): void {
	for (let i = undo.length - 1; i >= 0; i--) undo[i]!();
	undo.length = 0;
}
