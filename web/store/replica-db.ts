/** One person's replica on this device: its tables, its two ways to commit, its small values. */
import Dexie, { type Table, type Transaction } from 'dexie';
import type { PullCollection } from '../protocol/pull';
import type {
	AcknowledgedRow,
	DraftPhotoRow,
	DraftRow,
	InboxRow,
	MetaKey,
	MetaValues,
	OutboxRow,
	PhotoRow,
	ShadowRow,
	TableRows
} from './tables';

/**
 * Versions are only ever added; an upgrade touches no outbox (fault V03). Rows can be pulled
 * again, own work cannot.
 */
const VERSION_1 = {
	cases:
		'id, [status+newest], [village+newest], [grid+newest], [reporter+newest], checker, element, *units, cell, newest, seq',
	patrols: 'id, [person+status], newest, seq',
	notes: 'id, [case+at], seq',
	elements: 'id, [type+code], [village+code], [grid+code], code, cell, seq',
	overlays: 'id, element, seq',
	refs: 'id, kind, seq',
	shadow: 'key',
	outbox: 'seq, &id, target, state',
	acknowledged: 'id, target, ackAt',
	inbox: 'id, target',
	photos: '[target+sha256], sha256, state',
	drafts: 'key',
	draftPhotos: '[key+sha256], key',
	seen: '',
	meta: ''
};

export type Durability = 'strict' | 'relaxed';

export class ReplicaDb extends Dexie {
	declare readonly cases: Table<TableRows['cases'], string>;
	declare readonly patrols: Table<TableRows['patrols'], string>;
	declare readonly notes: Table<TableRows['notes'], string>;
	declare readonly elements: Table<TableRows['elements'], string>;
	declare readonly overlays: Table<TableRows['overlays'], string>;
	declare readonly refs: Table<TableRows['refs'], string>;
	declare readonly shadow: Table<ShadowRow, string>;
	declare readonly outbox: Table<OutboxRow, number>;
	declare readonly acknowledged: Table<AcknowledgedRow, string>;
	declare readonly inbox: Table<InboxRow, string>;
	declare readonly photos: Table<PhotoRow, [string, string]>;
	declare readonly drafts: Table<DraftRow, string>;
	declare readonly draftPhotos: Table<DraftPhotoRow, [string, string]>;
	/** Keys seen since a mark and sweep began. */
	declare readonly seen: Table<1, string>;
	declare readonly meta: Table<unknown, string>;

	constructor(name: string, durability: Durability) {
		super(name, { chromeTransactionDurability: durability, cache: 'disabled' });
		this.version(1).stores(VERSION_1);
	}

	/** The cast holds because a collection fixes its rows. */
	rowsOf<C extends PullCollection>(collection: C): Table<TableRows[C], string> {
		return this.table(collection);
	}

	async value<K extends MetaKey>(key: K): Promise<MetaValues[K] | undefined> {
		return (await this.meta.get(key)) as MetaValues[K] | undefined;
	}

	async setValue<K extends MetaKey>(key: K, value: MetaValues[K]): Promise<void> {
		await this.meta.put(value, key);
	}

	/** One read-write transaction over all tables; what throws inside rolls everything back. */
	write<T>(body: (transaction: Transaction) => Promise<T>): Promise<T> {
		return this.transaction('rw', this.tables, body);
	}

	read<T>(body: (transaction: Transaction) => Promise<T>): Promise<T> {
		return this.transaction('r', this.tables, body);
	}
}

/** The same database through two connections: own work is flushed to the disk, a pull need not be. */
export interface Replica {
	readonly name: string;
	readonly own: ReplicaDb;
	readonly pulled: ReplicaDb;
	close(): void;
}

export function replicaName(person: string, replica: string): string {
	return `lq-${person}-${replica}`;
}

/** `outdated` is called when another tab wants to upgrade: this one lets go at once (fault V04). */
export async function openReplica(name: string, outdated: () => void = () => {}): Promise<Replica> {
	const own = new ReplicaDb(name, 'strict');
	const pulled = new ReplicaDb(name, 'relaxed');
	const close = () => {
		own.close();
		pulled.close();
	};
	for (const db of [own, pulled])
		db.on('versionchange', () => {
			close();
			outdated();
		});
	await own.open();
	await pulled.open();
	return { name, own, pulled, close };
}

export function deleteReplica(name: string): Promise<void> {
	return Dexie.delete(name);
}

export async function replicaExists(name: string): Promise<boolean> {
	return Dexie.exists(name);
}
