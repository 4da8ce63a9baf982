/** A server put back from last night's copy: phones offer again what was acknowledged, photos included. */
import { cpSync, readdirSync, rmSync, utimesSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPocketBase, runCommand } from '../../scripts/lib/pocketbase.mjs';
import { fetchTransport } from '../../web/sync/transport';
import { Dashboard, startFixtureServer } from '../support/api';
import { gridsOf, PASSWORD, TOWNS, villagesOf, type FixtureTown } from '../support/fixture-town';
import { jpeg, sha256 } from '../support/jpeg';
import { Phone } from '../support/phone';
import { startServer, type TestServer } from '../support/server';

const [TOWN] = TOWNS;
const [VILLAGE] = villagesOf(TOWN) as [string];
let server: TestServer;
let town: FixtureTown;

beforeAll(async () => {
	({ server, town } = await startFixtureServer());
});
afterAll(async () => {
	const { dataDir } = server;
	await server.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

const whole = (from: Uint8Array) => new Uint8Array(from).buffer;
function draftOf(salt: number) {
	const bytes = jpeg({ salt });
	const thumb = whole(jpeg({ salt: salt + 1_000 }));
	const kind = 'far' as const;
	return {
		bytes: whole(bytes),
		thumb,
		sha256: sha256(bytes),
		w: 64,
		h: 48,
		kind,
		takenAt: Date.now()
	};
}

const report = (words: string) => ({
	source: 'patrol' as const,
	place: {
		town: TOWN,
		village: VILLAGE,
		grid: gridsOf(VILLAGE)[0] as string,
		address: '示例路1弄'
	},
	words
});

test('S04: acknowledged work and photos come back after a restore, once', async () => {
	const { username } = town.person('gridWorker', VILLAGE);
	const wire = fetchTransport({ origin: server.url });
	const phone = await Phone.of({ username, password: PASSWORD, wire, now: Date.now });
	const before = draftOf(1);
	const first = await phone.runner.run('case.report', report('备份前'), { photos: [before] });
	await phone.sync();

	const { dataDir, port } = server;
	const night = `${dataDir}-night`;
	await server.kill();
	cpSync(dataDir, night, { recursive: true });
	// The copy has the row of a photo whose bytes it missed.
	rmSync(join(night, 'photos'), { recursive: true });
	server = await startServer({ dataDir, port });
	const after = draftOf(2);
	const second = await phone.runner.run('case.report', report('备份后'), { photos: [after] });
	await phone.sync();
	expect(await phone.outbox()).toHaveLength(0);
	if (!first.ok || !second.ok) throw new Error('not saved');

	await server.kill();
	rmSync(dataDir, { recursive: true });
	cpSync(night, dataDir, { recursive: true });
	rmSync(night, { recursive: true });
	runCommand(await findPocketBase(), dataDir, ['lq-new-lineage']);
	server = await startServer({ dataDir, port });
	await phone.sync();
	await phone.sync();

	expect(await phone.outbox()).toHaveLength(0);
	expect(await phone.inbox()).toEqual([]);
	expect(await phone.replica.own.value('reoffered')).toBe(2);
	const dashboard = await Dashboard.of(server);
	for (const [{ target }, photo] of [
		[first, before],
		[second, after]
	] as const) {
		expect(await dashboard.rows('cases', `id = '${target}'`)).toHaveLength(1);
		const bytes = await wire.getPhoto(target, photo.sha256, 'full', phone.token);
		expect(sha256(new Uint8Array(bytes ?? new ArrayBuffer(0)))).toBe(photo.sha256);
		expect((await phone.case(target))?.number).toBeTruthy();
	}
	const lines = await dashboard.rows('commands', `person != 'system'`);
	expect(lines.map(({ result }) => result)).toEqual(['ok', 'ok']);
});

test('S02 C04: the janitor takes orphans older than a day, never younger, never what a row speaks of', async () => {
	const root = join(server.dataDir, 'photos');
	const orphans = join(root, 'o'.repeat(15));
	mkdirSync(orphans, { recursive: true });
	const old = join(orphans, `${'1'.repeat(64)}.jpg`);
	const part = join(orphans, `${'2'.repeat(64)}.jpg.abc123.part`);
	const young = join(orphans, `${'3'.repeat(64)}.jpg`);
	for (const path of [old, part, young]) writeFileSync(path, 'x');
	const yesterday = (Date.now() - 25 * 3_600_000) / 1_000;
	for (const path of [old, part]) utimesSync(path, yesterday, yesterday);
	for (const folder of readdirSync(root))
		for (const file of readdirSync(join(root, folder)))
			if (!join(root, folder, file).startsWith(orphans))
				utimesSync(join(root, folder, file), yesterday, yesterday);
	const count = () => readdirSync(root).flatMap((dir) => readdirSync(join(root, dir))).length;
	const kept = count() - 2;

	const run = async () => runCommand(await findPocketBase(), server.dataDir, ['lq-janitor']);
	expect(await run()).toContain('removed=2');
	expect(count()).toBe(kept);
	expect(readdirSync(orphans)).toEqual([`${'3'.repeat(64)}.jpg`]);
	expect(await run()).toContain('removed=0');
});
