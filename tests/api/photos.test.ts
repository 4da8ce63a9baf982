import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROTO } from '../../web/protocol/envelope';
import { newId, newNonce, Phone, startFixtureServer } from '../support/api';
import { gridsOf, TOWNS, villagesOf, type FixtureTown } from '../support/fixture-town';
import { jpeg, segment, sha256 } from '../support/jpeg';
import type { TestServer } from '../support/server';

const [TOWN] = TOWNS;
const [VILLAGE, SIBLING] = villagesOf(TOWN) as [string, string];
let server: TestServer;
let town: FixtureTown;
let worker: Phone;

beforeAll(async () => {
	({ server, town } = await startFixtureServer());
	worker = await Phone.of(server, town.person('gridWorker', VILLAGE));
});
afterAll(() => server.stop());

const refOf = (bytes: Buffer, claimed: object = {}) => ({
	sha256: sha256(bytes),
	bytes: bytes.length,
	w: 64,
	h: 48,
	kind: 'far',
	takenAt: Date.now(),
	...claimed
});

/** Reports a case that declares the pictures. */
async function declare(photos: object[], from = worker): Promise<string> {
	const target = newId();
	const place = { town: TOWN, village: VILLAGE, grid: gridsOf(VILLAGE)[0], address: '示例路' };
	const { results } = await from.push({
		type: 'case.report',
		target,
		data: { source: 'patrol', place, words: '示例', photos }
	});
	expect(results[0]).toMatchObject({ result: 'ok' });
	return target;
}

async function upload(
	caseId: string,
	bytes: Buffer<ArrayBuffer>,
	{
		from = worker,
		hash = sha256(bytes),
		thumb = jpeg({ salt: 99 }),
		token
	}: { from?: Phone; hash?: string; thumb?: Buffer<ArrayBuffer>; token?: string } = {}
) {
	const bearer = token ?? from.session.token;
	const form = new FormData();
	form.set('proto', String(PROTO));
	form.set('nonce', newNonce());
	form.set('case', caseId);
	form.set('sha256', hash);
	form.set('photo', new Blob([bytes], { type: 'image/jpeg' }), 'p.jpg');
	form.set('thumb', new Blob([thumb], { type: 'image/jpeg' }), 't.jpg');
	const answer = await fetch(`${server.url}/api/lq/photos`, {
		method: 'POST',
		headers: { authorization: bearer },
		body: form
	});
	return (await answer.json()) as { status: string; code?: string };
}

const get = (path: string, token?: string) =>
	fetch(`${server.url}/api/lq/photos/${path}`, {
		headers: token === undefined ? {} : { authorization: token }
	});

test('what was stored is what was declared, byte for byte, and asking twice stores once', async () => {
	const bytes = jpeg({ salt: 1 });
	const caseId = await declare([refOf(bytes)]);
	expect(await upload(caseId, bytes)).toMatchObject({ status: 'stored' });
	expect(await upload(caseId, bytes)).toMatchObject({ status: 'stored' });
	const answer = await get(`${caseId}/${sha256(bytes)}`, worker.session.token);
	expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256(bytes));
	const small = await get(`${caseId}/${sha256(bytes)}?size=thumb`, worker.session.token);
	expect(small.status).toBe(200);
	expect(readdirSync(join(server.dataDir, 'photos', caseId)).sort()).toEqual([
		`${sha256(bytes)}.jpg`,
		`${sha256(bytes)}.t.jpg`
	]);
});

test('F11: the same picture in two cases resolves from both', async () => {
	const bytes = jpeg({ salt: 11 });
	for (const caseId of [await declare([refOf(bytes)]), await declare([refOf(bytes)])]) {
		expect(await upload(caseId, bytes)).toMatchObject({ status: 'stored' });
		expect((await get(`${caseId}/${sha256(bytes)}`, worker.session.token)).status).toBe(200);
	}
});

