/** What a full or failing disk may do to a save: nothing, visibly (faults C02, C05, C06, C07). */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { faultOf, withReopen } from '../../../web/store/faults';
import type { Replica } from '../../../web/store/replica-db';
import { FakeServer, Wire } from '../../support/fake-server';
import { buildFixtureTown, gridsOf, TOWNS, villagesOf } from '../../support/fixture-town';
import { Phone, photoDraft } from '../../support/phone';

const [TOWN] = TOWNS;
const [VILLAGE] = villagesOf(TOWN) as [string];
const clock = Date.UTC(2026, 8, 2, 1);
const town = buildFixtureTown(clock);
const report = {
	source: 'patrol' as const,
	place: { town: TOWN, village: VILLAGE, grid: gridsOf(VILLAGE)[0] as string, address: '示例路' },
	words: '示例'
};
let phone: Phone<Wire>;

beforeEach(async () => {
	const server = new FakeServer(town, TOWN, () => clock);
	const username = town.person('gridWorker', VILLAGE).id;
	phone = await Phone.of({ username, wire: new Wire(server), now: () => clock });
});
afterEach(() => vi.restoreAllMocks());

const everything = async ({ own }: Replica) => ({
	cases: await own.cases.count(),
	shadow: await own.shadow.count(),
	outbox: await own.outbox.count(),
	photos: await own.photos.count(),
	drafts: await own.drafts.count(),
	seq: await own.value('seq')
});

/** The last write of a save fails, when all the others have been made. */
function breakLastWrite(error: DOMException, times = 1): void {
	const { put } = IDBObjectStore.prototype;
	let left = times;
	vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
		this: IDBObjectStore,
		value: unknown,
		key?: IDBValidKey
	) {
		if (this.name === 'meta' && key === 'seq' && left-- > 0) throw error;
		return put.call(this, value, key);
	});
}

test.each(['QuotaExceededError', 'DataError: IOError'])(
	'C05 C06 %s at the last write: said as not saved, nothing half there, the next save works',
	async (name) => {
		await phone.replica.own.drafts.put({ key: 'report', at: clock, value: { words: '示例' } });
		const before = await everything(phone.replica);
		const [error = '', message = ''] = name.split(': ');
		breakLastWrite(new DOMException(message, error));
		const options = { photos: [photoDraft('a', clock)], draft: 'report' };
		const refused = await phone.runner.run('case.report', report, options);
		expect(refused).toEqual({ ok: false, rejection: { code: 'store/full' } });
		expect(await everything(phone.replica)).toEqual(before);
		expect(await phone.runner.run('case.report', report, options)).toMatchObject({ ok: true });
		expect(await everything(phone.replica)).toMatchObject({
			cases: 1,
			outbox: 1,
			photos: 1,
			drafts: 0,
			seq: 1
		});
	}
);

test('C07 a connection that died is opened again and the save goes through once', async () => {
	const { transaction } = IDBDatabase.prototype;
	let left = 2;
	vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
		this: IDBDatabase,
		...args: Parameters<typeof transaction>
	) {
		if (args[1] === 'readwrite' && left-- > 0)
			throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
		return transaction.apply(this, args);
	});
	expect(await phone.runner.run('case.report', report)).toMatchObject({ ok: true });
	expect(await everything(phone.replica)).toMatchObject({ cases: 1, outbox: 1, seq: 1 });
});

test('C07 after five attempts it gives up and says so', async () => {
	const pauses: number[] = [];
	const lost = Object.assign(new Error('closed'), { name: 'DatabaseClosedError' });
	const body = vi.fn(() => Promise.reject(lost));
	const pause = async (ms: number) => void pauses.push(ms);
	await expect(withReopen(phone.replica.own, body, pause)).rejects.toBe(lost);
	expect(body).toHaveBeenCalledTimes(5);
	expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
});

test('thirty saves at once get thirty numbers without a gap', async () => {
	const results = await Promise.all(
		Array.from({ length: 30 }, () => phone.runner.run('case.report', report))
	);
	expect(results.every(({ ok }) => ok)).toBe(true);
	expect((await phone.outbox()).map(({ seq }) => seq)).toEqual(
		Array.from({ length: 30 }, (_, n) => n + 1)
	);
});

test('an error is known by what it wraps', () => {
	const quota = new DOMException('', 'QuotaExceededError');
	expect(faultOf(Object.assign(new Error('aborted'), { name: 'AbortError', inner: quota }))).toBe(
		'full'
	);
	expect(faultOf(new DOMException('', 'InvalidStateError'))).toBe('lost');
	expect(faultOf(new DOMException('', 'VersionError'))).toBe('newer');
	expect(faultOf(new TypeError('x'))).toBe('broken');
});
