/** One device, several people (faults C13, M09, M10): each has her own store, and keeps it. */
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, expect, test, vi } from 'vitest';
import { draftDoor } from '~/app/drafts.svelte';
import { commandRunner } from '~/app/run-command';
import { Session } from '~/app/session.svelte';
import { DeviceDb } from '~/store/device-db';
import { SyncLoop, tokenOf } from '~/sync/loop';
import { takeLease } from '~/store/lease';
import { FakeServer, Wire } from '../../support/fake-server';
import { buildFixtureTown, gridsOf, TOWNS, villagesOf } from '../../support/fixture-town';
import { photoDraft } from '../../support/phone';

const [TOWN] = TOWNS;
const [VILLAGE] = villagesOf(TOWN) as [string];
const clock = Date.UTC(2026, 8, 2, 1);
const town = buildFixtureTown(clock);
const worker = town.person('gridWorker', VILLAGE).id;
const clerk = town.person('clerk', TOWN).id;
const report = {
	source: 'patrol' as const,
	place: { town: TOWN, village: VILLAGE, grid: gridsOf(VILLAGE)[0] as string, address: '示例路' },
	words: '示例'
};

let device: DeviceDb;
let server: FakeServer;
let wire: Wire;
let devices = 0;
const sync = { start: vi.fn(), stop: vi.fn(), tell: vi.fn() };

beforeEach(async () => {
	// Each test's server counts its replicas from one: another's store must not pass for its own.
	for (const name of await Dexie.getDatabaseNames())
		if (name.startsWith('lq-') && !name.startsWith('lq-device')) await Dexie.delete(name);
	device = new DeviceDb(`lq-device-${++devices}`);
	server = new FakeServer(town, TOWN, () => clock);
	wire = new Wire(server);
	vi.clearAllMocks();
});

const open = () =>
	new Session({ device, transport: wire, sync, now: () => clock, origin: '', deviceName: 'test' });

/** What the loop does elsewhere, done here and now. */
async function exchange(session: Session): Promise<void> {
	const { replica, me } = session;
	if (!replica || !me) throw new Error('nobody is signed in');
	const lease = await takeLease(replica.own, 'test', clock);
	const token = tokenOf(device, me.person);
	const parts = { replica, transport: wire, token, now: () => clock };
	await new SyncLoop({ ...parts, random: () => 0, windowDays: async () => 30 }, lease).settle();
}

const runnerOf = (session: Session) =>
	commandRunner({ replica: () => session.replica, now: () => clock, saved: () => {} });

test('signs in, starts the loop, and is there again without a network', async () => {
	const session = open();
	await session.start();
	expect([session.state, session.home]).toEqual(['signedOut', '/sign-in']);
	expect(await session.signIn(worker.toUpperCase(), 'x')).toEqual({ ok: true });
	// Another tab's loop may have stopped at the token that this one replaces (M09).
	expect(sync.tell).toHaveBeenCalledWith('retry');
	expect([session.state, session.home]).toEqual(['signedIn', '/today']);
	expect(sync.start).toHaveBeenCalledOnce();
	wire.goOffline();
	const again = open();
	await again.start();
	expect([again.state, again.me?.person, again.home]).toEqual(['signedIn', worker, '/today']);
});

test('M09 M10 the next person sees nothing of the last, who finds her unsent work again', async () => {
	const session = open();
	await session.start();
	await session.signIn(worker, 'x');
	await exchange(session);
	const saved = await runnerOf(session).run('case.report', report, {
		photos: [photoDraft('a', clock)]
	});
	expect(saved.ok).toBe(true);
	expect(await session.unsent()).toBe(2);
	const first = session.replica?.name;
	await session.signOut();
	expect([session.state, session.replica]).toEqual(['signedOut', undefined]);
	expect((await device.people.get(worker))?.token).toBeUndefined();

	await session.signIn(clerk, 'x');
	await exchange(session);
	expect(session.replica?.name).not.toBe(first);
	expect(await session.replica?.own.outbox.count()).toBe(0);
	expect(Object.keys(server.data.ledger)).toHaveLength(0);
	expect(session.people.map(({ person }) => person).sort()).toEqual([clerk, worker].sort());
	await session.signOut();

	await session.signIn(worker, 'x');
	expect(session.replica?.name).toBe(first);
	await exchange(session);
	expect(await session.unsent()).toBe(0);
	expect(Object.keys(server.data.ledger)).toHaveLength(1);
});

test('C09 a cleared store is noticed at the next sign-in', async () => {
	const session = open();
	await session.start();
	await session.signIn(worker, 'x');
	await exchange(session);
	await runnerOf(session).run('case.report', report);
	await exchange(session);
	await session.replica?.own.meta.delete('seq');
	await session.signOut();
	await session.signIn(worker, 'x');
	await vi.waitFor(() => expect(session.lostAfter).toBe(0));
	expect(await session.replica?.own.value('seq')).toBe(1);
});

test('C13 where nothing can be kept nobody signs in', async () => {
	vi.spyOn(device.people, 'toArray').mockRejectedValue(new DOMException('denied', 'SecurityError'));
	const session = open();
	await session.start();
	expect(session.state).toBe('noStorage');
	expect(await session.signIn(worker, 'x')).toMatchObject({
		rejection: { code: 'store/unavailable' }
	});
});

test('a wrong password and a missing network are told apart', async () => {
	const session = open();
	await session.start();
	expect(await session.signIn('nobody', 'x')).toMatchObject({
		rejection: { code: 'auth/bad-credentials' }
	});
	wire.goOffline();
	expect(await session.signIn(worker, 'x')).toMatchObject({ rejection: { code: 'auth/offline' } });
});

test('a draft outlives the page, keystroke by keystroke, photos too', async () => {
	const session = open();
	await session.start();
	await session.signIn(worker, 'x');
	const drafts = draftDoor(
		() => session.replica,
		() => clock
	);
	const draft = await drafts.open('report', { words: '' });
	for (const words of ['门', '门口', '门口堵']) draft.value = { words };
	await draft.addPhoto(photoDraft('a', clock));
	await draft.saved();
	const again = await drafts.open('report', { words: '' });
	expect([again.value.words, again.photos.length]).toEqual(['门口堵', 1]);
	await again.clear();
	expect((await drafts.open('report', { words: '' })).value.words).toBe('');
});
