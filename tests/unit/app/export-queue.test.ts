/** The queue leaves the device as one file: sealed commands byte for byte, photos as they are. */
import { expect, test } from 'vitest';
import { exportQueue } from '~/app/export-queue';
import { FakeServer, Wire } from '../../support/fake-server';
import { buildFixtureTown, gridsOf, TOWNS, villagesOf } from '../../support/fixture-town';
import { Phone, photoDraft } from '../../support/phone';

const [TOWN] = TOWNS;
const [VILLAGE] = villagesOf(TOWN) as [string];
const clock = Date.UTC(2026, 8, 2, 1);

test('what waits is in it, what was pulled is not', async () => {
	const town = buildFixtureTown(clock);
	const server = new FakeServer(town, TOWN, () => clock);
	const username = town.person('gridWorker', VILLAGE).id;
	const phone = await Phone.of({ username, wire: new Wire(server), now: () => clock });
	const photo = photoDraft('a', clock);
	const grid = gridsOf(VILLAGE)[0] as string;
	const place = { town: TOWN, village: VILLAGE, grid, address: '示例路' };
	const report = { source: 'patrol' as const, place, words: '示例' };
	await phone.runner.run('case.report', report, { photos: [photo] });

	const text = await (await exportQueue(phone.replica.own)).text();
	const file = JSON.parse(text) as {
		commands: { raw: string }[];
		photos: { sha256: string; base64: string }[];
	};
	expect(file.commands.map(({ raw }) => raw)).toEqual([(await phone.outbox())[0]?.raw]);
	const [kept] = file.photos;
	expect(kept?.sha256).toBe(photo.sha256);
	const bytes = Uint8Array.from(atob(kept?.base64 ?? ''), (char) => char.charCodeAt(0));
	expect(bytes).toEqual(new Uint8Array(photo.bytes));
	expect(text).not.toContain('officeHours');
});
