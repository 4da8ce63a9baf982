/** The bridge from live queries to runes: follows rows, arguments and the person who works now. */
import 'fake-indexeddb/auto';
import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { live } from '~/app/live.svelte';
import { openReplica, type Replica } from '~/store/replica-db';

const opened: Replica[] = [];
async function open(name: string): Promise<Replica> {
	const replica = await openReplica(name);
	opened.push(replica);
	return replica;
}
afterEach(() => opened.splice(0).forEach((replica) => replica.close()));

const draftsBegun = ({ own }: Replica, from: string) =>
	own.drafts.where('key').startsWith(from).primaryKeys();

/** Reads `current` as a component would, and keeps what it saw. */
function follow<T>(read: () => T | undefined): { seen: (T | undefined)[]; stop: () => void } {
	const seen: (T | undefined)[] = [];
	const stop = $effect.root(() => {
		$effect(() => void seen.push(read()));
	});
	flushSync();
	return { seen, stop };
}

test('rows, arguments and person: each change is seen, and nothing after the reader is gone', async () => {
	const [first, second] = [await open('lq-live-1'), await open('lq-live-2')];
	let replica = $state.raw<Replica | undefined>(first);
	let from = $state('a');
	const rows = live(
		() => replica,
		() => from,
		draftsBegun
	);
	const { seen, stop } = follow(() => rows.current);
	expect(seen).toEqual([undefined]);
	await expect.poll(() => seen.at(-1)).toEqual([]);

	await first.own.drafts.put({ key: 'a1', at: 1, value: {} });
	await expect.poll(() => seen.at(-1)).toEqual(['a1']);

	from = 'b';
	flushSync();
	await first.own.drafts.put({ key: 'b1', at: 1, value: {} });
	await expect.poll(() => seen.at(-1)).toEqual(['b1']);

	// Another person's rows are gone in the same moment.
	replica = second;
	flushSync();
	expect(seen.at(-1)).toBeUndefined();
	await expect.poll(() => seen.at(-1)).toEqual([]);

	replica = undefined;
	flushSync();
	expect(seen.at(-1)).toBeUndefined();

	stop();
	const count = seen.length;
	await second.own.drafts.put({ key: 'b2', at: 1, value: {} });
	await new Promise((done) => setTimeout(done, 50));
	expect(seen).toHaveLength(count);
});

test('two readers share one query and its answer', async () => {
	const replica = await open('lq-live-3');
	let asked = 0;
	const rows = live(
		() => replica,
		() => '',
		async ({ own }) => {
			asked++;
			return own.drafts.count();
		}
	);
	const [a, b] = [follow(() => rows.current), follow(() => rows.current)];
	await expect.poll(() => [a.seen.at(-1), b.seen.at(-1)]).toEqual([0, 0]);
	expect(asked).toBe(1);
	a.stop();
	b.stop();
});
