/**
 * A gap that nothing can fill: the server holds this stream at a number that the replica has long
 * forgotten as safe (a backup older than a week was restored). What waits then moves, in its order,
 * into a new stream. Only commands that the server does not know get a new envelope: those it
 * knows were answered `duplicate` before.
 */
import { sealEnvelope, type Envelope } from '../protocol/envelope';
import type { PushResponse } from '../protocol/push';
import { fence } from '../store/lease';
import type { Replica } from '../store/replica-db';
import type { Batch } from './push';

export function isStuck(batch: Batch, answer: PushResponse): boolean {
	const [first] = batch.entries;
	const fate = answer.results.find(({ id }) => id === first?.id);
	return first !== undefined && fate?.result === 'hold' && answer.lastSeq + 1 < first.seq;
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
		let seq = lastSeq;
		for (const row of rows) {
			seq++;
			const envelope = JSON.parse(row.raw) as Envelope;
			const sealed =
				row.state === 'acknowledged' ? row.raw : sealEnvelope({ ...envelope, replica, seq });
			await own.outbox.add({ ...row, seq, raw: sealed });
		}
		await own.setValue('replica', replica);
		await own.setValue('seq', seq);
	});
}
