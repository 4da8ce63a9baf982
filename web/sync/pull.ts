/** Pull: pages of rows after the cursor, applied with what is pending on top. */
import type { PullCollection, PullResponse } from '../protocol/pull';
import { fence } from '../store/lease';
import type { Replica, ReplicaDb } from '../store/replica-db';
import { rowOf } from '../store/rows';
import { shadowKey, type ShadowRow, type TableRows } from '../store/tables';
import { groundOf, knownHistory, noteAnswer, noteLostStore, type Timing } from './answer';
import { rebuild } from './rebase';
import { forgetSafe, reoffer, restartSweep, settle, Touched } from './settle';
import { takeSettled } from './settled';
import { historyOf } from './sync-state';

export interface PullPosition {
	readonly after: number;
	readonly lineage?: string;
	readonly scopeHash?: string;
}

export async function positionOf(db: ReplicaDb): Promise<PullPosition> {
	const [after, lineage, scopeHash] = await Promise.all([
		db.value('cursor'),
		db.value('lineage'),
		db.value('scopeHash')
	]);
	return {
		after: after ?? 0,
		...(lineage !== undefined && { lineage }),
		...(scopeHash !== undefined && { scopeHash })
	};
}

export interface Pulled {
	readonly more: boolean;
	readonly reoffered: number;
	/** Rows that could not be read as what they claim to be; they are skipped, the rest goes on. */
	readonly odd: number;
	/** The keys changed: pokes must be subscribed anew. */
	readonly keysChanged: boolean;
}

/**
 * Applies one page. Relaxed durability is enough: the cursor moves in the same transaction, so a
 * page that a power cut takes back is simply asked for again.
 */
export function applyPull(
	replica: Replica,
	lease: number,
	position: PullPosition,
	answer: PullResponse,
	timing: Timing
): Promise<Pulled> {
	const db = replica.pulled;
	return db.write(async () => {
		await fence(db, lease);
		const touched = new Touched();
		// What it knew when it asked; of the disk, what it knows now.
		const history = historyOf({ ...(await knownHistory(db)), ...position }, answer);
		const reoffered = history.changed ? await reoffer(db, touched) : 0;
		if (!history.changed && (answer.reset || history.recut)) await restartSweep(db);
		await noteAnswer(db, answer, timing);
		await noteLostStore(db, answer.lastSeq);
		const keysChanged = await noteIdentity(db, answer);
		await takeSettled(db, answer);

		const page = new Page(db, (await db.value('sweeping')) === true);
		await page.take(answer, touched);
		// Cut by other keys without a reset: what was left out before now comes from the beginning.
		const startOver = (history.changed || history.recut) && !answer.reset && position.after > 0;
		await db.setValue('cursor', startOver ? 0 : answer.next);
		const isLast = !answer.more && !startOver;
		if (isLast) await page.sweep(touched);
		await settleUpTo(db, isLast ? answer.next : 0, touched);

		const ground = await groundOf(db, answer.lastSeq);
		for (const [collection, id] of touched) await rebuild(db, collection, id, ground);
		if (isLast) await forgetSafe(db, answer.serverTime);
		return { more: !isLast, reoffered, odd: page.odd, keysChanged };
	});
}

async function noteIdentity(db: ReplicaDb, answer: PullResponse): Promise<boolean> {
	const before = await db.value('keys');
	await db.setValue('me', answer.me);
	await db.setValue('scopeHash', answer.scopeHash);
	const changed = JSON.stringify(before) !== JSON.stringify(answer.keys);
	if (changed) await db.setValue('keys', answer.keys);
	return changed;
}

/** One page's rows on their way into the tables. */
class Page {
	odd = 0;
	readonly #puts = new Map<PullCollection, TableRows[PullCollection][]>();
	readonly #deletes = new Map<PullCollection, string[]>();
	readonly #seen: string[] = [];

	constructor(
		private readonly db: ReplicaDb,
		private readonly sweeping: boolean
	) {}

	async take(answer: PullResponse, touched: Touched): Promise<void> {
		const { db } = this;
		const shadows = new Map((await db.shadow.toArray()).map((row) => [row.key, row]));
		const moved: ShadowRow[] = [];
		let refsMoved = false;
		for (const [collection, id, seq, doc] of answer.rows) {
			const key = shadowKey(collection, id);
			if (collection === 'refs') refsMoved = true;
			if (this.sweeping && doc) this.#seen.push(key);
			if (shadows.has(key)) {
				moved.push({ key, collection, id, seq, ...(doc && { doc }) });
				touched.add(collection, id);
			} else if (doc) this.#put(collection, id, seq, doc);
			else listOf(this.#deletes, collection).push(id);
		}
		await db.shadow.bulkPut(moved);
		for (const [collection, rows] of this.#puts) await db.rowsOf(collection).bulkPut(rows);
		for (const [collection, ids] of this.#deletes) await db.rowsOf(collection).bulkDelete(ids);
		if (this.sweeping)
			await db.seen.bulkPut(
				this.#seen.map(() => 1 as const),
				this.#seen
			);
		if (refsMoved) await db.setValue('refsVersion', ((await db.value('refsVersion')) ?? 0) + 1);
	}

	#put(collection: PullCollection, id: string, seq: number, doc: object): void {
		try {
			listOf(this.#puts, collection).push(rowOf(collection, id, seq, doc));
		} catch {
			this.odd++;
		}
	}

	/** The last page of a mark and sweep: what was not seen again is out of scope. */
	async sweep(touched: Touched): Promise<void> {
		const { db } = this;
		if (!this.sweeping) return;
		for (const collection of ['cases', 'patrols', 'notes', 'elements', 'overlays', 'refs'] as const)
			for (const id of await db.rowsOf(collection).toCollection().primaryKeys()) {
				const key = shadowKey(collection, id);
				if (await db.seen.get(key)) continue;
				const shadow = await db.shadow.get(key);
				if (!shadow) await db.rowsOf(collection).delete(id);
				else {
					const { doc: _, ...rest } = shadow;
					await db.shadow.put(rest);
					touched.add(collection, id);
				}
			}
		await db.seen.clear();
		await db.setValue('sweeping', false);
	}
}

function listOf<K, V>(lists: Map<K, V[]>, key: K): V[] {
	const known = lists.get(key);
	if (known) return known;
	const fresh: V[] = [];
	lists.set(key, fresh);
	return fresh;
}

/**
 * A command stops being pending when its effect is in the confirmed copy; or when a complete pull
 * has passed it, for then its document is out of this person's scope.
 */
async function settleUpTo(db: ReplicaDb, complete: number, touched: Touched): Promise<void> {
	for (const entry of await db.outbox.where('state').equals('acknowledged').toArray()) {
		const collection = entry.kind === 'case' ? 'cases' : `${entry.kind}s`;
		const shadow = await db.shadow.get(`${collection}/${entry.target}`);
		const effect = entry.ackSeq ?? 0;
		if (effect > Math.max(shadow?.seq ?? 0, complete)) continue;
		await settle(db, entry);
		touched.ofEntry(entry);
	}
}
