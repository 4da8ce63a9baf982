/**
 * What the centre did with work that it had to look at. Told with every pull for 30 days, so nothing
 * here may depend on hearing it once: a row that has moved on is left alone.
 */
import type { PullResponse, Settled } from '../protocol/pull';
import type { ReplicaDb } from '../store/replica-db';
import type { AcknowledgedRow } from '../store/tables';

export async function takeSettled(
	db: ReplicaDb,
	{ settled = [], stopped = [] }: Pick<PullResponse, 'settled' | 'stopped'>
): Promise<void> {
	for (const decision of settled) await takeOne(db, decision);
	await db.setValue('stopped', stopped);
}

async function takeOne(db: ReplicaDb, { command, act, by, words, at }: Settled): Promise<void> {
	const row = await db.inbox.get(command);
	if (!row || row.outcome === 'rejected') return;
	if (act === 'apply') {
		const { outcome: _, rejection: __, receivedAt: ___, ...rest } = row;
		// Its effect comes as any row; its photos go on by themselves.
		await db.acknowledged.put({ ...rest, ackSeq: 0, ackAt: at } satisfies AcknowledgedRow);
		await db.inbox.delete(command);
		return;
	}
	const code = act === 'return' ? 'desk/returned' : 'desk/discarded';
	await db.inbox.put({ ...row, outcome: 'rejected', rejection: { code, params: { by, words } } });
}
