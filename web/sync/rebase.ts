/**
 * The screen row is confirmed + pending. Whenever the confirmed copy moves, the pending commands on
 * it are decided again on top; one that the rules now refuse stays pending and is marked doubtful:
 * only the server's answer moves work (architecture 16). All of it runs inside the transaction of
 * the answer, so no screen ever sees half of it.
 */
import { AGGREGATES, parseCommand, type State } from '../domain/aggregates';
import type { CaseState } from '../domain/case/state';
import type { TownRules } from '../domain/context';
import type { Rejection } from '../domain/error';
import { openEnvelope } from '../protocol/envelope';
import type { Me, PullCollection } from '../protocol/pull';
import type { ReplicaDb } from '../store/replica-db';
import { rowOf } from '../store/rows';
import { shadowKey, type OutboxRow } from '../store/tables';
import { apply, contextFor } from './context';

export interface Ground {
	readonly me: Me | undefined;
	readonly rules: TownRules | undefined;
	/** Highest number of this replica that the confirmed copies may already contain. */
	readonly consumed: number;
}

export async function rebuild(
	db: ReplicaDb,
	collection: PullCollection,
	id: string,
	ground: Ground
): Promise<void> {
	const key = shadowKey(collection, id);
	const shadow = await db.shadow.get(key);
	if (!shadow) return;
	const table = db.rowsOf(collection);
	const entries = (await db.outbox.where('target').equals(id).sortBy('seq')).filter(
		(entry) => AGGREGATES[entry.kind].collection === collection
	);
	if (entries.length === 0) {
		await db.shadow.delete(key);
		if (shadow.doc) await table.put(rowOf(collection, id, shadow.seq, shadow.doc));
		else await table.delete(id);
		return;
	}
	const { state, verdicts } = replay(shadow.doc as State | undefined, entries, ground);
	for (const entry of entries) await remark(db, entry, verdicts.get(entry.seq));
	if (state) await table.put(rowOf(collection, id, shadow.seq, state));
	else await table.delete(id);
}

/** Pure: what the pending commands make of the confirmed copy, and which of them are refused. */
export function replay(
	confirmed: State | undefined,
	entries: readonly OutboxRow[],
	{ me, rules, consumed }: Ground
): { state: State | undefined; verdicts: Map<number, Rejection> } {
	const verdicts = new Map<number, Rejection>();
	if (!me || !rules) return { state: confirmed, verdicts };
	let state = confirmed;
	for (const entry of entries) {
		if (isInside(confirmed, entry, consumed)) continue;
		const opened = openEnvelope(entry.raw);
		if (!opened.ok) {
			// The disk gave back something else; the server will say so too.
			verdicts.set(entry.seq, opened.rejection);
			continue;
		}
		const { id, type, target, at, skew, data } = opened.envelope;
		const parsed = parseCommand(id, type, target, data);
		const applied = parsed.ok
			? apply(
					entry.kind,
					state,
					parsed.command,
					contextFor({ id, at, ...(skew !== undefined && { skew }) }, me, rules)
				)
			: parsed;
		if (applied.ok) state = applied.next;
		else verdicts.set(entry.seq, applied.rejection);
	}
	return { state, verdicts };
}

/**
 * True when the confirmed copy holds the command's effect already, because the answer to the push
 * was lost on the way: applying it again would show it twice, or as refused.
 */
function isInside(confirmed: State | undefined, entry: OutboxRow, consumed: number): boolean {
	if (!confirmed) return false;
	if (entry.kind === 'case')
		return (confirmed as CaseState).timeline.some((line) => line.id.startsWith(`${entry.id}#`));
	return entry.state === 'waiting' && entry.seq <= consumed;
}

async function remark(
	db: ReplicaDb,
	entry: OutboxRow,
	doubtful: Rejection | undefined
): Promise<void> {
	if (entry.doubtful?.code === doubtful?.code) return;
	const { doubtful: _, ...rest } = entry;
	await db.outbox.put(doubtful ? { ...rest, doubtful } : rest);
}
