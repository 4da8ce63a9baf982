/** Push: the outbox's head goes out in order, and each command's own answer is written down. */
import { MAX_BATCH_BYTES, MAX_BATCH_COMMANDS } from '../protocol/envelope';
import type { PushResponse } from '../protocol/push';
import { fence } from '../store/lease';
import type { Replica, ReplicaDb } from '../store/replica-db';
import type { OutboxRow } from '../store/tables';
import { groundOf, knownHistory, noteAnswer, noteLostStore, skewOf, type Timing } from './answer';
import { rebuild } from './rebase';
import { receive, reoffer, settle, Touched } from './settle';
import { fateOf, historyOf } from './sync-state';

export interface Batch {
	readonly entries: readonly OutboxRow[];
	/** Commands behind it. */
	readonly deferred: number;
}

/**
 * Always from the lowest number on, also past those that were put off: the server needs to see the
 * number that blocks to let others pass (`later` blocks only its target).
 */
export async function nextBatch(db: ReplicaDb): Promise<Batch> {
	const waiting = await db.outbox.where('state').anyOf('waiting', 'later').sortBy('seq');
	return cutBatch(waiting);
}

export function cutBatch(waiting: readonly OutboxRow[]): Batch {
	const encoder = new TextEncoder();
	const entries: OutboxRow[] = [];
	let bytes = 0;
	for (const entry of waiting.slice(0, MAX_BATCH_COMMANDS)) {
		// As a JSON string inside the request, with its quotes escaped.
		bytes += encoder.encode(JSON.stringify(entry.raw)).length + 1;
		if (entries.length > 0 && bytes > MAX_BATCH_BYTES - 2_048) break;
		entries.push(entry);
	}
	return { entries, deferred: waiting.length - entries.length };
}

export interface Pushed {
	/** Commands of the batch whose fate is final now. */
	readonly settled: number;
	readonly reoffered: number;
	/** The answer was for another lease. */
	readonly isVoid: boolean;
}

/** Answer received → marked and applied: one transaction that nothing can cut. */
export function applyPush(
	replica: Replica,
	lease: number,
	batch: Batch,
	answer: PushResponse,
	timing: Timing
): Promise<Pushed> {
	const db = replica.own;
	return db.write(async () => {
		await fence(db, lease);
		if (answer.lease !== lease) return { settled: 0, reoffered: 0, isVoid: true };
		const touched = new Touched();
		const { changed } = historyOf(await knownHistory(db), answer);
		const reoffered = changed ? await reoffer(db, touched) : 0;
		await noteAnswer(db, answer, timing);
		await noteLostStore(db, answer.lastSeq);
		const settled = await receiveAll(db, batch, answer, timing, touched);
		const ground = await groundOf(db, 0);
		for (const [collection, id] of touched) {
			await settleSeen(db, collection, id);
			await rebuild(db, collection, id, ground);
		}
		return { settled, reoffered, isVoid: false };
	});
}

async function receiveAll(
	db: ReplicaDb,
	batch: Batch,
	answer: PushResponse,
	timing: Timing,
	touched: Touched
): Promise<number> {
	const serverNow = timing.receivedAt - skewOf(timing, answer.serverTime);
	let settled = 0;
	for (const [place, result] of answer.results.entries()) {
		// Answers come in the order of the batch; one that could not be read has no id to name (P06).
		const sent =
			result.id === ''
				? batch.entries[place]
				: batch.entries.find((entry) => entry.id === result.id);
		const entry = sent && (await db.outbox.get(sent.seq));
		// Answered before, by another turn of the same loop.
		if (!entry || entry.id !== sent.id || entry.state === 'acknowledged') continue;
		const fate = fateOf(result);
		if (fate.fate !== 'waits') settled++;
		await receive(db, entry, fate, serverNow, touched);
	}
	return settled;
}

/** A poke's pull may have brought the effect before the push's own answer came. */
export async function settleSeen(db: ReplicaDb, collection: string, id: string): Promise<void> {
	const shadow = await db.shadow.get(`${collection}/${id}`);
	if (!shadow) return;
	for (const entry of await db.outbox.where('target').equals(id).toArray())
		if (entry.state === 'acknowledged' && (entry.ackSeq ?? 0) <= shadow.seq)
			await settle(db, entry);
}
