/** The replica against a server with the real rules: offline, lost, doubled, held, restored. */
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeServer, Wire } from '../../support/fake-server';
import { buildFixtureTown, fireOf, gridsOf, TOWNS, villagesOf } from '../../support/fixture-town';
import { Phone, photoDraft } from '../../support/phone';

const [TOWN] = TOWNS;
const [VILLAGE] = villagesOf(TOWN) as [string];
const town = buildFixtureTown(Date.UTC(2026, 8, 1));
const worker = town.person('gridWorker', VILLAGE).id;
const clerk = town.person('clerk', TOWN).id;

let clock: number;
let server: FakeServer;
const now = () => clock;

const open = (username: string, pageSize?: number) =>
	Phone.of({
		username,
		wire: new Wire(server),
		now,
		...(pageSize !== undefined && { pageSize })
	});

const report = (words = '示例') => ({
	source: 'patrol' as const,
	place: {
		town: TOWN,
		village: VILLAGE,
		grid: gridsOf(VILLAGE)[0] as string,
		address: '示例路1弄'
	},
	words
});

async function reported(phone: Phone, words?: string): Promise<string> {
	const result = await phone.runner.run('case.report', report(words));
	if (!result.ok) throw new Error(result.rejection.code);
	return result.target;
}

const dispatch = {
	category: 'A0301',
	condition: 'A0301.1',
	lead: fireOf(TOWN),
	assist: [] as string[]
};
const [condition] = server0().conditions;
function server0() {
	const scheme = town.refs.find((doc) => doc.kind === 'scheme' && doc.town === TOWN);
	if (scheme?.kind !== 'scheme') throw new Error('no scheme');
	const conditions = scheme.scheme.categories.flatMap((entry) =>
		entry.conditions.map(({ id }) => ({ category: entry.id, condition: id }))
	);
	return { conditions };
}
const filing = { ...dispatch, ...condition };

beforeEach(() => {
	clock = Date.UTC(2026, 8, 2, 1);
	server = new FakeServer(town, TOWN, now);
});

describe('saved is saved', () => {
	test('a report made offline is shown at once, sent once, and then is the server’s row', async () => {
		const phone = await open(worker);
		phone.parts.wire.goOffline();
		const id = await reported(phone);
		expect(await phone.case(id)).toMatchObject({ status: 'reported' });
		expect((await phone.case(id))?.number).toBeUndefined();
		await phone.sync();
		expect(await phone.outbox()).toHaveLength(1);
		phone.parts.wire.goOnline();
		await phone.sync();
		expect(await phone.outbox()).toHaveLength(0);
		expect(await phone.case(id)).toEqual(server.case(id));
		expect((await phone.case(id))?.number).toBe('N1');
		expect(await phone.replica.own.shadow.count()).toBe(0);
		expect(await phone.replica.own.acknowledged.count()).toBe(1);
	});

	test('C02 record, outbox row and photos are whole or absent: a refused save leaves nothing', async () => {
		const phone = await open(worker);
		const before = await phone.rows();
		const refused = await phone.runner.run(
			'case.report',
			{
				...report(),
				place: { ...report().place, town: TOWNS[1] }
			},
			{ photos: [photoDraft('a', clock)] }
		);
		expect(refused).toMatchObject({ ok: false, rejection: { code: 'case/not-allowed' } });
		expect(await phone.rows()).toEqual(before);
		expect(await phone.outbox()).toHaveLength(0);
		expect(await phone.replica.own.photos.count()).toBe(0);
		expect(await phone.replica.own.value('seq')).toBeUndefined();
	});

	test('the draft a report came from ends in the same transaction', async () => {
		const phone = await open(worker);
		await phone.replica.own.drafts.put({ key: 'report', at: clock, value: {} });
		await phone.runner.run('case.report', report(), { draft: 'report' });
		expect(await phone.replica.own.drafts.count()).toBe(0);
	});

	test('typed text is cleaned before the rules see it', async () => {
		const phone = await open(worker);
		const id = await reported(phone, '门口\u202e堵\ud800了 ');
		expect((await phone.case(id))?.words).toBe('门口堵\ufffd了');
	});
});

