/**
 * One loop a replica, however many tabs are open. Web Locks choose it; the lease number written in
 * the store is what really guards the data: a leader that froze for 30 s loses both, and whatever
 * it still brings home is void (fault C12).
 */
import { beat, takeLease } from '../store/lease';
import type { Replica } from '../store/replica-db';

export const BEAT_MS = 10_000;
export const STEAL_AFTER_MS = 30_000;

export interface LeaderParts {
	readonly replica: Replica;
	/** Absent where the browser has none: then the heartbeat alone decides. */
	readonly locks?: LockManager;
	readonly now: () => number;
	readonly holder: string;
	/** Works until the signal. */
	readonly lead: (lease: number, signal: AbortSignal) => Promise<void>;
}

/** Waits for its turn, leads, and waits again, until the signal. */
export async function takeTurns(parts: LeaderParts, signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		await oneTurn(parts, signal).catch(() => {});
		if (!signal.aborted) await pause(1_000, signal);
	}
}

async function oneTurn(parts: LeaderParts, signal: AbortSignal): Promise<void> {
	const { locks, replica } = parts;
	if (!locks) {
		if (await untilSilent(parts, signal, () => false)) await lead(parts, signal);
		return;
	}
	const name = `lq-sync-${replica.name}`;
	const waiting = new AbortController();
	const stop = () => waiting.abort();
	signal.addEventListener('abort', stop, { once: true });
	let granted = false;
	const leadNow = () => {
		granted = true;
		return lead(parts, signal);
	};
	const queued = locks.request(name, { signal: waiting.signal }, leadNow).catch(() => {});
	// The lock of a frozen leader is never released: its silence is what we hear.
	const stolen = untilSilent(parts, signal, () => granted).then((silent) => {
		if (!silent || granted) return undefined;
		waiting.abort();
		return locks.request(name, { steal: true }, leadNow);
	});
	try {
		await Promise.all([queued, stolen]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

/** Leads with a beating heart; ends when the lease is gone. */
async function lead(
	{ replica, now, holder, lead: work }: LeaderParts,
	signal: AbortSignal
): Promise<void> {
	const turn = new AbortController();
	const stop = () => turn.abort();
	if (signal.aborted) return;
	signal.addEventListener('abort', stop, { once: true });
	const lease = await takeLease(replica.pulled, holder, now());
	const heart = setInterval(() => {
		void beat(replica.pulled, lease, now()).then(
			(mine) => mine || turn.abort(),
			() => {}
		);
	}, BEAT_MS);
	try {
		await work(lease, turn.signal);
	} finally {
		clearInterval(heart);
		turn.abort();
		signal.removeEventListener('abort', stop);
		// Left in order: whoever decides by the heartbeat need not wait for its silence.
		await beat(replica.pulled, lease, 0).catch(() => {});
	}
}

/** True once no leader has been heard of for 30 s; false when it need not wait any more. */
async function untilSilent(
	{ replica, now, holder }: LeaderParts,
	signal: AbortSignal,
	over: () => boolean
): Promise<boolean> {
	while (!signal.aborted && !over()) {
		// With locks, a free one is granted before this.
		await pause(50, signal);
		const lease = await replica.pulled.value('lease').catch(() => undefined);
		const silentFor = lease ? Math.abs(now() - lease.beatAt) : Infinity;
		if (!over() && lease?.holder !== holder && silentFor > STEAL_AFTER_MS) return true;
		await pause(BEAT_MS / 2, signal);
	}
	return false;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((done) => {
		const end = () => {
			clearTimeout(timer);
			// The signal outlives a thousand pauses.
			signal.removeEventListener('abort', end);
			done();
		};
		const timer = setTimeout(end, ms);
		signal.addEventListener('abort', end, { once: true });
	});
}
