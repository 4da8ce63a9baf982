/** The pages without login, as a browser without JavaScript uses them: plain forms, whole pages. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPocketBase, runCommand } from '../../scripts/lib/pocketbase.mjs';
import { root } from '../../scripts/lib/source-hash.mjs';
import {
	markOf,
	TOWNS,
	gridsOf,
	unitIdOf,
	villagesOf,
	type FixtureTown
} from '../support/fixture-town';
import { Phone, post, signIn, startFixtureServer } from '../support/api';
import { segment, sha256 } from '../support/jpeg';
import type { TestServer } from '../support/server';

const [TOWN] = TOWNS;
const [VILLAGE, SIBLING] = villagesOf(TOWN) as [string, string];
const [GRID] = gridsOf(VILLAGE) as [string];
const PLATE = {
	id: 'q-lane-1',
	kind: 'place',
	target: 'lane-1',
	name: 'fire lane',
	address: 'Example Road 12',
	town: TOWN,
	village: VILLAGE,
	grid: GRID,
	lat: 311100000,
	lng: 1215700000,
	generation: 1
};

let server: TestServer;
let town: FixtureTown;
let binary: string;
let report: string;

beforeAll(async () => {
	({ server, town } = await startFixtureServer());
	binary = await findPocketBase();
	const file = join(server.dataDir, 'plates.ndjson');
	writeFileSync(file, `${JSON.stringify({ c: 'plates', row: PLATE })}\n`);
	runCommand(binary, server.dataDir, ['lq-load', file]);
	report = links([PLATE.id]).residentLink!;
});
afterAll(() => server.stop());

interface Links {
	residentLink?: string;
	jobLink?: string;
}

function links(args: string[]): Links {
	const printed = runCommand(binary, server.dataDir, ['lq-links', ...args]);
	return JSON.parse(printed.split('\n').find((line) => line.startsWith('{'))!) as Links;
}

const page = async (path: string, form?: Record<string, string> | FormData) => {
	const body = form instanceof FormData || !form ? form : new URLSearchParams(form);
	const answer = await fetch(server.url + path, { method: form ? 'POST' : 'GET', body });
	return { status: answer.status, headers: answer.headers, html: await answer.text() };
};
const hidden = (html: string, name: string): string =>
	new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const codeIn = (html: string): string => /data-code="([\d ]+)"/.exec(html)?.[1] ?? '';

/** A real picture with a place written into it, as a phone's camera makes them. */
function cameraPicture(): Buffer<ArrayBuffer> {
	const folder = join(root, 'scripts/history/pictures');
	const name = readdirSync(folder).find((file) => file.endsWith('.jpg') && !file.includes('.t.'))!;
	const picture = readFileSync(join(folder, name));
	const exif = segment(0xe1, 'Exif\0\0GPS 31.11 121.57 SERIAL-0000');
	return Buffer.concat([picture.subarray(0, 2), exif, picture.subarray(2)]);
}

async function sendReport(extra: Record<string, string>, photo?: Buffer<ArrayBuffer>) {
	const { html } = await page(report);
	const form = new FormData();
	const fields = { key: hidden(html, 'key'), words: '', phone: '', ...extra };
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	if (photo) form.set('photo', new Blob([photo], { type: 'image/jpeg' }), 'IMG_0001.jpg');
	return page(report, form);
}