describe('push', () => {
	test('P01 an answer that is lost is asked for again and nothing doubles', async () => {
		const phone = await open(worker);
		const id = await reported(phone);
		phone.parts.wire.dropNextAnswer();
		await phone.sync();
		expect(server.data.events.filter((event) => event.type === 'case.reported')).toHaveLength(1);
		expect(await phone.outbox()).toHaveLength(1);
		await phone.sync();
		expect(server.data.events.filter((event) => event.type === 'case.reported')).toHaveLength(1);
		expect(await phone.case(id)).toEqual(server.case(id));
		expect(await phone.outbox()).toHaveLength(0);
	});

	test('P02 a push that arrives twice is applied once', async () => {
		const phone = await open(worker);
		phone.parts.wire.duplicateNextPush();
		await reported(phone);
		await phone.sync();
		expect(Object.keys(server.data.ledger)).toHaveLength(1);
		expect(await phone.outbox()).toHaveLength(0);
	});

	test('C03 the effect pulled before its own answer came is not shown twice', async () => {
		const phone = await open(worker);
		const id = await reported(phone);
		await phone.sync();
		await phone.runner.run(
			'case.whistle',
			{ units: [fireOf(TOWN)], reason: '示例' },
			{ target: id }
		);
		phone.parts.wire.dropNextAnswer();
		await phone.sync();
		// The push got through, its answer did not; a pull alone brings the row.
		phone.loop.wake('poke');
		await phone.loop.turn('pull');
		expect(await phone.case(id)).toEqual(server.case(id));
		expect((await phone.outbox())[0]?.doubtful).toBeUndefined();
		await phone.sync();
		expect(await phone.outbox()).toHaveLength(0);
	});

	test('P10 a busy server and an outage drop nothing', async () => {
		const phone = await open(worker);
		await reported(phone);
		server.status = 'busy';
		await phone.sync();
		expect(phone.loop.state).toMatchObject({ online: true, resting: true });
		expect(await phone.outbox()).toHaveLength(1);
		server.status = 'done';
		await phone.sync();
		expect(await phone.outbox()).toHaveLength(0);
	});

	test('V02 a type the server does not know waits, and blocks only its target', async () => {
		const phone = await open(worker);
		const first = await reported(phone);
		await phone.sync();
		server.unknown.add('case.whistle');
		await phone.runner.run(
			'case.whistle',
			{ units: [fireOf(TOWN)], reason: '示例' },
			{ target: first }
		);
		const second = await reported(phone);
		await phone.sync();
		expect(server.case(second)).toBeDefined();
		expect((await phone.outbox()).map(({ state }) => state)).toEqual(['later']);
		server.unknown.clear();
		await phone.sync();
		expect(server.case(first)?.whistledAt).toBeDefined();
		expect(await phone.outbox()).toHaveLength(0);
	});

	test('what is rejected goes to the inbox with its reason, and the row is the server’s again', async () => {
		const phone = await open(worker);
		const desk = await open(clerk);
		const id = await reported(phone);
		await phone.sync();
		await desk.sync();
		phone.parts.wire.goOffline();
		await phone.runner.run('case.void', { reason: '示例' }, { target: id });
		expect((await phone.case(id))?.status).toBe('void');
		await desk.runner.run('case.fileAndDispatch', filing, { target: id });
		await desk.sync();
		phone.parts.wire.goOnline();
		await phone.sync();
		expect(await phone.inbox()).toMatchObject([
			{ type: 'case.void', outcome: 'rejected', rejection: { code: 'case/wrong-status' } }
		]);
		expect(await phone.case(id)).toEqual(server.case(id));
	});

	test('C12 the late answer of a loop that was overtaken is void', async () => {
		const phone = await open(worker);
		await reported(phone);
		let release = () => {};
		phone.parts.wire.hold = new Promise((done) => (release = done));
		const frozen = phone.loop;
		const late = frozen.settle();
		await phone.restart();
		release();
		expect(await late).toBe(false);
		expect(await phone.outbox()).toHaveLength(1);
		await phone.sync();
		expect(await phone.outbox()).toHaveLength(0);
		expect(Object.keys(server.data.ledger)).toHaveLength(1);
	});
});

