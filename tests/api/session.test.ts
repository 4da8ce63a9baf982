/** Signing in, the limiter, and who may listen to what. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROTO } from '../../web/protocol/envelope';
import { loginResponseSchema } from '../../web/protocol/session';
import { pokeTopic } from '../../web/protocol/routes';
import { Dashboard, newId, Phone, post, signIn, startFixtureServer } from '../support/api';
import { gridsOf, PASSWORD, TOWNS, villagesOf, type FixtureTown } from '../support/fixture-town';
import { openEvents } from '../support/sse';
import type { TestServer } from '../support/server';

const [TOWN] = TOWNS;
const [VILLAGE, SIBLING] = villagesOf(TOWN) as [string, string];
let server: TestServer;
let town: FixtureTown;

beforeAll(async () => {
	({ server, town } = await startFixtureServer());
});
afterAll(() => server.stop());

const login = async (username: string, password: string, more: object = {}) => {
	const body = { proto: PROTO, username, password, device: 'test', ...more };
	const { json } = await post(server, '/api/lq/login', body);
	return loginResponseSchema.parse(json);
};

describe('signing in', () => {
	test('gives a token, a replica of one’s own and what one is', async () => {
		const worker = town.person('gridWorker', VILLAGE);
		const first = await signIn(server, worker);
		expect(first.me).toMatchObject({ person: worker.id, town: TOWN });
		expect(first.me.assignments).toEqual(worker.assignments);
		const again = await login(worker.username, PASSWORD, { replica: first.replica });
		expect(again).toMatchObject({ ok: true, replica: first.replica });
		const other = town.person('clerk', TOWN);
		const shared = await login(other.username, PASSWORD, { replica: first.replica });
		expect(shared.ok && shared.replica).not.toBe(first.replica);
	});

	test('C09: a store that was lost learns of it, and gets a stream of its own', async () => {
		const worker = town.person('gridWorker', VILLAGE);
		const phone = await Phone.of(server, worker);
		await phone.push({
			type: 'patrol.start',
			target: newId(),
			data: { village: VILLAGE, due: [] }
		});
		const { replica, token } = phone.session;
		expect(await login(worker.username, PASSWORD, { replica })).toMatchObject({ lastSeq: 1 });
		const body = { proto: PROTO, device: 'test' };
		const { json } = await post(server, '/api/lq/replicas', body, token);
		expect(json).toMatchObject({ ok: true, lastSeq: 0 });
		expect(json.replica).not.toBe(replica);
		const renewed = await post(server, '/api/lq/replicas', { ...body, replica }, json.token);
		expect(renewed.json).toMatchObject({ ok: true, replica, lastSeq: 1 });
		expect((await post(server, '/api/lq/replicas', body, 'nonsense')).json.code).toBe(
			'auth/sign-in'
		);
	});

	test('a wrong password and a name that does not exist answer alike, and take as long', async () => {
		const time = async (name: string) => {
			const start = performance.now();
			expect(await login(name, 'wrong')).toEqual({ ok: false, code: 'auth/bad-credentials' });
			return performance.now() - start;
		};
		await time('p-nobody-0');
		const real = town.people.slice(0, 4).map(({ username }) => username);
		const known: number[] = [];
		const unknown: number[] = [];
		for (const [i, name] of real.entries()) {
			known.push(await time(name));
			unknown.push(await time(`p-nobody-${i + 1}`));
		}
		// Hashing takes tens of milliseconds: without it an answer comes in two.
		expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
	});

	test('who left is told so, but only with the right password', async () => {
		const person = town.person('analyst', TOWN);
		const dashboard = await Dashboard.of(server);
		await dashboard.change('people', person.id, { disabled: true });
		expect(await login(person.username, PASSWORD)).toMatchObject({ code: 'auth/disabled' });
		expect(await login(person.username, 'wrong')).toMatchObject({ code: 'auth/bad-credentials' });
	});

	test('Q06: after five mistakes each costs a wait, also with the right password', async () => {
		const { username } = town.person('hotline', TOWN);
		for (let i = 0; i < 5; i++)
			expect(await login(username, 'wrong')).toMatchObject({ code: 'auth/bad-credentials' });
		const refused = await login(username.toUpperCase(), PASSWORD);
		expect(refused).toMatchObject({ ok: false, code: 'auth/too-many' });
		expect(!refused.ok && refused.retryAfterMs).toBeLessThanOrEqual(1000);
		// Nobody else behind the same address is kept out.
		expect(await login(town.person('leader', TOWN).username, PASSWORD)).toMatchObject({ ok: true });
		await expect
			.poll(() => login(username, PASSWORD), { timeout: 5000 })
			.toMatchObject({ ok: true });
	});

	test('the framework’s own sign-in is shut for people', async () => {
		const { username: identity } = town.person('clerk', TOWN);
		const answer = await post(server, '/api/collections/people/auth-with-password', {
			identity,
			password: PASSWORD
		});
		expect(answer.status).toBe(404);
	});
});

describe('R01: listening', () => {
	const topicsOf = (...keys: string[]) => keys.map(pokeTopic);

	test('nobody listens to anything, and a person to her own keys only', async () => {
		const worker = await signIn(server, town.person('gridWorker', VILLAGE));
		for (const [topics, token, ok] of [
			[topicsOf(`a:${VILLAGE}`), worker.token, true],
			[topicsOf(`t:${TOWN}`, `a:${VILLAGE}+s`), worker.token, true],
			[topicsOf(`a:${VILLAGE}+r`), worker.token, false],
			[topicsOf(`a:${SIBLING}`), worker.token, false],
			[topicsOf(`a:${TOWN}`), worker.token, false],
			[['cases'], worker.token, false],
			[['cases/*'], worker.token, false],
			[['people/*'], worker.token, false],
			[topicsOf(`a:${VILLAGE}`), undefined, false],
			[['cases/*'], undefined, false]
		] as const) {
			const events = await openEvents(server);
			expect(await events.subscribe(topics, token), String(topics)).toBe(ok ? 204 : 403);
			events.close();
		}
	});

	test('a poke says that something changed, to who may see it, and never what', async () => {
		const worker = await Phone.of(server, town.person('gridWorker', VILLAGE));
		const sibling = await signIn(server, town.person('gridWorker', SIBLING));
		const clerk = await signIn(server, town.person('clerk', TOWN));
		const near = await openEvents(server);
		const far = await openEvents(server);
		await near.subscribe(topicsOf(`a:${TOWN}`, `d:${TOWN}`, `t:${TOWN}`), clerk.token);
		await far.subscribe(topicsOf(`a:${SIBLING}`, `p:${sibling.me.person}`), sibling.token);
		const place = { town: TOWN, village: VILLAGE, grid: gridsOf(VILLAGE)[0], address: '示例路' };
		const data = { source: 'patrol', place, words: '示例秘密', photos: [] };
		await worker.push(
			{ type: 'case.report', target: newId(), data },
			{ type: 'case.report', target: newId(), data }
		);
		await expect.poll(() => near.messages().length).toBe(1);
		expect(near.messages()[0]).toEqual({ event: pokeTopic(`a:${TOWN}`), data: '{}' });
		expect(far.messages()).toEqual([]);
		near.close();
		far.close();
	});
});
