/**
 * A gap that nothing can fill: after a restore the server holds this stream at a number that was
 * refused or forgotten here, or the command is of a stream that this replica has left. What waits then
 * moves, in its order, into a new stream. Only commands that the server does not know get a new
 * envelope: those it knows were answered `duplicate` before.
 */
import { openEnvelope, sealEnvelope } from '../protocol/envelope';
import type { PushResponse } from '../protocol/push';
import { fence } from '../store/lease';
import type { Replica } from '../store/replica-db';
import type { OutboxRow } from '../store/tables';
import type { Batch } from './push';

/** Undefined where the disk gave back something else than was stored. */
export function streamOf({ raw }: Pick<OutboxRow, 'raw'>): string | undefined {
	const opened = openEnvelope(raw);
	return opened.ok ? opened.envelope.replica : undefined;
}

/** `replica`: the stream that the batch was sent in. */
export function isStuck(batch: Batch, answer: PushResponse, replica: string): boolean {
	const [first] = batch.entries;
	const fate = answer.results.find(({ id }) => id === first?.id);
	if (!first || fate?.result !== 'hold') return false;
	return answer.lastSeq + 1 < first.seq || streamOf(first) !== replica;
}

/** Moves what waits into the stream `replica`, numbered from `lastSeq` + 1. */
export function moveStream(
	{ own }: Replica,
	lease: number,
	replica: string,
	lastSeq: number
): Promise<void> {
	return own.transaction('rw', own.outbox, own.meta, async () => {
		await fence(own, lease);
		const rows = await own.outbox.orderBy('seq').toArray();
		await own.outbox.clear();
		const known = rows.filter(({ state }) => state === 'acknowledged');
		const waiting = rows.filter(({ state }) => state !== 'acknowledged');
		// The server has those: they take no number of the new stream, only a place in front.
		await own.outbox.bulkAdd(known.map((row, i) => ({ ...row, seq: lastSeq - known.length + i })));
		let seq = lastSeq;
		for (const row of waiting) {
			seq++;
			const opened = openEnvelope(row.raw);
			const raw = opened.ok ? sealEnvelope({ ...opened.envelope, replica, seq }) : row.raw;
			await own.outbox.add({ ...row, seq, raw });
		}
		await own.setValue('replica', replica);
		await own.setValue('seq', seq);
	});
}
