/** Work that the server could not take by itself, and the centre's decisions on it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROTO } from '../../web/protocol/envelope';
import {
	keepingResponseSchema,
	settleResponseSchema,
	type KeepingResponse,
	type SettleResponse
} from '../../web/protocol/quarantine';
import {
	Dashboard,
	newCommandId,
	newId,
	newNonce,
	Phone,
	post,
	signIn,
	startFixtureServer,
	type Told
} from '../support/api';
import { gridsOf, TOWNS, villagesOf, type FixtureTown } from '../support/fixture-town';
import type { TestServer } from '../support/server';

const [TOWN, OTHER_TOWN] = TOWNS;
const [VILLAGE, SIBLING, THIRD] = villagesOf(TOWN) as [string, string, string];
let server: TestServer;
let town: FixtureTown;
let dashboard: Dashboard;
let clerk: Phone;

beforeAll(async () => {
	({ server, town } = await startFixtureServer());
	dashboard = await Dashboard.of(server);
	clerk = await Phone.of(server, town.person('clerk', TOWN));
});
afterAll(() => server.stop());

function report(village = VILLAGE, words = '示例：楼道堆物'): Told {
	const place = {
		town: village.slice(0, 9),
		village,
		grid: gridsOf(village)[0],
		address: '示例路1弄'
	};
	const data = { source: 'patrol', place, words, photos: [] };
	return { type: 'case.report', target: newId(), data };
}

const listOf = async (phone: Phone, limit = 100): Promise<KeepingResponse> => {
	const request = { proto: PROTO, nonce: newNonce(), limit };
	const { json } = await post(server, '/api/lq/quarantine', request, phone.session.token);
	return keepingResponseSchema.parse(json);
};

interface Decision {
	readonly subject: string;
	readonly act?: string;
	readonly words?: string;
	readonly id?: string;
}

const settle = async (phone: Phone, decision: Decision): Promise<SettleResponse> => {
	const { json } = await post(
		server,
		'/api/lq/quarantine/settle',
		{
			...{ proto: PROTO, nonce: newNonce(), id: newCommandId(), act: 'apply' },
			...{ words: '已电话核实，情况属实', ...decision }
		},
		phone.session.token
	);
	return settleResponseSchema.parse(json);
};

/** A worker was disabled with a report on the phone: it went into quarantine. */
async function keptReport(village: string, words: string) {
	const person = town.person('gridWorker', village);
	const phone = await Phone.of(server, person);
	const told = { ...report(village, words), at: Date.now() - 3_600_000 };
	await dashboard.change('people', person.id, { disabled: true });
	const raw = phone.seal(told);
	const answer = await phone.pushRaw([raw]);
	expect(answer.results[0]).toMatchObject({ result: 'quarantined', code: 'auth/disabled' });
	await dashboard.change('people', person.id, { disabled: false });
	const id = answer.results[0]?.id as string;
	return { person, phone, told, raw, id };
}

