/** What every answer tells beside its subject: clock, history, how far the disk is, contact. */
import type { TownRules } from '../domain/context';
import type { Ms } from '../domain/time';
import type { ReplicaDb } from '../store/replica-db';
import { RulesCache } from '../store/rules';
import type { Ground } from './rebase';
import type { KnownHistory, Problem } from './sync-state';

/** When the exchange began and ended on the device's clock. */
export interface Timing {
	readonly sentAt: Ms;
	readonly receivedAt: Ms;
}

interface Common {
	readonly lineage: string;
	readonly serverTime: Ms;
	readonly durableSeq: number;
	readonly boot?: { readonly id: string } | undefined;
}

/** Half the round trip lies before the server looked at its clock. */
export function skewOf({ sentAt, receivedAt }: Timing, serverTime: Ms): Ms {
	return Math.round((sentAt + receivedAt) / 2 - serverTime);
}

export async function noteAnswer(db: ReplicaDb, answer: Common, timing: Timing): Promise<void> {
	await db.setValue('skew', skewOf(timing, answer.serverTime));
	await db.setValue('lineage', answer.lineage);
	if (answer.durableSeq > 0) await db.setValue('durableSeq', answer.durableSeq);
	if (answer.boot) await db.setValue('boot', answer.boot.id);
	await db.setValue('contact', { online: true, at: timing.receivedAt });
}

/** What this replica knows of the server's history, to hold an answer against. */
export async function knownHistory(db: ReplicaDb): Promise<KnownHistory> {
	return {
		lineage: await db.value('lineage'),
		scopeHash: await db.value('scopeHash'),
		durableSeq: await db.value('durableSeq'),
		boot: await db.value('boot')
	};
}

/** Outside any answer: the network is gone, or the server has a problem with this replica. */
export async function noteMiss(db: ReplicaDb, online: boolean, problem?: Problem): Promise<void> {
	await db.transaction('rw', db.meta, async () => {
		const known = await db.value('contact');
		if (known && known.online === online && known.problem === problem) return;
		await db.setValue('contact', {
			online,
			...(known?.at !== undefined && { at: known.at }),
			...(problem !== undefined && { problem })
		});
	});
}

/**
 * The server has numbers of this replica that its store does not: the store was cleared or put
 * back from a copy. Never number anew what is taken, and say that something was lost (C09, C15).
 */
export async function noteLostStore(db: ReplicaDb, lastSeq: number): Promise<void> {
	const own = (await db.value('seq')) ?? 0;
	if (lastSeq <= own) return;
	await db.setValue('seq', lastSeq);
	await db.setValue('lostAfter', own);
}

const cache = new WeakMap<ReplicaDb, RulesCache>();

/** What a replay stands on, read inside the transaction. */
export async function groundOf(db: ReplicaDb, consumed: number): Promise<Ground> {
	const me = await db.value('me');
	let rules: TownRules | undefined;
	if (me) {
		const rulesCache = cache.get(db) ?? new RulesCache();
		cache.set(db, rulesCache);
		rules = await rulesCache.of(db, me.town);
	}
	return { me, rules, consumed };
}
