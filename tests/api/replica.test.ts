/** The device's own replica against the real server: offline work, push, pull, photos, pokes, converge. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PokeListener } from '../../web/sync/poke';
import { fetchTransport } from '../../web/sync/transport';
import { startFixtureServer } from '../support/api';
import {
	fireOf,
	gridsOf,
	PASSWORD,
	TOWNS,
	villagesOf,
	type FixtureTown
} from '../support/fixture-town';
import { jpeg, sha256 } from '../support/jpeg';
import { Phone } from '../support/phone';
import type { TestServer } from '../support/server';

const [TOWN] = TOWNS;
const [VILLAGE] = villagesOf(TOWN) as [string];
let server: TestServer;
let town: FixtureTown;

beforeAll(async () => {
	({ server, town } = await startFixtureServer());
});
afterAll(() => server.stop());

/** The real wire with a switch in it. */
function switched() {
	const state = { online: true };
	const wire = fetchTransport({
		origin: server.url,
		fetch: (input, init) =>
			state.online ? fetch(input, init) : Promise.reject(new TypeError('offline'))
	});
	return { state, wire };
}

async function open(role: 'gridWorker' | 'clerk', area: string) {
	const { state, wire } = switched();
	const { username } = town.person(role, area);
	const phone = await Phone.of({ username, password: PASSWORD, wire, now: Date.now });
	return { phone, state };
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

function draftOf(salt: number) {
	const bytes = jpeg({ salt });
	const thumb = jpeg({ salt: salt + 1_000 });
	const whole = (from: Uint8Array) => new Uint8Array(from).buffer;
	return {
		bytes: whole(bytes),
		thumb: whole(thumb),
		sha256: sha256(bytes),
		w: 64,
		h: 48,
		kind: 'far' as const,
		takenAt: Date.now()
	};
}

test('work done offline by two people comes together, photos included', async () => {
	const worker = await open('gridWorker', VILLAGE);
	const desk = await open('clerk', TOWN);
	worker.state.online = false;
	const photo = draftOf(1);
	const made = await worker.phone.runner.run('case.report', report('离线上报'), {
		photos: [photo]
	});
	if (!made.ok) throw new Error(made.rejection.code);
	const id = made.target;
	const whistle = { units: [fireOf(TOWN)], reason: '示例' };
	const whistled = await worker.phone.runner.run('case.whistle', whistle, { target: id });
	expect(whistled).toMatchObject({ ok: true });
	await worker.phone.sync();
	expect(await worker.phone.outbox()).toHaveLength(2);

	worker.state.online = true;
	await worker.phone.sync();
	expect(await worker.phone.outbox()).toHaveLength(0);
	expect((await worker.phone.replica.own.photos.toArray()).map(({ state }) => state)).toEqual([
		'stored'
	]);

	await desk.phone.sync();
	expect((await desk.phone.case(id))?.number).toBeTruthy();
	desk.state.online = false;
	const noted = await desk.phone.runner.run('case.remind', { words: '尽快' }, { target: id });
	expect(noted).toMatchObject({ ok: true });
	const more = await worker.phone.runner.run(
		'case.addPhotos',
		{},
		{ target: id, photos: [draftOf(2)] }
	);
	expect(more).toMatchObject({ ok: true });
	await worker.phone.sync();
	desk.state.online = true;
	await desk.phone.sync();
	await worker.phone.sync();
	expect(await worker.phone.case(id)).toEqual(await desk.phone.case(id));
	expect((await worker.phone.case(id))?.photos).toHaveLength(2);
	expect(await desk.phone.inbox()).toEqual([]);

	const bytes = await desk.phone.parts.wire.getPhoto(id, photo.sha256, 'full', desk.phone.token);
	expect(sha256(new Uint8Array(bytes ?? new ArrayBuffer(0)))).toBe(photo.sha256);
});

test('what the server refuses comes back with the reason that the rules here give too', async () => {
	const worker = await open('gridWorker', VILLAGE);
	const desk = await open('clerk', TOWN);
	const made = await worker.phone.runner.run('case.report', report('将被作废'));
	if (!made.ok) throw new Error(made.rejection.code);
	await worker.phone.sync();
	await desk.phone.sync();
	worker.state.online = false;
	await worker.phone.runner.run('case.void', { reason: '示例' }, { target: made.target });
	await desk.phone.runner.run('case.refuse', { reason: '示例' }, { target: made.target });
	await desk.phone.sync();
	worker.state.online = true;
	await worker.phone.sync();
	expect(await worker.phone.inbox()).toMatchObject([
		{ outcome: 'rejected', rejection: { code: 'case/wrong-status' } }
	]);
	expect(await worker.phone.case(made.target)).toEqual(await desk.phone.case(made.target));
});

test('a poke tells the desk within a second, without any data in it', async () => {
	const worker = await open('gridWorker', VILLAGE);
	const desk = await open('clerk', TOWN);
	const ended = new AbortController();
	let pokes = 0;
	const listener = new PokeListener({
		origin: server.url,
		token: async () => desk.phone.token,
		keys: async () => (await desk.phone.replica.own.value('keys')) ?? [],
		poked: () => pokes++,
		random: () => 0.5
	});
	void listener.run(ended.signal);
	try {
		await expect.poll(() => pokes, { timeout: 5_000 }).toBe(1);
		await worker.phone.runner.run('case.report', report('听得到'));
		const before = Date.now();
		await worker.phone.sync();
		await expect.poll(() => pokes, { timeout: 3_000, interval: 20 }).toBe(2);
		expect(Date.now() - before).toBeLessThan(2_000);
	} finally {
		ended.abort();
	}
});

test('a token of nobody asks for a sign-in and loses nothing', async () => {
	const { phone } = await open('gridWorker', VILLAGE);
	await phone.runner.run('case.report', report('令牌过期'));
	const stale = Object.assign(Object.create(Phone.prototype) as typeof phone, phone, {
		token: 'x'
	});
	await stale.restart();
	await stale.sync();
	expect(stale.loop.state.problem).toBe('signIn');
	expect(await phone.outbox()).toHaveLength(1);
	await phone.restart();
	await phone.sync();
	expect(await phone.outbox()).toHaveLength(0);
});
