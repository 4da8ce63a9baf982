/** The queue leaves the device as one sealed file: commands byte for byte, photos as they are. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openCarried } from '~/app/carried-file';
import { exportQueue } from '~/app/export-queue';
import { batchesOf } from '~/app/keeping';
import { FileRefused, newCode, sealFile } from '~/app/sealed-file';
import { FakeServer, Wire } from '../../support/fake-server';
import { buildFixtureTown, gridsOf, TOWNS, villagesOf } from '../../support/fixture-town';
import { Phone, photoDraft } from '../../support/phone';

const [TOWN] = TOWNS;
const [VILLAGE] = villagesOf(TOWN) as [string];
const clock = Date.UTC(2026, 8, 2, 1);

async function phoneWithReport() {
	const town = buildFixtureTown(clock);
	const server = new FakeServer(town, TOWN, () => clock);
	const username = town.person('gridWorker', VILLAGE).id;
	const phone = await Phone.of({ username, wire: new Wire(server), now: () => clock });
	const photo = photoDraft('a', clock);
	const grid = gridsOf(VILLAGE)[0] as string;
	const place = { town: TOWN, village: VILLAGE, grid, address: '示例路' };
	const report = { source: 'patrol' as const, place, words: '示例：要带走的' };
	await phone.runner.run('case.report', report, { photos: [photo] });
	return { phone, photo };
}

const refusalOf = async (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'opened',
		(error: unknown) => (error instanceof FileRefused ? error.fault : String(error))
	);

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const item of from) found.push(item);
	return found;
}

async function* one(text: string) {
	yield new TextEncoder().encode(text);
}

test('what waits is in it, what was pulled is not, and without the code nothing is', async () => {
	const { phone, photo } = await phoneWithReport();
	const { file, code } = await exportQueue(phone.replica.own, clock);
	expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
	expect(await file.text()).not.toContain('case.report');

	const carried = await openCarried(file, code.toLowerCase().replaceAll('-', ' '));
	expect(carried.manifest.commands).toEqual([(await phone.outbox())[0]?.raw]);
	const photos = await all(carried.photos());
	expect(photos.map(({ sha256 }) => sha256)).toEqual([photo.sha256]);
	expect(new Uint8Array(photos[0]?.bytes ?? new ArrayBuffer(0))).toEqual(
		new Uint8Array(photo.bytes)
	);
	expect(new Uint8Array(photos[0]?.thumb ?? new ArrayBuffer(0))).toEqual(
		new Uint8Array(photo.thumb)
	);
	expect(JSON.stringify(carried.manifest)).not.toContain('officeHours');
});

test('a hostile file is refused with its fault', async () => {
	const { phone } = await phoneWithReport();
	const { file, code } = await exportQueue(phone.replica.own, clock);
	expect(await refusalOf(openCarried(file, newCode()))).toBe('code');
	expect(await refusalOf(openCarried(new Blob(['{"format":"x"}']), code))).toBe('foreign');
	expect(await refusalOf(openCarried(new Blob([]), code))).toBe('foreign');
	expect(await refusalOf(openCarried(file.slice(0, 60), code))).toBe('cut');

	const bytes = new Uint8Array(await file.arrayBuffer());
	bytes[80] = (bytes[80] as number) ^ 1;
	expect(await refusalOf(openCarried(new Blob([bytes]), code))).toBe('code');

	const cut = await openCarried(file.slice(0, file.size - 9), code);
	expect(await refusalOf(all(cut.photos()))).toBe('cut');

	const sealed = (text: string) => sealFile(code, one(text));
	for (const text of ['no JSON', '{}', '{"commands":[1]}'])
		expect(await refusalOf(openCarried(await sealed(text), code))).toBe('foreign');
	const huge = { case: 'a'.repeat(15), sha256: '0'.repeat(64), bytes: 9e9, thumbBytes: 1 };
	const manifest = { person: 'x', name: 'x', replica: 'a'.repeat(15), madeAt: 1, commands: [] };
	const text = JSON.stringify({ ...manifest, photos: [huge] });
	expect(await refusalOf(openCarried(await sealed(text), code))).toBe('foreign');
});

test('batches stay below the limits of one request and keep the order', () => {
	const raws = Array.from({ length: 250 }, (_, n) => `{"n":${n},"words":"${'字'.repeat(1_000)}"}`);
	const batches = batchesOf(raws);
	expect(batches.flat()).toEqual(raws);
	for (const batch of batches) {
		expect(batch.length).toBeLessThanOrEqual(100);
		expect(new TextEncoder().encode(JSON.stringify(batch)).length).toBeLessThan(262_144);
	}
	expect(batchesOf([])).toEqual([]);
});