describe('bytes that are refused, by what they are and not by what they are called', () => {
	const html = Buffer.from('<html><script>alert(1)</script>');
	const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200)]);
	const cases: [string, () => Buffer<ArrayBuffer>, string][] = [
		[
			'F01: more pixels than a picture has',
			() => jpeg({ w: 30_000, h: 30_000 }),
			'too-many-pixels'
		],
		['F01: a PNG, whatever its size', () => Buffer.from(png), 'not-jpeg'],
		['F02: an archive', () => Buffer.from(`PK\x03\x04${'0'.repeat(200)}`, 'latin1'), 'not-jpeg'],
		['F03: a page behind the picture', () => Buffer.concat([jpeg(), html]), 'goes-on'],
		['F03: a page in a comment', () => jpeg({ extra: [segment(0xfe, html)] }), 'metadata'],
		['F04: a drawing', () => Buffer.from(`<svg>${' '.repeat(200)}</svg>`), 'not-jpeg'],
		[
			'F05: EXIF with a position',
			() => jpeg({ extra: [segment(0xe1, 'Exif\0\0GPS')] }),
			'metadata'
		],
		['F06: half a picture', () => jpeg({ salt: 6 }).subarray(0, -2), 'truncated']
	];
	for (const [name, make, code] of cases) {
		test(name, async () => {
			const bytes = make();
			const caseId = await declare([refOf(bytes)]);
			expect(await upload(caseId, bytes)).toMatchObject({
				status: 'refused',
				code: `photo/${code}`
			});
			expect((await get(`${caseId}/${sha256(bytes)}`, worker.session.token)).status).toBe(404);
		});
	}
	test('F06: no bytes, other bytes, more bytes than declared', async () => {
		const bytes = jpeg({ salt: 66 });
		const caseId = await declare([refOf(bytes)]);
		const hash = sha256(bytes);
		const wrong = jpeg({ salt: 67 });
		expect(await upload(caseId, Buffer.alloc(0), { hash })).toMatchObject({ status: 'refused' });
		expect(await upload(caseId, wrong, { hash })).toMatchObject({ code: 'photo/other-hash' });
		const longer = Buffer.concat([bytes, Buffer.alloc(1)]);
		expect(await upload(caseId, longer, { hash })).toMatchObject({ code: 'photo/other-length' });
		expect(await upload(caseId, bytes)).toMatchObject({ status: 'stored' });
	});
	test('F07: a picture of 50 MB costs nothing', async () => {
		const huge = Buffer.alloc(5_000_000, 0xff);
		const caseId = await declare([refOf(jpeg({ salt: 7 }))]);
		expect(await upload(caseId, huge)).toMatchObject({ code: 'photo/too-large' });
	});
});

test('what no command declared waits; whose command was refused may still send it', async () => {
	const bytes = jpeg({ salt: 20 });
	expect(await upload(newId(), bytes)).toMatchObject({ status: 'later' });
	const target = newId();
	const { results } = await worker.push({
		type: 'case.addPhotos',
		target,
		data: { photos: [refOf(bytes)] }
	});
	expect(results[0]).toMatchObject({ result: 'rejected', code: 'case/unknown' });
	expect(await upload(target, bytes)).toMatchObject({ status: 'stored' });
	const stranger = await Phone.of(server, town.person('gridWorker', SIBLING));
	expect(await upload(target, bytes, { from: stranger })).toMatchObject({ status: 'later' });
});

test('F09: nobody, a stranger and a guess get the same 404; a bad token uploads nothing', async () => {
	const bytes = jpeg({ salt: 9 });
	const caseId = await declare([refOf(bytes)]);
	await upload(caseId, bytes);
	const path = `${caseId}/${sha256(bytes)}`;
	const stranger = await Phone.of(server, town.person('gridWorker', SIBLING));
	for (const [where, token] of [
		[path, undefined],
		[path, 'nonsense'],
		[path, stranger.session.token],
		[`${caseId}/${'0'.repeat(64)}`, worker.session.token],
		['..%2f..%2f/etc%2fpasswd', worker.session.token],
		[`${newId()}/${sha256(bytes)}`, worker.session.token]
	] as const) {
		expect((await get(where, token)).status, where).toBe(404);
	}
	expect(await upload(caseId, bytes, { token: 'nonsense' })).toMatchObject({ status: 'signIn' });
	const clerk = await Phone.of(server, town.person('clerk', TOWN));
	expect((await get(path, clerk.session.token)).status).toBe(200);
});

test('F10: a picture is in no cache and runs nothing', async () => {
	const bytes = jpeg({ salt: 10 });
	const caseId = await declare([refOf(bytes)]);
	await upload(caseId, bytes);
	const { headers } = await get(`${caseId}/${sha256(bytes)}`, worker.session.token);
	expect(headers.get('cache-control')).toBe('private, no-store');
	expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(headers.get('content-security-policy')).toContain('sandbox');
	expect(headers.get('content-type')).toBe('image/jpeg');
});

test('S02: the janitor takes what no row speaks of after a day, and nothing younger', async () => {
	const bytes = jpeg({ salt: 2 });
	const caseId = await declare([refOf(bytes)]);
	await upload(caseId, bytes);
	const dir = join(server.dataDir, 'photos', newId());
	mkdirSync(dir);
	const orphan = (name: string, hours: number) => {
		writeFileSync(join(dir, name), 'x');
		const then = Date.now() / 1000 - hours * 3600;
		utimesSync(join(dir, name), then, then);
	};
	orphan(`${'a'.repeat(64)}.jpg`, 25);
	orphan(`${'b'.repeat(64)}.jpg.abc123.part`, 25);
	orphan(`${'c'.repeat(64)}.jpg`, 23);
	const token = await server.superuserToken();
	const run = await fetch(`${server.url}/api/crons/lq-orphan-photos`, {
		method: 'POST',
		headers: { authorization: token }
	});
	expect(run.status).toBe(204);
	await expect.poll(() => readdirSync(dir)).toEqual([`${'c'.repeat(64)}.jpg`]);
	expect((await get(`${caseId}/${sha256(bytes)}`, worker.session.token)).status).toBe(200);
});
