import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FixtureTown } from '../support/fixture-town';
import { gridsOf, TOWNS, villagesOf } from '../support/fixture-town';
import { newCommandId, newId, Phone, post, startFixtureServer, type Told } from '../support/api';
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

export const report = (target = newId(), words = '示例：楼道堆物', village = VILLAGE): Told => ({
	type: 'case.report',
	target,
	data: {
		source: 'patrol',
		place: { town: village.slice(0, 9), village, grid: gridsOf(village)[0], address: '示例路1弄' },
		words,
		photos: []
	}
});

const kinds = (answer: { results: readonly { result: string }[] }) =>
	answer.results.map(({ result }) => result);

describe('a batch', () => {
	test('P01: an answer that was lost is asked for again and comes the same, done once', async () => {
		const raws = [worker.seal(report()), worker.seal(report())];
		const first = await worker.pushRaw(raws);
		expect(kinds(first)).toEqual(['ok', 'ok']);
		const again = await worker.pushRaw(raws);
		expect(kinds(again)).toEqual(['duplicate', 'duplicate']);
		expect(again.results.map(({ first, seq }) => [first, seq])).toEqual(
			first.results.map(({ seq }) => ['ok', seq])
		);
		expect(again.lastSeq).toBe(first.lastSeq);
		expect(first.durableSeq).toBeGreaterThanOrEqual(first.results[1]!.seq!);
	});
	test('the row comes by pull, with a number', async () => {
		const told = report();
		const { results } = await worker.push(told);
		const { rows } = await worker.pull();
		const row = rows.find(([, id]) => id === told.target)!;
		expect(row[2]).toBe(results[0]!.seq);
		expect((row[3] as { number: string }).number).toMatch(/^SA\d{8}-\d{4}$/);
	});
});