describe('M07: what went into quarantine waits for the centre', () => {
	test('the list says who, when, what and why, and only to the town it belongs to', async () => {
		const { person, id, told } = await keptReport(VILLAGE, '示例：待核对一');
		const { commands, commandsLeft } = await listOf(clerk);
		expect(commandsLeft).toBe(commands.length);
		expect(commands.find((one) => one.id === id)).toMatchObject({
			person: { id: person.id, name: person.name },
			type: 'case.report',
			target: told.target,
			at: told.at,
			code: 'auth/disabled',
			readable: true,
			words: '示例：待核对一',
			address: '示例路1弄'
		});
		const counted = await listOf(clerk, 0);
		expect(counted).toMatchObject({ commandsLeft, commands: [], replicas: [] });
		const other = await Phone.of(server, town.person('clerk', OTHER_TOWN));
		expect((await listOf(other)).commands).toEqual([]);
		expect(await settle(other, { subject: id })).toMatchObject({ outcome: 'unknown' });
	});

	test('X01: for whoever does not keep a town’s work the routes do not exist', async () => {
		for (const role of ['leader', 'supervisor', 'analyst', 'hotline', 'gridChief'] as const) {
			const phone = await Phone.of(server, town.person(role, TOWN));
			const request = { proto: PROTO, nonce: newNonce(), limit: 5 };
			const { token } = phone.session;
			expect((await post(server, '/api/lq/quarantine', request, token)).status).toBe(404);
			const carried = await post(server, '/api/lq/carry', request, token);
			expect(carried.status).toBe(404);
			expect(carried.json).toEqual({ code: 'desk/unknown' });
		}
		expect((await post(server, '/api/lq/quarantine', {})).status).toBe(401);
		for (const role of ['chief', 'admin'] as const)
			expect((await listOf(await Phone.of(server, town.person(role, TOWN)))).status).toBe('done');
	});

	test('apply: her own work at its own time, with the name of who entered it', async () => {
		const { person, phone, told, raw, id } = await keptReport(SIBLING, '示例：代为入库');
		const decision = { subject: id, id: newCommandId() };
		expect(await settle(clerk, decision)).toMatchObject({ outcome: 'done' });
		const [row] = await dashboard.rows('cases', `id = '${told.target}'`);
		expect(row.doc.reporter.person).toBe(person.id);
		const [event] = await dashboard.rows('events', `target = '${told.target}' && rev = 1`);
		expect(event.at).toBe(told.at);
		expect(event.body.by).toMatchObject({
			person: person.id,
			role: 'gridWorker',
			enteredBy: town.person('clerk', TOWN).name
		});
		const lines = await dashboard.rows('commands', `target = '${told.target}'`);
		expect(lines.map((line) => [line.id, line.result, line.settled, line.cause, line.raw])).toEqual(
			[
				[id, 'quarantined', 'applied', '', raw],
				[`${id}!desk`, 'ok', '', id, raw]
			]
		);

		// The same decision again, a colleague's other one, and the phone's own replay.
		expect(await settle(clerk, decision)).toMatchObject({ outcome: 'done' });
		const chief = await Phone.of(server, town.person('chief', TOWN));
		expect(await settle(chief, { subject: id, act: 'discard' })).toMatchObject({
			outcome: 'already',
			first: { act: 'apply', by: town.person('clerk', TOWN).name }
		});
		expect((await phone.pushRaw([raw])).results[0]).toMatchObject({
			result: 'duplicate',
			first: 'quarantined'
		});
		expect(await dashboard.rows('cases', `id = '${told.target}'`)).toHaveLength(1);
		expect((await phone.pull()).settled).toContainEqual(
			expect.objectContaining({ command: id, act: 'apply' })
		);
		expect((await listOf(clerk)).commands.map((one) => one.id)).not.toContain(id);
	});

	test('two desks decide at once: one does it, the other is told', async () => {
		const { told, id } = await keptReport(THIRD, '示例：同时');
		const chief = await Phone.of(server, town.person('chief', TOWN));
		const answers = await Promise.all([
			settle(clerk, { subject: id }),
			settle(chief, { subject: id, act: 'return' })
		]);
		expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['already', 'done']);
		const applied = answers[0].outcome === 'done';
		expect(await dashboard.rows('cases', `id = '${told.target}'`)).toHaveLength(applied ? 1 : 0);
	});

	test('return and discard do nothing but are told with the words', async () => {
		for (const act of ['return', 'discard'] as const) {
			const { phone, told, id } = await keptReport(VILLAGE, `示例：${act}`);
			expect(await settle(clerk, { subject: id, act, words: '地址不清' })).toMatchObject({
				outcome: 'done'
			});
			expect(await dashboard.rows('cases', `id = '${told.target}'`)).toEqual([]);
			expect((await phone.pull()).settled).toContainEqual({
				command: id,
				act,
				words: '地址不清',
				by: town.person('clerk', TOWN).name,
				at: expect.any(Number)
			});
		}
	});

	test('what the rules refuse is not settled by an apply; what cannot be read neither', async () => {
		const { told, id, phone } = await keptReport(VILLAGE, '示例：先来');
		await settle(clerk, { subject: id });
		// A second content under a known id: the case exists by now.
		const other = phone.seal({ ...told, id, data: { ...told.data, words: '改过的' } });
		const conflict = await phone.pushRaw([other]);
		expect(conflict.results[0]).toMatchObject({ result: 'conflict_hash' });
		const kept = (await listOf(clerk)).commands.find((one) => one.result === 'conflict_hash');
		expect(kept).toMatchObject({ words: '改过的' });
		expect(kept?.id.startsWith(`${id}~`)).toBe(true);
		expect(await settle(clerk, { subject: kept?.id as string })).toMatchObject({
			outcome: 'refused',
			rejection: { code: 'case/exists' }
		});
		await phone.pushRaw(['{"id":']);
		const broken = (await listOf(clerk)).commands.find((one) => !one.readable);
		expect(await settle(clerk, { subject: broken?.id as string })).toMatchObject({
			outcome: 'refused',
			rejection: { code: 'command/not-json' }
		});
		expect(await settle(clerk, { subject: broken?.id as string, act: 'discard' })).toMatchObject({
			outcome: 'done'
		});
		expect(await settle(clerk, { subject: 'nothing-such' })).toMatchObject({ outcome: 'unknown' });
		expect(await settle(clerk, { subject: kept?.id as string, words: ' ' })).toMatchObject({
			status: 'malformed',
			field: 'words'
		});
	});
});

