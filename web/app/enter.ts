/** What a sign-in writes into the person's replica, before anything else of it is opened. */
import type { Ms } from '../domain/time';
import type { LoginResponse } from '../protocol/session';
import { openReplica } from '../store/replica-db';

export type Entered = Extract<LoginResponse, { ok: true }>;

/** Writes who she is and which stream is hers; an existing replica keeps everything else. */
export async function prepareReplica(database: string, answer: Entered, now: Ms): Promise<void> {
	const replica = await openReplica(database);
	const { own } = replica;
	try {
		await own.transaction('rw', own.meta, own.outbox, async () => {
			const stream = await own.value('replica');
			const seq = (await own.value('seq')) ?? 0;
			await own.setValue('me', answer.me);
			await own.setValue('sealed', false);
			await own.setValue('skew', now - answer.serverTime);
			// The server gave another stream than was asked for: what waits keeps its own numbers.
			if (stream === undefined || (await own.outbox.count()) === 0)
				await own.setValue('replica', answer.replica);
			if (answer.lastSeq > seq) {
				await own.setValue('lostAfter', seq);
				await own.setValue('seq', answer.lastSeq);
			}
		});
	} finally {
		replica.close();
	}
}
