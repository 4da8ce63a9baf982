/** The town's rules out of the replica's reference rows, built once until one of those changes. */
import { rulesFrom, type RefDoc } from '../domain/refs';
import type { TownRules } from '../domain/context';
import type { ReplicaDb } from './replica-db';

const NEEDED = ['town', 'scheme', 'calendar', 'units'] as const;

export class RulesCache {
	#version: number | undefined;
	#town: string | undefined;
	#rules: TownRules | undefined;

	/** Undefined until the first pull has brought the four documents. Works inside a transaction. */
	async of(db: ReplicaDb, town: string): Promise<TownRules | undefined> {
		const version = (await db.value('refsVersion')) ?? 0;
		if (this.#rules && version === this.#version && town === this.#town) return this.#rules;
		const rows = await db.refs.bulkGet(NEEDED.map((kind) => `${kind}-${town}`));
		const docs = rows.flatMap((row): RefDoc[] => (row ? [row.doc] : []));
		this.#rules = rulesFrom(docs, town);
		this.#version = version;
		this.#town = town;
		return this.#rules;
	}

	/** What the last `of` gave; for reading outside a transaction without asking the disk. */
	get last(): TownRules | undefined {
		return this.#rules;
	}
}