describe('a resident at a plate', () => {
	test('sees the emergency numbers, the place and a form, and nothing is stored by a cache', async () => {
		const { status, html, headers } = await page(report);
		expect(status).toBe(200);
		for (const number of ['119', '110', '120']) expect(html).toContain(`href="tel:${number}"`);
		expect(html).toContain('Example Road 12 fire lane');
		expect(headers.get('cache-control')).toBe('no-store');
		expect(headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(Buffer.byteLength(html)).toBeLessThan(15_000);
	});

	test('gets a code for words alone, and follows it in plain words', async () => {
		const sent = await sendReport({ words: 'lane blocked <script>alert(1)</script>' });
		expect(sent.status).toBe(200);
		const code = codeIn(sent.html);
		expect(code).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
		const followed = await page('/q', { code });
		expect(followed.status).toBe(200);
		expect(followed.html).toContain('已收到');
		expect(followed.html).not.toMatch(/立案|派遣|核查/);
		expect(followed.html).not.toContain('<script>alert');
		expect(followed.html).not.toContain(markOf(SIBLING));
	});

	test('Q07 the same form sent twice is one report and one receipt', async () => {
		const { html } = await page(report);
		const form = { key: hidden(html, 'key'), words: 'twice', phone: '' };
		const sent = async () => {
			const body = new FormData();
			for (const [name, value] of Object.entries(form)) body.set(name, value);
			return page(report, body);
		};
		const first = await sent();
		const second = await sent();
		expect(codeIn(first.html)).not.toBe('');
		expect(codeIn(second.html)).toBe(codeIn(first.html));
	});

	test('F05 a camera picture is drawn anew: no metadata is stored, and the desk gets it whole', async () => {
		const sent = await sendReport({ words: 'with picture' }, cameraPicture());
		expect(sent.status).toBe(200);
		const clerk = await Phone.of(server, town.person('clerk', TOWN));
		const { rows } = await clerk.pull();
		const found = rows
			.map(([, , , doc]) => doc as { words?: string; id: string; photos: { sha256: string }[] })
			.find((doc) => doc?.words === 'with picture')!;
		const { sha256: hash } = found.photos[0]!;
		const photo = await fetch(`${server.url}/api/lq/photos/${found.id}/${hash}`, {
			headers: { authorization: clerk.session.token }
		});
		const bytes = Buffer.from(await photo.arrayBuffer());
		expect(sha256(bytes)).toBe(hash);
		expect(bytes.includes('SERIAL')).toBe(false);
	});

	test.each([
		['nothing at all', {}, undefined],
		['a bad phone number', { words: 'x', phone: 'call me' }, undefined],
		[
			'F02 a picture that is none',
			{ words: 'x' },
			Buffer.from('GIF89a no picture at all, but long enough to look at')
		]
	])('%s is told in words, and what was written stays', async (_, fields, photo) => {
		const sent = await sendReport(fields, photo as Buffer<ArrayBuffer> | undefined);
		expect(sent.status).toBe(422);
		expect(sent.html).toContain('role="alert"');
		if ('words' in fields) expect(sent.html).toMatch(/>\s*x<\/textarea>/);
	});

	test('is told that it is known, adds a voice, and follows the same case', async () => {
		await sendReport({ words: 'the first of them' });
		const { html } = await page(report);
		expect(html).toContain('附近已有上报');
		const voiced = await page(`${report}/voice`, {
			key: hidden(html.slice(html.indexOf('/voice')), 'key')
		});
		expect(codeIn(voiced.html)).not.toBe('');
		const followed = await page('/q', { code: codeIn(voiced.html) });
		expect(followed.html).toContain('已收到');
	});

	test('Q01 Q02 an unknown plate, a mistyped code and an unknown one say so and no more', async () => {
		expect((await page(`/r/${'0'.repeat(32)}`)).status).toBe(404);
		expect((await page('/r/%2e%2e%2fetc')).status).toBe(404);
		expect((await page('/q', { code: '1234 5678 9012 3456' })).status).toBe(422);
		expect((await page('/q', { code: '0000000000000001' })).html).not.toContain(markOf(VILLAGE));
	});
});

describe('a unit without account', () => {
	let job: string;
	let caseId: string;
	const unit = unitIdOf(VILLAGE, 'property');

	beforeAll(async () => {
		const clerk = await Phone.of(server, town.person('clerk', TOWN));
		caseId = town.cases.find((entry) => entry.village === VILLAGE && entry.what === 'reported')!.id;
		await clerk.push({
			type: 'case.fileAndDispatch',
			target: caseId,
			data: {
				category: 'E8101',
				condition: 'E8101.2',
				lead: unit,
				assist: []
			}
		});
		const asked = await post(
			server,
			'/api/lq/job-links',
			{ case: caseId, unit },
			clerk.session.token
		);
		expect(asked.json.cardText).toContain(asked.json.url);
		job = new URL(asked.json.url as string).pathname;
	});

	const step = async (
		act: string,
		extra: Record<string, string> = {},
		photo?: Buffer<ArrayBuffer>
	) => {
		const { html } = await page(job);
		const form = new FormData();
		const key = hidden(html, 'key').replace(/-.*$/, '');
		const fields = { key: `${key}-${act}`, act, ...extra };
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		if (photo) form.set('photo', new Blob([photo], { type: 'image/jpeg' }), 'a.jpg');
		return page(job, form);
	};

	test('does the whole job from the link: accept, arrive, hand in with a photo, apply', async () => {
		expect((await step('accept')).html).toContain('已接单');
		expect((await step('arrive')).html).toContain('已到场');
		expect((await step('handIn', { outcome: 'cleared' })).status).toBe(422);
		const handed = await step('handIn', { outcome: 'cleared', words: 'done' }, cameraPicture());
		expect(/role="alert">([^<]*)/.exec(handed.html)?.[1]).toBeUndefined();
		expect((await step('apply')).html).toContain('已申请办结');
	});

	test('a step that is done already is said to be done', async () => {
		expect((await step('accept')).status).toBe(422);
	});

	test('X01 who does not see the case gets no link, and a dead link opens nothing', async () => {
		const stranger = await signIn(server, town.person('gridWorker', SIBLING));
		const asked = await post(server, '/api/lq/job-links', { case: caseId, unit }, stranger.token);
		expect(asked.status).toBe(404);
		expect((await post(server, '/api/lq/job-links', { case: caseId, unit })).status).toBe(401);
		expect((await page(`/j/${'a'.repeat(32)}`)).status).toBe(410);
	});
});