describe('pull and rebase', () => {
	test('a pending step that the rules now refuse stays, marked, until the server has spoken', async () => {
		const phone = await open(worker);
		const desk = await open(clerk);
		const id = await reported(phone);
		await phone.sync();
		await desk.sync();
		await desk.runner.run('case.fileAndDispatch', filing, { target: id });
		await desk.sync();
		await phone.runner.run('case.void', { reason: '示例' }, { target: id });
		await phone.loop.turn('pull');
		expect((await phone.outbox())[0]?.doubtful).toMatchObject({ code: 'case/wrong-status' });
		expect((await phone.case(id))?.status).toBe('handling');
		await phone.sync();
		expect(await phone.outbox()).toHaveLength(0);
		expect(await phone.inbox()).toHaveLength(1);
	});

	test('two people change one case offline and both changes survive', async () => {
		const phone = await open(worker);
		const desk = await open(clerk);
		const id = await reported(phone);
		await phone.sync();
		await desk.sync();
		await phone.runner.run(
			'case.whistle',
			{ units: [fireOf(TOWN)], reason: '示例' },
			{ target: id }
		);
		await desk.runner.run('case.amend', { words: '改过' }, { target: id });
		await desk.sync();
		await phone.sync();
		await desk.sync();
		expect(await phone.case(id)).toEqual(server.case(id));
		expect(await desk.case(id)).toEqual(server.case(id));
		expect(server.case(id)).toMatchObject({ words: '改过' });
		expect(server.case(id)?.units).toHaveLength(1);
	});

	test('pages of one row bring the same as one page', async () => {
		const phone = await open(worker);
		for (const n of [1, 2, 3]) await reported(phone, `示例${n}`);
		await phone.sync();
		const slow = await open(worker, 1);
		expect(await slow.rows()).toEqual(await phone.rows());
	});

	test('M06 rows leave with the scope, own waiting work stays and is judged by its own time', async () => {
		const phone = await open(worker);
		await reported(phone);
		await phone.sync();
		phone.parts.wire.goOffline();
		clock += 60_000;
		const late = await reported(phone);
		clock += 60_000;
		const [, sibling] = villagesOf(TOWN) as [string, string];
		server.assign(worker, [
			{
				id: 'a1',
				person: worker,
				role: 'gridWorker',
				area: VILLAGE,
				validFrom: 0,
				validTo: clock - 30_000
			},
			{ id: 'a2', person: worker, role: 'gridWorker', area: sibling, validFrom: clock - 30_000 }
		]);
		phone.parts.wire.goOnline();
		await phone.sync();
		expect(server.case(late)).toBeDefined();
		expect(await phone.inbox()).toHaveLength(0);
	});

	test('a document out of one’s own scope is not kept after it was sent', async () => {
		const phone = await open(worker);
		const id = await reported(phone);
		const kept = await phone.runner.run('contact.keep', {
			case: id,
			village: VILLAGE,
			name: '张示例',
			phone: '13800000000'
		});
		expect(kept.ok).toBe(true);
		expect(await phone.replica.own.notes.count()).toBe(1);
		await phone.sync();
		expect(await phone.outbox()).toHaveLength(0);
		expect(await phone.replica.own.notes.count()).toBe(0);
	});

	test('a row that cannot be read is skipped and the rest goes on', async () => {
		server.put('cases', 'broken000000000', { id: 'broken000000000' }, [`a:${VILLAGE}`]);
		server.put('refs', `types-${TOWN}`, { kind: 'types', town: TOWN, types: [] }, [`t:${TOWN}`]);
		const phone = await open(worker);
		expect(await phone.replica.own.refs.count()).toBeGreaterThan(4);
		expect(await phone.replica.own.cases.count()).toBe(0);
	});

	test('what closed beyond the window is dropped', async () => {
		const phone = await open(worker);
		const id = await reported(phone);
		await phone.sync();
		await phone.runner.run('case.void', { reason: '示例' }, { target: id });
		await phone.sync();
		expect(await phone.case(id)).toBeDefined();
		clock += 31 * 86_400_000;
		await phone.sync();
		expect(await phone.case(id)).toBeUndefined();
	});
});

