/**
 * How far own work has come: on this device, received, safe. Computed from the few commands that
 * are not safe yet, so no row has to be rewritten when the server's disk catches up.
 */
import type { ReplicaDb } from './replica-db';

export type Progress = 'local' | 'sent' | 'safe';

export interface Standing {
	readonly pending: number;
	readonly doubtful: boolean;
	readonly progress: Progress;
}

const SAFE: Standing = { pending: 0, doubtful: false, progress: 'safe' };

export type Standings = (target: string) => Standing;

export async function standings(db: ReplicaDb): Promise<Standings> {
	const durable = (await db.value('durableSeq')) ?? 0;
	const found = new Map<string, Standing>();
	const merge = (target: string, change: Partial<Standing>) =>
		found.set(target, { ...(found.get(target) ?? SAFE), ...change });

	for (const { target, ackSeq } of await db.acknowledged.toArray())
		if (ackSeq > durable) merge(target, { progress: 'sent' });
	for (const [target] of await db.photos.where('state').equals('waiting').primaryKeys())
		merge(target, { progress: 'sent' });
	for (const { target, state, doubtful } of await db.outbox.toArray()) {
		const known = found.get(target) ?? SAFE;
		const isLocal = state !== 'acknowledged' || known.progress === 'local';
		merge(target, {
			pending: known.pending + 1,
			doubtful: known.doubtful || doubtful !== undefined,
			progress: isLocal ? 'local' : 'sent'
		});
	}
	return (target) => found.get(target) ?? SAFE;
}
