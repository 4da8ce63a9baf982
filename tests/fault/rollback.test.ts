/** A server whose data went back to an earlier moment, whoever did it and whether or not it was said. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchTransport } from '../../web/sync/transport';
import { gridsOf, PASSWORD, villagesOf } from '../support/fixture-town';
import { Phone } from '../support/phone';
import { makeTemplate, TownServer, type SnapshotKind, type Template } from './t2/town-server';

const TOWN = '310115901';
const [VILLAGE] = villagesOf(TOWN) as [string];
let template: Template;

beforeAll(async () => {
	template = await makeTemplate([TOWN]);
});
afterAll(() => template.remove());

async function saveAndSync(phone: Phone, words: string): Promise<string> {
	const place = { town: TOWN, village: VILLAGE, grid: gridsOf(VILLAGE)[0], address: '示例路1弄' };
	const made = await phone.runner.run('case.report', { source: 'patrol', place, words });
	if (!made.ok) throw new Error(made.rejection.code);
	await phone.sync();
	expect(await phone.outbox()).toHaveLength(0);
	return made.target;
}

const CASES: [name: string, kind: SnapshotKind][] = [
	['S04: files copied back by the runbook', 'copy'],
	['S04: last night’s backup', 'backup'],
	['S03: a disk that lost its last writes and says nothing', 'cut']
];

for (const [name, kind] of CASES)
	test(`${name}: what was acknowledged since is offered again, once`, async () => {
		const server = await TownServer.open(template);
		try {
			const wire = fetchTransport({ origin: server.url });
			const { username } = template.town.person('gridWorker', VILLAGE);
			const open = () => Phone.of({ username, password: PASSWORD, wire, now: Date.now });
			const [phone, twin] = [await open(), await open()];
			await saveAndSync(phone, '之前');
			const snapshot = await server.snapshot(kind);
			const lost = [await saveAndSync(phone, '之后一'), await saveAndSync(twin, '之后二')];
			await phone.sync();
			await server.rollBack(snapshot);
			// Whoever comes first moves the journal on past what the others know.
			for (let n = 0; n < 3; n++) for (const each of [phone, twin]) await each.sync();
			const ids = await server.sql(`SELECT id FROM cases ORDER BY id`);
			expect(ids.flat()).toEqual(expect.arrayContaining(lost));
			expect(await phone.rows()).toEqual(await twin.rows());
			expect(await phone.inbox()).toEqual([]);
			expect(server.console(['lq-verify'])).toMatch(/differences=0/);
		} finally {
			await server.close();
		}
	});
