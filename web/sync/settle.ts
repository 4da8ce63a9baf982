/** What moves between outbox, acknowledged and inbox; always inside the transaction of an answer. */
import { AGGREGATES } from '../domain/aggregates';
import { DAY, type Ms } from '../domain/time';
import type { PullCollection } from '../protocol/pull';
import type { ReplicaDb } from '../store/replica-db';
import { shadowKey, type AcknowledgedRow, type InboxRow, type OutboxRow } from '../store/tables';
import { streamOf } from './renumber';
import type { Fate } from './sync-state';

/** Documents whose row must be made again. */
export class Touched {
	readonly #docs = new Map<string, readonly [PullCollection, string]>();

	add(collection: PullCollection, id: string): void {
		this.#docs.set(`${collection}/${id}`, [collection, id]);
	}

	ofEntry({ kind, target }: OutboxRow): void {
		this.add(AGGREGATES[kind].collection, target);
	}

	[Symbol.iterator](): IterableIterator<readonly [PullCollection, string]> {
		return this.#docs.values();
	}
}

/** Writes down what the server said of one command. */
export async function receive(
	db: ReplicaDb,
	entry: OutboxRow,
	fate: Fate,
	now: Ms,
	touched: Touched
): Promise<void> {
	const { doubtful, ...rest } = entry;
	switch (fate.fate) {
		case 'acknowledged':
			await db.outbox.put({ ...rest, state: 'acknowledged', ackSeq: fate.seq, ackAt: now });
			touched.ofEntry(entry);
			return;
		case 'returned': {
			const { state: _, ackSeq: __, ackAt: ___, ...command } = rest;
			const { outcome, rejection } = fate;
			await db.outbox.delete(entry.seq);
			await db.inbox.put({ ...command, outcome, rejection, receivedAt: now } satisfies InboxRow);
			touched.ofEntry(entry);
			return;
		}
		case 'waits':
			await db.outbox.put({
				...rest,
				state: fate.state,
				tries: entry.tries + 1,
				...(doubtful && { doubtful })
			});
	}
}

/** The effect has come back, or never will because it is out of scope: no longer pending. */
export async function settle(db: ReplicaDb, entry: OutboxRow): Promise<void> {
	const { state: _, doubtful: __, ...rest } = entry;
	const settled: AcknowledgedRow = {
		...rest,
		ackSeq: entry.ackSeq ?? 0,
		ackAt: entry.ackAt ?? entry.at
	};
	await db.outbox.delete(entry.seq);
	await db.acknowledged.put(settled);
}

/**
 * The server has another history than the one this replica knew (restored from a backup): all
 * acknowledged work is offered again, with its photos, and the rows are marked and swept.
 */
export async function reoffer(db: ReplicaDb, touched: Touched): Promise<number> {
	const settled = await db.acknowledged.toArray();
	await forgetNumbers(db);
	const own = await db.value('replica');
	const lowest = (await db.outbox.orderBy('seq').first())?.seq ?? 0;
	// Numbers of a stream that was left mean nothing in this one: those go in front, in their order.
	const left = settled.filter((row) => streamOf(row) !== own);
	left.sort((a, b) => a.at - b.at || a.seq - b.seq);
	const places = new Map(left.map(({ id }, i) => [id, Math.min(lowest, 0) - left.length + i]));
	for (const { ackSeq: _, ackAt: __, ...command } of settled) {
		await keepShadow(db, command);
		await db.outbox.put({
			...command,
			seq: places.get(command.id) ?? command.seq,
			state: 'waiting'
		});
	}
	await db.acknowledged.clear();
	for (const { ackSeq: _, ackAt: __, ...entry } of await db.outbox.toArray()) {
		if (entry.state === 'acknowledged') await db.outbox.put({ ...entry, state: 'waiting' });
		touched.ofEntry(entry);
	}
	await db.photos.where('state').equals('stored').modify({ state: 'waiting' });
	await restartSweep(db);
	await db.setValue('durableSeq', 0);
	await db.setValue('reoffered', ((await db.value('reoffered')) ?? 0) + settled.length);
	return settled.length;
}

/** Journal numbers of another history say nothing about this one. */
async function forgetNumbers(db: ReplicaDb): Promise<void> {
	for (const name of ['cases', 'patrols', 'notes', 'shadow'])
		await db.table<{ seq: number }>(name).toCollection().modify({ seq: 0 });
}

/** Offered again, the command is pending again, and what is pending needs a confirmed copy. */
async function keepShadow(
	db: ReplicaDb,
	{ kind, target }: Pick<OutboxRow, 'kind' | 'target'>
): Promise<void> {
	const { collection } = AGGREGATES[kind];
	const key = shadowKey(collection, target);
	if (await db.shadow.get(key)) return;
	const row = await db.rowsOf(collection).get(target);
	await db.shadow.put({ key, collection, id: target, seq: 0, ...(row && { doc: row.doc }) });
}

/** Pull from the beginning; what does not come again is out of scope. Never touches own work. */
export async function restartSweep(db: ReplicaDb): Promise<void> {
	await db.seen.clear();
	await db.setValue('sweeping', true);
	await db.setValue('cursor', 0);
}

const KEEP_MS = 7 * DAY;

/** Forgets commands that are safe and old, and their photos' bytes (architecture 15). */
export async function forgetSafe(db: ReplicaDb, now: Ms): Promise<void> {
	const durable = (await db.value('durableSeq')) ?? 0;
	const old = await db.acknowledged
		.where('ackAt')
		.below(now - KEEP_MS)
		.toArray();
	for (const { id, ackSeq, target, photos } of old) {
		if (ackSeq > durable) continue;
		const rows = await db.photos.bulkGet(photos.map((sha): [string, string] => [target, sha]));
		// One that is not at the centre stays, and with it the word of it.
		if (rows.some((row) => row && row.state !== 'stored')) continue;
		await db.acknowledged.delete(id);
		await db.photos.bulkDelete(photos.map((sha): [string, string] => [target, sha]));
	}
}
