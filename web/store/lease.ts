/**
 * The lease: the number of the loop that may write answers down. A loop that froze and woke again
 * finds a higher number and its late answer is void (fault C12).
 */
import type { Ms } from '../domain/time';
import type { ReplicaDb } from './replica-db';

/** Becomes the holder; the number is never given twice. */
export function takeLease(db: ReplicaDb, holder: string, now: Ms): Promise<number> {
	return db.transaction('rw', db.meta, async () => {
		const number = ((await db.value('lease'))?.number ?? 0) + 1;
		await db.setValue('lease', { number, holder, beatAt: now });
		return number;
	});
}

/** False: another loop holds it now. */
export function beat(db: ReplicaDb, number: number, now: Ms): Promise<boolean> {
	return db.transaction('rw', db.meta, async () => {
		const lease = await db.value('lease');
		if (lease?.number !== number) return false;
		await db.setValue('lease', { ...lease, beatAt: now });
		return true;
	});
}

export class LeaseLost extends Error {
	override name = 'LeaseLost';
}

/** Call it first in every transaction that writes an answer down. */
export async function fence(db: ReplicaDb, number: number): Promise<void> {
	if ((await db.value('lease'))?.number !== number)
		throw new LeaseLost('another loop has taken over');
}