describe('history', () => {
	test('S04 a server put back to last night gets everything again, photos too', async () => {
		const phone = await open(worker);
		await reported(phone, '昨天');
		await phone.sync();
		const lastNight = server.backup();
		const photo = photoDraft('today', clock);
		const result = await phone.runner.run('case.report', report('今天'), { photos: [photo] });
		await phone.sync();
		expect(Object.keys(server.data.photos)).toHaveLength(1);
		server.restore(lastNight);
		await phone.sync();
		await phone.sync();
		expect(result.ok && server.case(result.target)?.words).toBe('今天');
		expect(Object.keys(server.data.photos)).toHaveLength(1);
		expect(await phone.outbox()).toHaveLength(0);
		expect(await phone.replica.own.value('reoffered')).toBe(2);
		expect(result.ok && (await phone.case(result.target))).toEqual(
			result.ok && server.case(result.target)
		);
	});

	test('a gap that nothing can fill moves what waits into a new stream', async () => {
		const phone = await open(worker);
		const empty = server.backup();
		for (const n of [1, 2]) await reported(phone, `旧${n}`);
		await phone.sync();
		await phone.replica.own.acknowledged.clear();
		server.restore(empty);
		const id = await reported(phone, '新');
		await phone.sync();
		await phone.sync();
		expect(server.case(id)).toBeDefined();
		expect(await phone.outbox()).toHaveLength(0);
	});

	test('S04 a gap before work that is acknowledged already moves it once, and not for ever', async () => {
		const phone = await open(worker);
		const kept = await reported(phone, '一');
		await phone.sync();
		const early = server.backup();
		await phone.runner.run('case.void', { reason: '示例' }, { target: kept });
		await reported(phone, '二');
		const late = await reported(phone, '三');
		await phone.sync();
		// The second is forgotten as safe: after the restore its number is a gap.
		await phone.replica.own.acknowledged.filter(({ seq }) => seq === 3).delete();
		server.restore(early);
		await phone.sync();
		expect(phone.parts.wire.seen.length).toBeLessThan(40);
		expect(server.case(late)).toBeDefined();
		expect(server.case(kept)?.status).toBe('void');
		expect(await phone.outbox()).toHaveLength(0);
		// Back again, behind two streams: equal numbers of both are different work.
		server.restore(early);
		await reported(phone, '四');
		for (let n = 0; n < 3; n++) await phone.sync();
		expect(server.case(late)).toBeDefined();
		expect(server.case(kept)?.status).toBe('void');
		expect(await phone.outbox()).toHaveLength(0);
		expect(await phone.inbox()).toEqual([]);
	});

	test('C09 a store that lost its work says so and does not number anew what is taken', async () => {
		const phone = await open(worker);
		await reported(phone);
		await phone.sync();
		await phone.replica.own.setValue('seq', 0);
		await phone.sync();
		expect(await phone.replica.own.value('lostAfter')).toBe(0);
		const id = await reported(phone);
		await phone.sync();
		expect(server.case(id)).toBeDefined();
	});

	test('M07 a disabled person’s view is wiped and her unsent work reaches the quarantine', async () => {
		const phone = await open(worker);
		await reported(phone);
		await phone.sync();
		phone.parts.wire.goOffline();
		const id = await reported(phone);
		server.disabled.add(worker);
		phone.parts.wire.goOnline();
		await phone.sync();
		expect(await phone.replica.own.value('sealed')).toBe(true);
		expect(await phone.replica.own.cases.count()).toBe(0);
		expect(await phone.inbox()).toMatchObject([{ target: id, outcome: 'quarantined' }]);
		const refused = await phone.runner.run('case.report', report());
		expect(refused).toMatchObject({ ok: false, rejection: { code: 'auth/revoked' } });
	});
});

describe('photos', () => {
	test('metadata first, bytes after; a photo that came back broken is never sent', async () => {
		const phone = await open(worker);
		const photos = [photoDraft('near', clock, 'near'), photoDraft('far', clock)];
		await phone.runner.run('case.report', report(), { photos });
		const [first] = photos;
		await phone.replica.own.photos
			.where('sha256')
			.equals(first?.sha256 ?? '')
			.modify({ bytes: new ArrayBuffer(0) });
		await phone.sync();
		expect(phone.parts.wire.seen.slice(-4)).toEqual(['pull', 'push', 'pull', 'photo']);
		const states = await phone.replica.own.photos.toArray();
		expect(states.map(({ state }) => state).sort()).toEqual(['stored', 'unreadable']);
		expect(Object.keys(server.data.photos)).toHaveLength(1);
	});

	test('S03 a disk that lost what it had is noticed, and acknowledged work offered again', async () => {
		const phone = await open(worker);
		await phone.runner.run('case.report', report());
		await phone.sync();
		server.undurable = 1;
		await phone.sync();
		expect(await phone.replica.own.value('reoffered')).toBe(1);
		await phone.sync();
		expect(await phone.outbox()).toHaveLength(0);
		expect(await phone.replica.own.value('reoffered')).toBe(1);
	});

	test('acknowledged work is kept until it is safe and seven days old', async () => {
		server.undurable = 1_000;
		const phone = await open(worker);
		await phone.runner.run('case.report', report(), { photos: [photoDraft('far', clock)] });
		await phone.sync();
		clock += 8 * 86_400_000;
		await phone.sync();
		expect(await phone.replica.own.acknowledged.count()).toBe(1);
		server.undurable = 0;
		await phone.sync();
		expect(await phone.replica.own.acknowledged.count()).toBe(0);
		expect(await phone.replica.own.photos.count()).toBe(0);
	});
});
