/** One loop a replica; a silent one is overtaken (fault C12). Without Web Locks the heartbeat decides. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { beat, fence, LeaseLost, takeLease } from '../../../web/store/lease';
import { openReplica } from '../../../web/store/replica-db';
import { takeTurns } from '../../../web/sync/leader';

test('a lease is given once, and only its holder may write', async () => {
	const { own } = await openReplica('lq-lease-test');
	const first = await takeLease(own, 'a', 1);
	expect(await beat(own, first, 2)).toBe(true);
	const second = await takeLease(own, 'b', 3);
	expect(second).toBe(first + 1);
	expect(await beat(own, first, 4)).toBe(false);
	await expect(own.transaction('r', own.meta, () => fence(own, first))).rejects.toThrow(LeaseLost);
	await own.transaction('r', own.meta, () => fence(own, second));
});

test('two candidates: one leads, the other follows when it has left', async () => {
	const replica = await openReplica('lq-leader-test');
	const leading: string[] = [];
	const candidate = (holder: string) => {
		const ended = new AbortController();
		const lead = (_: number, signal: AbortSignal) => {
			leading.push(holder);
			return new Promise<void>((done) => signal.addEventListener('abort', () => done()));
		};
		const over = takeTurns({ replica, now: Date.now, holder, lead }, ended.signal);
		return { ended, over };
	};
	const first = candidate('a');
	await expect.poll(() => leading).toEqual(['a']);
	const second = candidate('b');
	await new Promise((done) => setTimeout(done, 300));
	expect(leading).toEqual(['a']);
	first.ended.abort();
	await first.over;
	await expect.poll(() => leading, { timeout: 8_000 }).toEqual(['a', 'b']);
	second.ended.abort();
	await second.over;
});
