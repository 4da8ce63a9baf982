/** One replica's stream against the real server: what is answered, and what is behind the answer. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PushResponse } from '../../web/protocol/push';
import {
	Dashboard,
	newCommandId,
	newId,
	Phone,
	post,
	startFixtureServer,
	type Told
} from '../support/api';
import {
	fireOf,
	gridsOf,
	TOWNS,
	unitIdOf,
	villagesOf,
	type FixtureTown
} from '../support/fixture-town';
import type { TestServer } from '../support/server';

const [TOWN, OTHER_TOWN] = TOWNS;
const [VILLAGE, SIBLING] = villagesOf(TOWN) as [string, string];
let server: TestServer;
let town: FixtureTown;
let dashboard: Dashboard;
let worker: Phone;
let clerk: Phone;

beforeAll(async () => {
	({ server, town } = await startFixtureServer());
	dashboard = await Dashboard.of(server);
	worker = await Phone.of(server, town.person('gridWorker', VILLAGE));
	clerk = await Phone.of(server, town.person('clerk', TOWN));
});
afterAll(() => server.stop());

function report(more: Record<string, unknown> = {}, village = VILLAGE): Told {
	const place = {
		town: village.slice(0, 9),
		village,
		grid: gridsOf(village)[0],
		address: '示例路1弄'
	};
	const data = { source: 'patrol', place, words: '示例：楼道堆物', photos: [], ...more };
	return { type: 'case.report', target: newId(), data };
}

const kinds = (answer: PushResponse) => answer.results.map(({ result }) => result);
const codes = (answer: PushResponse) => answer.results.map(({ code }) => code);
const freshWorker = (village = VILLAGE) => Phone.of(server, town.person('gridWorker', village));

describe('once and in order', () => {
	test('P01: an answer that was lost is asked for again and comes the same, done once', async () => {
		const raws = [worker.seal(report()), worker.seal(report())];
		const first = await worker.pushRaw(raws);
		expect(kinds(first)).toEqual(['ok', 'ok']);
		const again = await worker.pushRaw(raws);
		expect(kinds(again)).toEqual(['duplicate', 'duplicate']);
		expect(again.results.map((line) => [line.first, line.seq])).toEqual(
			first.results.map(({ seq }) => ['ok', seq])
		);
		expect(again.lastSeq).toBe(first.lastSeq);
	});

	test('P02: the same batch from two sockets at once is done once', async () => {
		const raws = [worker.seal(report())];
		const answers = await Promise.all([worker.pushRaw(raws), worker.pushRaw(raws)]);
		expect(answers.flatMap(kinds).sort()).toEqual(['duplicate', 'ok']);
		expect(answers[0].results[0]?.seq).toBe(answers[1].results[0]?.seq);
	});

	test('P03: a replay that overlaps is told apart command by command', async () => {
		const raws = Array.from({ length: 9 }, () => worker.seal(report()));
		expect(new Set(kinds(await worker.pushRaw(raws.slice(0, 6))))).toEqual(new Set(['ok']));
		expect(kinds(await worker.pushRaw(raws.slice(3)))).toEqual([
			...Array(3).fill('duplicate'),
			...Array(3).fill('ok')
		]);
	});

	test('P04: what comes before its time is held, and nothing of it is done', async () => {
		const [early, late] = [worker.seal(report()), worker.seal(report())] as const;
		const held = await worker.pushRaw([late]);
		expect(kinds(held)).toEqual(['hold']);
		const done = await worker.pushRaw([early, late]);
		expect(kinds(done)).toEqual(['ok', 'ok']);
		expect(done.lastSeq).toBe(held.lastSeq + 2);
	});

	test('P05: the same id with other content changes nothing, and both copies are kept', async () => {
		const told = { ...report(), id: newCommandId() };
		await worker.push(told);
		const other = worker.seal({ ...told, data: { ...told.data, words: '改过的' } });
		const answer = await worker.pushRaw([other]);
		expect(kinds(answer)).toEqual(['conflict_hash']);
		const lines = await dashboard.rows('commands', `id ~ '${told.id}'`);
		expect(lines.map(({ result }) => result).sort()).toEqual(['conflict_hash', 'ok']);
		expect(lines.map(({ raw }) => raw)).toContain(other);
		const [row] = await dashboard.rows('cases', `id = '${told.target}'`);
		expect(row.doc.words).toBe(told.data.words);
	});

	test('C15: a number that was consumed by something else is kept for the desk', async () => {
		const rolledBack = worker.seal({ ...report(), seq: 1 });
		const answer = await worker.pushRaw([rolledBack]);
		expect(codes(answer)).toEqual(['command/sequence-taken']);
		expect(kinds(answer)).toEqual(['quarantined']);
		expect(kinds(await worker.pushRaw([rolledBack]))).toEqual(['duplicate']);
	});

	test('V02: what this server does not know waits, and blocks its own target only', async () => {
		const phone = await freshWorker();
		const known = report();
		const unknown = phone.seal({ type: 'case.fromTheFuture', target: known.target, data: {} });
		const behind = phone.seal(known);
		const beside = phone.seal(report());
		const answer = await phone.pushRaw([unknown, behind, beside]);
		expect(kinds(answer)).toEqual(['later', 'later', 'ok']);
		expect(codes(answer).slice(0, 2)).toEqual(['command/unknown-type', 'command/waits']);
		expect(answer.lastSeq).toBe(0);
		expect(answer.retryAfterMs).toBeGreaterThan(0);
		const again = await phone.pushRaw([unknown, behind, beside, phone.seal(report())]);
		expect(kinds(again)).toEqual(['later', 'later', 'duplicate', 'ok']);
		// Without what waits in front, the server cannot know that nothing is missing.
		expect(kinds(await phone.pushRaw([phone.seal(report())]))).toEqual(['hold']);
	});

	test('the human number is minted by the server, one after the other', async () => {
		const told = [report(), report(), report()];
		await worker.push(...told);
		const ids = told.map(({ target }) => `id = '${target}'`).join(' || ');
		const rows = await dashboard.rows('cases', ids);
		const numbers = rows.map(({ number }) => Number(/^SA\d{8}-(\d{4})$/.exec(number)?.[1]));
		expect(numbers.sort((a, b) => a - b)).toEqual([0, 1, 2].map((n) => n + Math.min(...numbers)));
	});
});

describe('P06: what cannot be read stops nothing and is kept as it came', () => {
	const broken: [name: string, make: (phone: Phone) => string, code: string][] = [
		['not JSON', () => '{"id":', 'command/not-json'],
		['no command', () => '[]', 'command/bad-envelope'],
		['too long', (phone) => phone.seal(report({ words: 'x'.repeat(40_000) })), 'command/too-long'],
		[
			'half a character',
			(phone) => phone.seal(report({ words: '示例\ud800' })),
			'command/bad-encoding'
		],
		[
			'half a character in the bytes themselves',
			(phone) => phone.seal(report({ words: '@@' })).replace('@@', '\ud800'),
			'command/bad-encoding'
		],
		['an id that is none', (phone) => phone.seal({ ...report(), id: '1' }), 'command/bad-envelope']
	];
	for (const [name, make, code] of broken) {
		test(name, async () => {
			const phone = await freshWorker();
			const poison = make(phone);
			phone.seq = 1;
			const raws = [poison, phone.seal(report())];
			const answer = await phone.pushRaw(raws);
			expect(kinds(answer)).toEqual(['quarantined', 'ok']);
			expect(codes(answer)[0]).toBe(code);
			expect(answer.lastSeq).toBe(2);
			expect(kinds(await phone.pushRaw(raws))).toEqual(['duplicate', 'duplicate']);
			const [line] = await dashboard.rows('commands', `replica = '${phone.session.replica}'`);
			if (!poison.includes('\ud800')) expect(line.raw).toBe(poison);
		});
	}

	test('bytes that are no UTF-8 are not taken for what they could have been', async () => {
		const phone = await freshWorker();
		const raws = [phone.seal(report({ words: '@@' })), phone.seal(report())];
		const text = Buffer.from(JSON.stringify(phone.request(raws)));
		text.writeUInt16BE(0xfffe, text.indexOf('@@'));
		const { json } = await post(server, '/api/lq/push', text, phone.session.token);
		expect(kinds(json)).toEqual(['quarantined', 'ok']);
		expect(codes(json)[0]).toBe('command/bad-encoding');
	});

	test('a pair of surrogates, and words about one, are words like any other', async () => {
		const words = '示例🚒 \\ud800';
		const told = report({ words });
		expect(kinds(await worker.push(told))).toEqual(['ok']);
		const escaped = worker.seal(report({ words })).replace('🚒', '\\ud83d\\ude92');
		expect(kinds(await worker.pushRaw([escaped]))).toEqual(['ok']);
		const [row] = await dashboard.rows('cases', `id = '${told.target}'`);
		expect(row.doc.words).toBe(words);
	});

	test('data that a rule refuses is named by its field', async () => {
		const answer = await worker.push(
			report({ words: 'x'.repeat(3000) }),
			report({ extra: 1 }),
			report({ photos: [{}] }),
			report()
		);
		expect(kinds(answer)).toEqual(['rejected', 'rejected', 'rejected', 'ok']);
		expect(answer.results.map(({ field }) => field)).toEqual([
			'words',
			'extra',
			'photos.0.sha256',
			undefined
		]);
	});

	test('I09: keys that would reach into objects are refused like any unknown one', async () => {
		const raw = worker.seal(report()).replace('"data":{', '"data":{"__proto__":{"role":"chief"},');
		const answer = await worker.pushRaw([raw]);
		expect(['rejected', 'ok']).toContain(kinds(answer)[0]);
		expect(({} as { role?: string }).role).toBeUndefined();
	});
});

describe('the frame', () => {
	test('P08: proto and nonce are echoed in whatever is answered', async () => {
		const request = worker.request([]);
		const bad = [
			[request, 'nonsense', 401, 'signIn'],
			[request, undefined, 401, 'signIn'],
			[{ ...request, proto: 0 }, worker.session.token, 200, 'upgrade'],
			[{ ...request, proto: 99 }, worker.session.token, 200, 'busy'],
			[{ ...request, commands: 'x' }, worker.session.token, 200, 'malformed'],
			[{ ...request, more: 1 }, worker.session.token, 200, 'malformed']
		] as const;
		for (const [body, token, http, status] of bad) {
			const { status: got, json, headers } = await post(server, '/api/lq/push', body, token);
			expect([got, json.status]).toEqual([http, status]);
			expect([json.proto, json.nonce, json.lease]).toEqual([1, request.nonce, 1]);
			expect(json.results).toEqual([]);
			expect(headers.get('cache-control')).toBe('no-store');
		}
		for (const body of ['', 'null', '{', '[1]', new Uint8Array([0xff, 0xfe])])
			expect((await post(server, '/api/lq/push', body, worker.session.token)).json).toMatchObject({
				status: 'malformed'
			});
	});

	test('P16: a batch that is too large is not begun', async () => {
		const raw = worker.seal(report());
		worker.seq--;
		const { json } = await post(
			server,
			'/api/lq/push',
			worker.request(Array(101).fill(raw)),
			worker.session.token
		);
		expect(json).toMatchObject({ status: 'malformed', field: 'commands' });
		const huge = worker.request(['x'.repeat(1_200_000)]);
		const answer = await post(server, '/api/lq/push', huge, worker.session.token);
		expect(answer.json).toMatchObject({ status: 'malformed', field: 'commands' });
	});

	test('M10: a stream goes in under its owner only', async () => {
		const raw = worker.seal(report());
		const { json } = await post(server, '/api/lq/push', worker.request([raw]), clerk.session.token);
		expect(json).toMatchObject({ status: 'malformed', field: 'replica' });
		const stolen = clerk.seal({ ...report(), replica: worker.session.replica });
		expect(codes(await clerk.pushRaw([stolen]))).toEqual(['command/other-replica']);
		expect(kinds(await worker.pushRaw([raw]))).toEqual(['ok']);
	});

	test('L05: above the admission limit the answer is busy, and nothing is lost or doubled', async () => {
		const phones = await Promise.all(Array.from({ length: 10 }, () => freshWorker()));
		let busy = 0;
		await Promise.all(
			phones.map(async (phone) => {
				const raws = Array.from({ length: 5 }, () => phone.seal(report()));
				for (;;) {
					const answer = await phone.pushRaw(raws);
					if (answer.status === 'done') return expect(answer.lastSeq).toBe(5);
					expect(answer.status).toBe('busy');
					busy++;
					await sleep(answer.retryAfterMs);
				}
			})
		);
		expect(busy).toBeGreaterThan(0);
	});
});

describe('what only the server knows', () => {
	test('M08, X03: a right is asked of the assignments, and a stranger learns of nothing', async () => {
		const told = report();
		await worker.push(told);
		const stranger = await freshWorker(SIBLING);
		const { target } = told;
		const answer = await stranger.push(
			{ type: 'case.addPhotos', target, data: { photos: [photo()] } },
			{ type: 'case.addPhotos', target: newId(), data: { photos: [photo()] } },
			{ ...report(), target },
			report({}, villagesOf(OTHER_TOWN)[0])
		);
		expect(codes(answer)).toEqual([
			'case/unknown',
			'case/unknown',
			'case/exists',
			'case/not-allowed'
		]);
		expect(kinds(await stranger.push(report({}, VILLAGE)))).toEqual(['ok']);
	});

	test('what only the server gives is refused from a phone', async () => {
		const told = report();
		const answer = await worker.push(told, {
			type: 'case.absorb',
			target: told.target,
			data: { other: newId(), voices: 1 }
		});
		expect(codes(answer)).toEqual([undefined, 'command/server-only']);
	});

	test('a merge reaches both cases in one go, or neither', async () => {
		const [a, b, closed] = [report(), report(), report()];
		await worker.push(a, b, closed);
		const chief = await Phone.of(server, town.person('chief', TOWN));
		await chief.push({ type: 'case.void', target: closed.target, data: { reason: '示例' } });
		const merge = (target: string, into: string): Told => ({
			type: 'case.merge',
			target,
			data: { into, reason: '同一处' }
		});
		const answer = await clerk.push(
			merge(a.target, newId()),
			merge(a.target, closed.target),
			merge(a.target, b.target)
		);
		expect(kinds(answer)).toEqual(['rejected', 'rejected', 'ok']);
		const docs = await dashboard.rows('cases', `id = '${a.target}' || id = '${b.target}'`);
		const [first, second] = [a, b].map(({ target }) => docs.find(({ id }) => id === target).doc);
		expect(first).toMatchObject({ status: 'merged', mergedInto: b.target });
		expect(second.absorbed).toEqual([a.target]);
		const lines = await dashboard.rows('commands', `type = 'case.absorb'`);
		expect(lines.at(-1)).toMatchObject({ person: 'system', result: 'ok', replica: '' });
	});

	test('a case goes into the finder’s own patrol and into nobody else’s', async () => {
		const patrol = newId();
		await worker.push({
			type: 'patrol.start',
			target: patrol,
			data: { village: VILLAGE, due: [] }
		});
		const own = report({ patrol });
		await worker.push(own);
		const colleague = await freshWorker(SIBLING);
		await colleague.push(report({ patrol }, SIBLING));
		const [row] = await dashboard.rows('patrols', `id = '${patrol}'`);
		expect(row.doc.cases).toEqual([own.target]);
	});

	test('a note belongs to a case of its village', async () => {
		const told = report();
		await worker.push(told);
		const note = (village: string, about: string): Told => ({
			type: 'note.write',
			target: newId(),
			data: { case: about, village, words: '示例' }
		});
		const answer = await clerk.push(
			note(VILLAGE, told.target),
			note(SIBLING, told.target),
			note(VILLAGE, newId())
		);
		expect(codes(answer)).toEqual([undefined, 'note/unknown-case', 'note/unknown-case']);
	});

	test('the worker of the beat is asked to check', async () => {
		const told = report({ category: 'E8101', condition: 'E8101.1', photos: [photo()] });
		await worker.push(told);
		const answer = await clerk.push({ type: 'case.askVerify', target: told.target, data: {} });
		expect(kinds(answer)).toEqual(['ok']);
		const [row] = await dashboard.rows('cases', `id = '${told.target}'`);
		expect(row.doc.check.checker).toBe(town.person('gridWorker', VILLAGE).id);
	});

	test('M06: an act is judged by the rights of its time, dated back a week at most', async () => {
		const moved = town.person('officer', VILLAGE);
		const phone = await Phone.of(server, moved);
		const day = 86_400_000;
		const now = Date.now();
		await dashboard.change('assignments', moved.assignments[0]!.id, { validTo: now - 2 * day });
		const at = (daysAgo: number): Told => ({ ...report(), at: now - daysAgo * day });
		expect(codes(await phone.push(at(30)))).toEqual([undefined]);
		expect(codes(await phone.push(at(3), at(1), at(3)))).toEqual([
			undefined,
			'case/not-allowed',
			// Never before what the same phone did last.
			'case/not-allowed'
		]);
		await dashboard.change('assignments', moved.assignments[0]!.id, { validTo: 0 });
	});

	test('M07: what a disabled person still had is kept for the desk, and nothing of it is done', async () => {
		const person = town.person('cadre', SIBLING);
		const phone = await Phone.of(server, person);
		await dashboard.change('people', person.id, { disabled: true });
		const told = report({}, SIBLING);
		const raw = phone.seal(told);
		const answer = await phone.pushRaw([raw]);
		expect(answer.status).toBe('done');
		expect(answer.results[0]).toMatchObject({ result: 'quarantined', code: 'auth/disabled' });
		expect((await phone.pull()).status).toBe('revoked');
		expect(await dashboard.rows('cases', `id = '${told.target}'`)).toEqual([]);
		expect(await dashboard.rows('commands', `target = '${told.target}'`)).toMatchObject([{ raw }]);
		await dashboard.change('people', person.id, { disabled: false });
	});

	test('a whole joint job leaves events, facts and documents that agree', async () => {
		const fire = await Phone.of(server, personOfUnit(fireOf(TOWN)));
		const station = await Phone.of(server, personOfUnit(unitIdOf(VILLAGE, 'station')));
		const told = report({ category: 'E8101', condition: 'E8101.1', photos: [photo()] });
		const { target } = told;
		const act = (type: string, data: Record<string, unknown>): Told => ({ type, target, data });
		const hand = (unit: string, photos: object[]) =>
			act('case.handIn', { unit, outcomes: ['cleared'], words: '示例', photos });
		const lead = fireOf(TOWN);
		const assist = unitIdOf(VILLAGE, 'station');
		const answers = [
			await worker.push(told),
			await clerk.push(
				act('case.fileAndDispatch', {
					category: 'E8101',
					condition: 'E8101.1',
					lead,
					assist: [assist]
				})
			),
			await station.push(act('case.arrive', { unit: assist }), hand(assist, [])),
			await fire.push(
				act('case.arrive', { unit: lead }),
				hand(lead, [photo('after')]),
				act('case.applyClose', {})
			),
			await worker.push(act('case.check', { passed: true, words: '示例', photos: [] }))
		];
		expect(answers.flatMap(codes).filter(Boolean)).toEqual([]);
		const [row] = await dashboard.rows('cases', `id = '${target}'`);
		expect(row.doc.status).toBe('closed');
		expect(row.closedAt).toBe(row.doc.closedAt);
		const [facts] = await dashboard.rows('case_facts', `id = '${target}'`);
		expect(facts).toMatchObject({ isClosed: 1, isJoint: 1, isDoneInTime: 1, unitsArrived: 2 });
		const events = await dashboard.rows('events', `target = '${target}'`);
		expect(events.map(({ rev }) => rev)).toEqual(events.map((_, i) => i + 1));
		expect(events.length).toBe(row.doc.rev);
	});

	const personOfUnit = (unit: string) =>
		town.people.find(({ assignments }) => assignments.some((entry) => entry.unit === unit))!;
});

let salt = 0;
const photo = (kind = 'far') => ({
	sha256: String(++salt).padStart(64, '0'),
	bytes: 1000,
	w: 64,
	h: 48,
	kind,
	takenAt: Date.now()
});

test('what happened cannot be rewritten from the dashboard', async () => {
	const [event] = await dashboard.rows('events', `kind = 'case'`);
	const [command] = await dashboard.rows('commands', `result = 'ok'`);
	expect((await dashboard.change('events', event.id, { person: 'x' })).ok).toBe(false);
	expect((await dashboard.change('commands', command.id, { raw: '{}' })).ok).toBe(false);
	for (const [name, id] of [
		['events', event.id],
		['commands', command.id],
		['cases', event.target],
		['people', worker.session.me.person]
	])
		expect((await dashboard.remove(name, id)).ok, name).toBe(false);
});

const strace = spawnSync('strace', ['-V']).status === 0;
test.skipIf(!strace)(
	'S03: every acknowledged push is on disk before it is acknowledged',
	async () => {
		const file = join(server.dataDir, 'strace.txt');
		const options = ['-f', '-p', String(server.pid), '-e', 'trace=fsync,fdatasync', '-o', file];
		const tracer = spawn('strace', options, { stdio: ['ignore', 'ignore', 'pipe'] });
		await new Promise((resolve) => tracer.stderr.once('data', resolve));
		const syncs = () => readFileSync(file, 'utf8').match(/f(data)?sync\(.* = 0/g)?.length ?? 0;
		for (let i = 0; i < 5; i++) {
			const before = syncs();
			const answer = await worker.push(report());
			expect(answer.durableSeq).toBeGreaterThanOrEqual(answer.results[0]!.seq!);
			await expect.poll(syncs, { timeout: 10_000 }).toBeGreaterThan(before);
		}
		tracer.kill('SIGINT');
	}
);
