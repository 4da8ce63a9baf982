/**
 * Own work, saved: decided, shown and queued in one strict transaction. Either all of it rests on
 * the disk, photos included, or none of it does.
 */
import type { State } from '../domain/aggregates';
import type { TownRules } from '../domain/context';
import type { Rejection } from '../domain/error';
import type { Ms } from '../domain/time';
import type { Me } from '../protocol/pull';
import { withReopen } from './faults';
import type { Replica, ReplicaDb } from './replica-db';
import { rowOf } from './rows';
import { type RulesCache } from './rules';
import { shadowKey, type OutboxRow, type PhotoRow } from './tables';

export type WorkCollection = 'cases' | 'patrols' | 'notes';

/** What the disk knows when the decision is made. */
export interface Known {
	readonly state: State | undefined;
	readonly replica: string;
	/** The number this command will bear. */
	readonly seq: number;
	readonly skew: Ms | undefined;
	readonly me: Me;
	readonly rules: TownRules;
}

export type Saved =
	| { readonly ok: true; readonly next: State; readonly entry: OutboxRow }
	| { readonly ok: false; readonly rejection: Rejection };

export interface WorkPlace {
	readonly collection: WorkCollection;
	readonly target: string;
	readonly photos: readonly PhotoRow[];
	/** Key of the draft that ends with this work. */
	readonly draft?: string;
}

/** `decide` must be synchronous and pure: it may run again when the connection has died. */
export function saveWork(
	replica: Replica,
	place: WorkPlace,
	rules: RulesCache,
	decide: (known: Known) => Saved
): Promise<Saved> {
	const { own } = replica;
	const tables = [
		own.rowsOf(place.collection),
		own.refs,
		own.shadow,
		own.outbox,
		own.meta,
		own.photos,
		own.drafts,
		own.draftPhotos
	];
	return withReopen(own, () =>
		own.transaction('rw', tables, async () => {
			const known = await recall(own, place, rules);
			if ('code' in known) return { ok: false, rejection: known };
			const saved = decide(known);
			if (saved.ok) await write(own, place, saved);
			return saved;
		})
	);
}

/** The same reading without a transaction to write: what a preview stands on. */
export function recallFor(
	replica: Replica,
	place: Pick<WorkPlace, 'collection' | 'target'>,
	rules: RulesCache
): Promise<Known | Rejection> {
	const { own } = replica;
	return withReopen(own, () =>
		own.transaction('r', [own.rowsOf(place.collection), own.refs, own.meta], () =>
			recall(own, place, rules)
		)
	);
}

async function recall(
	db: ReplicaDb,
	{ collection, target }: Pick<WorkPlace, 'collection' | 'target'>,
	cache: RulesCache
): Promise<Known | Rejection> {
	const [row, replica, seq, skew, me, sealed] = await Promise.all([
		db.rowsOf(collection).get(target),
		db.value('replica'),
		db.value('seq'),
		db.value('skew'),
		db.value('me'),
		db.value('sealed')
	]);
	if (sealed) return { code: 'auth/revoked' };
	const rules = me && (await cache.of(db, me.town));
	if (!me || !rules || replica === undefined) return { code: 'store/not-ready' };
	return { state: row?.doc, replica, seq: (seq ?? 0) + 1, skew, me, rules };
}

async function write(
	db: ReplicaDb,
	{ collection, target, photos, draft }: WorkPlace,
	{ next, entry }: Extract<Saved, { ok: true }>
): Promise<void> {
	const table = db.rowsOf(collection);
	const key = shadowKey(collection, target);
	const row = await table.get(target);
	if (!(await db.shadow.get(key)))
		await db.shadow.put({
			key,
			collection,
			id: target,
			seq: row?.seq ?? 0,
			...(row && { doc: row.doc })
		});
	await table.put(rowOf(collection, target, row?.seq ?? 0, next));
	await db.outbox.add(entry);
	await db.setValue('seq', entry.seq);
	// A photo declared twice for one case is one photo; how far its upload is stays.
	for (const photo of photos)
		if (!(await db.photos.get([photo.target, photo.sha256]))) await db.photos.add(photo);
	if (draft !== undefined) {
		await db.drafts.delete(draft);
		await db.draftPhotos.where('key').equals(draft).delete();
	}
}
