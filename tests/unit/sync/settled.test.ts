/** What the centre did with held work reaches the phone by pull, once, however often it is told. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Settled } from '../../../web/protocol/pull';
import { openReplica } from '../../../web/store/replica-db';
import type { InboxRow } from '../../../web/store/tables';
import { takeSettled } from '../../../web/sync/settled';

const held = (id: string, outcome: InboxRow['outcome'] = 'quarantined'): InboxRow => ({
	...{ id, seq: 1, type: 'case.report', kind: 'case', target: 'a'.repeat(15), at: 1, raw: '{}' },
	...{ photos: [], tries: 1, outcome, rejection: { code: 'auth/disabled' }, receivedAt: 2 }
});
const told = (command: string, act: Settled['act']): Settled => ({
	...{ command, act, by: '甲示例', words: '示例', at: 9 }
});

test('M07: applied work is done, returned and discarded work comes back with the words', async () => {
	const { own } = await openReplica('lq-settled-test');
	await own.inbox.bulkPut([held('a'), held('b', 'conflict_hash'), held('c'), held('d')]);
	const settled = [
		told('a', 'apply'),
		told('b', 'return'),
		told('c', 'discard'),
		told('x', 'apply')
	];
	const stopped = [
		{
			...{ replica: 'r', kind: 'waiting' as const, device: 'd' },
			...{ lastContact: 1, lastSeq: 2, deferred: 3 }
		}
	];
	for (const _ of [1, 2]) {
		await own.write(() => takeSettled(own, { settled, stopped }));
		expect(await own.acknowledged.toArray()).toMatchObject([{ id: 'a', ackSeq: 0, ackAt: 9 }]);
		expect(await own.inbox.orderBy('id').toArray()).toMatchObject([
			{
				id: 'b',
				outcome: 'rejected',
				rejection: { code: 'desk/returned', params: { words: '示例' } }
			},
			{ id: 'c', outcome: 'rejected', rejection: { code: 'desk/discarded' } },
			{ id: 'd', outcome: 'quarantined' }
		]);
		expect(await own.value('stopped')).toEqual(stopped);
	}
	// Thrown away by its author meanwhile: it does not come back.
	await own.inbox.delete('b');
	await own.write(() => takeSettled(own, { settled }));
	expect(await own.inbox.get('b')).toBeUndefined();
	expect(await own.value('stopped')).toEqual([]);
});
