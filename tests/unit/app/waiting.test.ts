import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { waitingSource } from '~/app/waiting';
import { FakeServer, Wire } from '../../support/fake-server';
import { buildFixtureTown, gridsOf, TOWNS, villagesOf } from '../../support/fixture-town';
import { Phone, photoDraft } from '../../support/phone';

const [TOWN] = TOWNS;
const [VILLAGE] = villagesOf(TOWN) as [string];
const clock = Date.UTC(2026, 8, 2, 1);

test('what came back is mended and sent again with its photos, or thrown away with them', async () => {
	const town = buildFixtureTown(clock);
	const server = new FakeServer(town, TOWN, () => clock);
	const worker = town.person('gridWorker', VILLAGE);
	const phone = await Phone.of({ username: worker.id, wire: new Wire(server), now: () => clock });
	const { own } = phone.replica;
	const { runner } = phone;
	const waiting = waitingSource({
		replica: () => phone.replica,
		runner,
		retry: () => phone.loop.wake('retry'),
		now: phone.parts.now,
		networkUp: () => true
	});
	const grid = gridsOf(VILLAGE)[0] as string;
	const place = { town: TOWN, village: VILLAGE, grid, address: '示例路' };
	const report = { source: 'patrol' as const, place, words: '示例' };
	server.assign(worker.id, []);
	for (const salt of ['a', 'b'])
		await runner.run('case.report', report, { photos: [photoDraft(salt, clock)] });
	await phone.sync();
	const [first, second] = await own.inbox.toArray();
	if (!first || !second) throw new Error('nothing came back');
	expect(first.rejection.code).toBe('case/not-allowed');

	server.assign(worker.id, worker.assignments);
	await phone.sync();
	const data = (await waiting.dataOf(first.id)) as typeof report;
	const sent = await waiting.resend(first.id, { ...data, words: '改过' });
	expect(sent).toMatchObject({ ok: true });
	await phone.sync();
	const target = sent.ok ? sent.target : '';
	expect(server.case(target)).toMatchObject({ words: '改过', photos: [{ w: 64 }] });

	await waiting.discard(second.id);
	expect(await own.inbox.count()).toBe(0);
	expect(await own.photos.count()).toBe(1);
});