describe('C09: a replica that stopped is told to the person and to the centre', () => {
	test('one that said how much was to come, and one whose store was cleared', async () => {
		const person = town.person('cadre', SIBLING);
		const old = await Phone.of(server, person);
		await post(
			server,
			'/api/lq/push',
			{ ...old.request([old.seal(report(SIBLING))]), deferred: 7 },
			old.session.token
		);
		expect((await old.pull()).stopped).toBeUndefined();
		const { replica } = old.session;
		const fresh = new Phone(server, await signIn(server, person));
		const stopped = { replica, kind: 'waiting', device: 'test', lastSeq: 1, deferred: 7 };
		expect((await fresh.pull()).stopped).toMatchObject([stopped]);
		const listed = await listOf(clerk);
		expect(listed.replicasLeft).toBe(1);
		expect(listed.replicas[0]).toMatchObject({ ...stopped, person: { name: person.name } });

		expect(await settle(clerk, { subject: replica, act: 'dismiss' })).toMatchObject({
			outcome: 'done'
		});
		expect((await listOf(clerk, 0)).replicasLeft).toBe(0);
		expect((await fresh.pull()).stopped).toBeUndefined();

		await fresh.push(report(SIBLING));
		const third = new Phone(server, await signIn(server, person));
		expect((await third.pull()).stopped).toMatchObject([
			{ replica: fresh.session.replica, kind: 'cleared', lastSeq: 1, deferred: 0 }
		]);
	});

	test('what was put off counts as still to come', async () => {
		const person = town.person('cadre', THIRD);
		const phone = await Phone.of(server, person);
		await phone.push({ type: 'case.fromTheFuture', target: newId(), data: {} }, report(THIRD));
		const [row] = await dashboard.rows('replicas', `id = '${phone.session.replica}'`);
		expect(row.deferred).toBe(1);
	});
});

describe('work that was carried in a file', () => {
	const carry = async (phone: Phone, author: Phone, commands: string[], more = {}) =>
		post(
			server,
			'/api/lq/carry',
			{
				...{ proto: PROTO, nonce: newNonce(), deferred: 0, commands },
				...{ person: author.session.me.person, replica: author.session.replica, ...more }
			},
			phone.session.token
		);

	test('is taken as the author’s own stream, once, and says who vouched for it', async () => {
		const author = await Phone.of(server, town.person('cadre', VILLAGE));
		const told = [report(), report()];
		const raws = told.map((one) => author.seal(one));
		const { json } = await carry(clerk, author, raws);
		expect(json.results.map((one: { result: string }) => one.result)).toEqual(['ok', 'ok']);
		const [event] = await dashboard.rows('events', `target = '${told[0]?.target}' && rev = 1`);
		expect(event.body.by).toMatchObject({
			person: author.session.me.person,
			enteredBy: town.person('clerk', TOWN).name
		});
		const acts = await dashboard.rows('desk_acts', `act = 'carry'`);
		expect(acts.map(({ person }) => person)).toEqual(Array(2).fill(clerk.session.me.person));
		// The file again, and the phone that comes online after all.
		const again = await carry(clerk, author, raws);
		expect(again.json.results[0]).toMatchObject({ result: 'duplicate', first: 'ok' });
		const own = await author.pushRaw(raws);
		expect(own.results.map(({ result }) => result)).toEqual(['duplicate', 'duplicate']);
		expect(own.lastSeq).toBe(2);
	});

	test('of nobody of this town, or under another person’s replica, is not taken', async () => {
		const author = await Phone.of(server, town.person('gridWorker', VILLAGE));
		const [foreign] = villagesOf(OTHER_TOWN) as [string];
		const stranger = await Phone.of(server, town.person('gridWorker', foreign));
		const raw = author.seal(report());
		expect((await carry(clerk, stranger, [raw])).status).toBe(404);
		const { replica } = stranger.session;
		expect((await carry(clerk, author, [raw], { replica })).status).toBe(404);
		expect((await carry(author, author, [raw])).status).toBe(404);
		expect((await carry(clerk, author, [raw], { person: 'x/../y' })).json).toMatchObject({
			status: 'malformed',
			field: 'person'
		});
		expect((await author.pushRaw([raw])).results[0]?.result).toBe('ok');
	});
});
