/**
 * Random schedules of three replicas: work, outages, lost and doubled answers, restarts, a restored
 * server. At the end nothing is lost, nothing is doubled, and all see the same. `SEED=<n>` repeats.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FakeServer, Wire } from '../../support/fake-server';
import { buildFixtureTown, fireOf, gridsOf, TOWNS, villagesOf } from '../../support/fixture-town';
import { Phone } from '../../support/phone';
import { SEED } from '../../support/property';

const [TOWN] = TOWNS;
const [VILLAGE] = villagesOf(TOWN) as [string];
const town = buildFixtureTown(Date.UTC(2026, 8, 1));
const WHO = [
	town.person('gridWorker', VILLAGE).id,
	town.person('stationHead', VILLAGE).id,
	town.person('clerk', TOWN).id
];

const act = fc.record({
	who: fc.integer({ min: 0, max: WHO.length - 1 }),
	// Work and contact come often, or the faults would find nothing to break.
	what: fc.constantFrom(
		...(['report', 'report', 'report', 'amend', 'amend', 'whistle', 'void', 'refuse'] as const),
		...(['accept', 'sync', 'sync', 'sync', 'sync', 'sync', 'online', 'online', 'offline'] as const),
		...(['drop', 'fail', 'twice', 'restart', 'pull', 'backup', 'restore', 'restore'] as const)
	),
	pick: fc.nat(7)
});
type Act = (typeof act)['generate'] extends (...args: never[]) => { value: infer T } ? T : never;

async function play(acts: readonly Act[]): Promise<void> {
	let clock = Date.UTC(2026, 8, 2, 1);
	const server = new FakeServer(town, TOWN, () => clock);
	const phones = await Promise.all(
		WHO.map((username) => Phone.of({ username, wire: new Wire(server), now: () => clock }))
	);
	const cases: string[] = [];
	const saved = new Set<string>();
	let backup = server.backup();

	for (const { who, what, pick } of acts) {
		clock += 1_000;
		const phone = phones[who] as Phone<Wire>;
		const target = cases[pick % Math.max(1, cases.length)] ?? 'nowhere00000000';
		const run = async (...[type, data, options]: Parameters<typeof phone.runner.run>) => {
			const result = await phone.runner.run(type, data, options);
			if (result.ok) saved.add(result.command);
			return result;
		};
		switch (what) {
			case 'report': {
				const grid = gridsOf(VILLAGE)[0] as string;
				const place = { town: TOWN, village: VILLAGE, grid, address: '示例路' };
				const source = who === 0 ? 'patrol' : who === 1 ? 'village' : 'call';
				const made = await run('case.report', { source, place, words: `示例${pick}` });
				if (made.ok) cases.push(made.target);
				break;
			}
			case 'amend':
				await run('case.amend', { words: `改${clock}` }, { target });
				break;
			case 'whistle':
				await run('case.whistle', { units: [fireOf(TOWN)], reason: '示例' }, { target });
				break;
			case 'accept':
				await run('case.accept', { unit: fireOf(TOWN) }, { target });
				break;
			case 'void':
			case 'refuse':
				await run(`case.${what}`, { reason: '示例' }, { target });
				break;
			case 'offline':
				phone.parts.wire.goOffline();
				break;
			case 'online':
				phone.parts.wire.goOnline();
				break;
			case 'drop':
				phone.parts.wire.dropNextAnswer(1 + (pick % 2));
				break;
			case 'fail':
				phone.parts.wire.failNextPush();
				break;
			case 'twice':
				phone.parts.wire.duplicateNextPush();
				break;
			case 'restart':
				await phone.restart();
				break;
			case 'sync':
				await phone.sync();
				break;
			case 'pull':
				await phone.loop.turn('pull');
				break;
			case 'backup':
				backup = server.backup();
				break;
			case 'restore':
				server.restore(backup);
		}
	}

	for (let round = 0; round < 4; round++)
		for (const phone of phones) {
			phone.parts.wire.goOnline();
			phone.parts.wire.dropNextAnswer(0);
			phone.parts.wire.failNextPush(0);
			await phone.sync();
		}
	await judge(server, phones, saved);
}

async function judge(
	server: FakeServer,
	phones: readonly Phone<Wire>[],
	saved: ReadonlySet<string>
): Promise<void> {
	// Nothing lost: everything that was called saved has its line in the server's ledger.
	expect([...saved].filter((command) => !(command in server.data.ledger))).toEqual([]);
	// Nothing doubled.
	const events = server.data.events.map(({ id }) => id);
	expect(new Set(events).size).toBe(events.length);
	const refused = new Set<string>();
	for (const phone of phones) {
		expect(await phone.outbox()).toEqual([]);
		expect(await phone.replica.own.shadow.count()).toBe(0);
		for (const { id } of await phone.inbox()) refused.add(id);
	}
	// Nothing silent: what the server did not take lies in its author's inbox.
	for (const command of saved)
		expect([command, refused.has(command)]).toEqual([
			command,
			server.data.ledger[command]?.result !== 'ok'
		]);
	// All see the same, and it is the server's.
	for (const phone of phones)
		for (const { id, doc } of await phone.replica.own.cases.toArray())
			expect(doc).toEqual(server.case(id));
	const [first, ...others] = await Promise.all(
		phones.map((phone) => phone.replica.own.cases.count())
	);
	for (const count of others) expect(count).toBe(first);
	for (const phone of phones) phone.replica.close();
}

/** More with `RUNS=<n>`; a failure is repeated, and shrunk, with its `SEED` and `SHRINK=1`. */
const RUNS = Number(process.env.RUNS ?? 10);

test(
	'M12 three replicas under random faults converge, nothing lost, nothing doubled',
	() =>
		fc.assert(fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 50 }), play), {
			seed: SEED,
			numRuns: RUNS,
			endOnFailure: process.env.SHRINK === undefined
		}),
	60_000 + RUNS * 5_000
);
