/** What a replica is given: pages, the window, what is gone, and what starts it anew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPocketBase, runCommand } from '../../scripts/lib/pocketbase.mjs';
import { unzipOne } from '../../scripts/lib/release.mjs';
import type { PullResponse } from '../../web/protocol/pull';
import { pokeTopic } from '../../web/protocol/routes';
import {
	Dashboard,
	newId,
	newNonce,
	Phone,
	post,
	startFixtureServer,
	type Told
} from '../support/api';
import {
	fireOf,
	fixtureId,
	gridsOf,
	markOf,
	TOWNS,
	villagesOf,
	type FixtureTown
} from '../support/fixture-town';
import { startServer, type TestServer } from '../support/server';
import { openEvents } from '../support/sse';

const [TOWN] = TOWNS;
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

function report(village = VILLAGE): Told {
	const place = { town: TOWN, village, grid: gridsOf(village)[0], address: '示例路1弄' };
	const data = { source: 'patrol', place, words: '示例', photos: [] };
	return { type: 'case.report', target: newId(), data };
}

const idsOf = ({ rows }: PullResponse) => rows.map(([, id]) => id).sort();
const changes = ({ rows }: PullResponse) => rows.map(([, id, , doc]) => [id, doc !== null]);

test('page by page gives what one page gives, each row once', async () => {
	const whole = await clerk.pull({}, 400);
	const paged: string[] = [];
	let cursor: PullResponse | undefined;
	do {
		const { json } = await post(
			server,
			'/api/lq/pull',
			{
				proto: 1,
				nonce: newNonce(),
				replica: clerk.session.replica,
				after: cursor?.next ?? 0,
				...(cursor && { lineage: cursor.lineage, scopeHash: cursor.scopeHash }),
				windowDays: 400,
				limit: 7
			},
			clerk.session.token
		);
		cursor = json as PullResponse;
		paged.push(...idsOf(cursor));
	} while (cursor.more);
	expect(paged.sort()).toEqual(idsOf(whole));
	expect(new Set(paged).size).toBe(paged.length);
	expect(whole.rows.map(([, , seq]) => seq)).toEqual(
		whole.rows.map(([, , seq]) => seq).sort((a, b) => a - b)
	);
});

test('after a cursor comes what changed since, and only that', async () => {
	const before = await worker.pull();
	expect((await worker.pull(before)).rows).toEqual([]);
	const told = report();
	await worker.push(told, report(SIBLING));
	const after = await worker.pull(before);
	expect(after.reset).toBe(false);
	// She found both, in her village and beside it.
	expect(after.rows).toHaveLength(2);
	expect(after.next).toBeGreaterThan(before.next);
	expect((await worker.pull(after)).rows).toEqual([]);
});

describe('the window', () => {
	test('what was closed long ago is not sent, and found by search', async () => {
		const old = fixtureId('ca', VILLAGE, 3);
		expect(idsOf(await clerk.pull({}, 90))).not.toContain(old);
		expect(idsOf(await clerk.pull({}, 400))).toContain(old);
		const request = {
			proto: 1,
			nonce: newNonce(),
			what: 'cases',
			text: markOf(VILLAGE),
			limit: 50
		};
		const { json } = await post(server, '/api/lq/search', request, clerk.session.token);
		expect(json.rows.map(({ id }: { id: string }) => id)).toContain(old);
	});

	test('what is opened again comes back, with its notes', async () => {
		const old = fixtureId('ca', SIBLING, 3);
		const note: Told = {
			type: 'note.write',
			target: newId(),
			data: { case: old, village: SIBLING, words: '示例' }
		};
		await clerk.push(note);
		const before = await clerk.pull({}, 90);
		expect(idsOf(before)).not.toContain(note.target);
		await clerk.push({ type: 'case.reopen', target: old, data: { words: '还没解决', photos: [] } });
		expect(idsOf(await clerk.pull(before, 90))).toEqual([old, note.target].sort());
	});
});

describe('gone', () => {
	test('M11: a unit that is let go loses the case, and the others keep it', async () => {
		const unit = fireOf(TOWN);
		const fire = await Phone.of(
			server,
			town.people.find(({ assignments }) => assignments.some((entry) => entry.unit === unit))!
		);
		const told = report();
		await worker.push(told);
		const call: Told = {
			type: 'case.whistle',
			target: told.target,
			data: { units: [unit], reason: '示例' }
		};
		const start = await fire.pull();
		await worker.push(call);
		const called = await fire.pull(start);
		expect(changes(called)).toEqual([[told.target, true]]);
		const kept = await worker.pull();
		await clerk.push({
			type: 'case.releaseUnit',
			target: told.target,
			data: { unit, reason: '示例' }
		});
		expect(changes(await fire.pull(called))).toEqual([[told.target, false]]);
		expect(changes(await worker.pull(kept))).toEqual([[told.target, true]]);
		// A new replica never hears of it.
		expect(idsOf(await fire.pull())).not.toContain(told.target);
	});

	test('a row that is deleted from the dashboard is gone for all', async () => {
		const before = await clerk.pull();
		const overlay = `${fixtureId('el', gridsOf(VILLAGE)[1] as string)}-s`;
		expect((await dashboard.remove('overlays', overlay)).ok).toBe(true);
		expect(changes(await clerk.pull(before))).toEqual([[overlay, false]]);
	});
});

test('M11: a row that the dashboard moves changes hands, and its viewers are poked', async () => {
	const id = fixtureId('el', gridsOf(VILLAGE)[0] as string);
	const sibling = await Phone.of(server, town.person('gridWorker', SIBLING));
	const [mine, theirs] = [await worker.pull(), await sibling.pull()];
	const events = await openEvents(server);
	await events.subscribe([pokeTopic(`a:${SIBLING}`)], sibling.session.token);
	const [row] = await dashboard.rows('elements', `id = '${id}'`);
	const doc = { ...row.doc, village: SIBLING, grid: gridsOf(SIBLING)[0] };
	expect((await dashboard.change('elements', id, { doc })).ok).toBe(true);
	expect(changes(await worker.pull(mine))).toEqual([[id, false]]);
	expect(changes(await sibling.pull(theirs))).toEqual([[id, true]]);
	await expect.poll(() => events.messages()).toHaveLength(1);
	events.close();
	const [moved] = await dashboard.rows('elements', `id = '${id}'`);
	expect(moved.rev).toBe(row.rev + 1);
});

test('a calendar that changes moves the limits of running cases, by the server’s own command', async () => {
	const [row] = await dashboard.rows('refs', `id = 'calendar-${TOWN}'`);
	const told = report();
	await worker.push(told);
	const filing = { category: 'E0198', condition: 'E0198.1' };
	const team = { lead: fireOf(TOWN), assist: [] };
	const filed = await clerk.push({
		type: 'case.fileAndDispatch',
		target: told.target,
		data: { ...filing, ...team }
	});
	expect(filed.results[0]).toMatchObject({ result: 'ok' });
	const before = await clerk.pull();
	const dueOf = ({ rows }: PullResponse) => {
		const doc = rows.find(([, id]) => id === told.target)?.[3] as { clock: { dueAt: number } };
		return doc.clock.dueAt;
	};
	// Ten days of rest from today.
	const days = Object.fromEntries(
		Array.from({ length: 10 }, (_, i) => [
			new Date(Date.now() + (i * 24 + 8) * 3_600_000).toISOString().slice(0, 10),
			'rest'
		])
	);
	const calendar = { ...row.doc.calendar, days };
	await dashboard.change('refs', row.id, { doc: { ...row.doc, calendar } });
	const after = await clerk.pull(before);
	expect(dueOf(after)).toBeGreaterThan(dueOf(before) + 5 * 86_400_000);
	const [command] = await dashboard.rows('commands', `type = 'case.retime'`);
	expect(command).toMatchObject({ person: 'system', result: 'ok', target: told.target });
});

test('S04: a cursor of another history or from the future starts anew', async () => {
	const known = await worker.pull();
	for (const wrong of [
		{ lineage: 'another' },
		{ scopeHash: '0000' },
		{ next: known.next + 1_000_000 }
	]) {
		const answer = await worker.pull({ ...known, ...wrong });
		expect(answer.reset).toBe(true);
		expect(idsOf(answer)).toEqual(idsOf(known));
	}
});

test('all that was done folds again to what is stored', async () => {
	const binary = await findPocketBase();
	expect(runCommand(binary, server.dataDir, ['lq-verify'])).toMatch(/verified .* differences=0/);
	const [row] = await dashboard.rows('cases', `id = '${fixtureId('ca', VILLAGE)}'`);
	await dashboard.change('cases', row.id, { doc: { ...row.doc, words: '改过' } });
	expect(() => runCommand(binary, server.dataDir, ['lq-verify'])).toThrow(/is not the fold/);
	await dashboard.change('cases', row.id, { doc: row.doc });
	expect(runCommand(binary, server.dataDir, ['lq-verify'])).toMatch(/differences=0/);
});

test('S04: a backup that is restored is another history, the server it was made on is not', async () => {
	const { lineage } = await worker.pull();
	const headers = {
		authorization: await server.superuserToken(),
		'content-type': 'application/json'
	};
	const body = JSON.stringify({ name: 'night.zip' });
	const made = await fetch(`${server.url}/api/backups`, { method: 'POST', headers, body });
	expect(made.status).toBe(204);
	expect((await worker.pull()).lineage).toBe(lineage);
	const told = report();
	await worker.push(told);

	const binary = await findPocketBase();
	const folder = `${server.dataDir}-restored`;
	mkdirSync(folder);
	const zip = readFileSync(`${server.dataDir}/backups/night.zip`);
	for (const name of ['data.db', 'auxiliary.db'])
		writeFileSync(`${folder}/${name}`, unzipOne(zip, name));
	runCommand(binary, folder, ['lq-verify']);
	const restored = await startServer({ dataDir: folder });
	const phone = new Phone(restored, worker.session);
	const answer = await phone.pull(await worker.pull());
	expect(answer.lineage).not.toBe(lineage);
	expect(answer.reset).toBe(true);
	// What it never heard of is offered again under the same number.
	expect(answer.lastSeq).toBe(worker.seq - 1);
	await restored.stop();
	await rm(folder, { recursive: true });
});
