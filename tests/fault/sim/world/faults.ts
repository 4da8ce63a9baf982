/** What can happen to a device, to the server, and to people's rights. */
import type { Device } from '../device/device';
import type { Tab } from '../device/tab';
import { NET_FAULTS } from '../net/link';
import { putDocument } from '../server/documents';
import type { Fault } from './schedule';
import { HOME, VILLAGES } from './town';
import type { World } from './world';

type Strike = (world: World, device: Device) => Promise<void> | void;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const anyTab = ({ tabs }: Device): Tab | undefined =>
	tabs.find(({ session }) => session) ?? tabs[0];

function startServer(world: World): void {
	if (!world.server.up) world.server.start();
}

function stopServer(world: World, power = false): void {
	world.breakStreams();
	world.server.stop(power);
}

/** A row changed in the dashboard: a commit that nobody asked to be flushed. */
function edit(world: World, work: () => void): Promise<void> {
	return world.outside(() => {
		if (!world.server.up) return;
		work();
		world.server.data.commit(false);
	});
}

export const STRIKES: Readonly<Record<Fault, Strike>> = {
	offline: (_, { link }) => link.goOffline(),
	online: (_, device) => {
		device.link.online = true;
		for (const tab of device.tabs) if (!tab.process.frozen) tab.tell('online');
	},
	storm: (world, { link }) => void (link.storm = world.random.pick([0.1, 0.3, 0.7])),
	calm: (_, { link }) => void (link.storm = 0),
	request: ({ random }, { link }) => {
		for (let n = random.between(1, 3); n > 0; n--) link.next.push(random.pick(NET_FAULTS));
	},

	kill: (_, device) => {
		const tab = anyTab(device);
		if (tab) device.kill(tab);
	},
	killInCommit: (world, device) => {
		device.disk.interrupt = () => {
			device.disk.interrupt = undefined;
			const process = world.clock.current;
			const tab = device.tabs.find((one) => one.process === process);
			if (!tab) return undefined;
			device.kill(tab);
			return world.random.pick(['before', 'after'] as const);
		};
	},
	powerCut: (world, device) => {
		device.killAll();
		device.disk.cutPower(world.random.next());
	},
	diskFull: (_, { disk }) => void (disk.full = true),
	diskFreed: (_, { disk }) => void (disk.full = false),
	deadHandle: (world, { disk }) => void (disk.dead = world.random.between(1, 3)),
	clearStore: ({ clock }, device) => {
		device.killAll();
		device.disk.databases.clear();
		device.lost.push({ at: clock.now, since: -Infinity, kind: 'cleared' });
	},
	copyStore: (_, device) => device.takeCopy(),
	putBackStore: ({ clock }, device) => {
		const { copy } = device;
		if (!copy) return;
		device.killAll();
		device.disk.putBack(copy.data);
		device.lost.push({ at: clock.now, since: copy.at, kind: 'put back' });
	},
	secondTab: async (world, device) => {
		if (device.tabs.length > 1) return;
		const tab = device.openTab();
		await world.inTab(tab, 'restore', () => tab.restore());
	},
	closeTab: async (world, device) => {
		const tab = device.tabs[1];
		if (tab) await world.inTab(tab, 'close', async () => tab.close());
	},
	freeze: (_, device) => {
		const tab = anyTab(device);
		if (tab) tab.process.frozen = true;
	},
	thaw: (world, device) => {
		for (const { process } of device.tabs) if (process.frozen) world.clock.thaw(process);
	},
	clockJump: ({ random }, device) => {
		device.skew += random.pick([3 * 365 * DAY, -DAY, HOUR, -HOUR, 7 * 60_000, -3 * DAY]);
	},

	serverKill: (world) => stopServer(world),
	serverKillInCommit: ({ server, random }) =>
		void (server.nextCommit = random.pick(['before', 'after'] as const)),
	serverPowerCut: (world) => stopServer(world, true),
	serverStart: (world) => world.outside(() => startServer(world)),
	serverFull: ({ server }) => void (server.full = server.files.full = true),
	serverFreed: ({ server }) => void (server.full = server.files.full = false),
	serverClock: ({ server, random }) => void (server.skew = random.pick([-HOUR, 0, 10 * 60_000])),
	writerIdles: ({ server }) => server.app.recycleWriter(),
	backup: (world) =>
		world.outside(() => {
			if (world.server.up) world.backups.push(world.server.backup());
		}),
	restore: (world) =>
		world.outside(() => {
			const recent = world.backups.filter(({ at }) => world.clock.now - at < 6 * DAY);
			if (recent.length === 0) return;
			stopServer(world);
			world.server.restore(world.random.pick(recent));
			world.server.start();
		}),

	disable: (world, device) => setDisabled(world, device, true),
	enable: (world, device) => setDisabled(world, device, false),
	reassign: (world, device) =>
		edit(world, () => {
			const [person] = world.seatOf(device);
			const { data, skew } = world.server;
			const now = world.clock.now + skew;
			const old = [...data.tables.assignments.values()].find(
				(row) => row.person === person && row.validTo === 0 && row.area.length === 12
			);
			if (!old) return;
			const homes = VILLAGES.filter((village) => village.startsWith(HOME) && village !== old.area);
			data.set('assignments', old.id, { ...old, validTo: now });
			const id = `a-${world.random.letters(12)}`;
			data.set('assignments', id, { ...old, id, area: homes[0]!, validFrom: now });
		}),
	editDesk: (world) =>
		edit(world, () => {
			const { data } = world.server;
			const rows = [...data.tables.elements.values()];
			const row = world.random.pick(rows);
			const doc = { ...(JSON.parse(row.doc) as object), surveyedAt: world.clock.now };
			putDocument(data, 'elements', { ...row, doc: JSON.stringify(doc) });
		}),
	expireTokens: ({ server, clock }) => void (server.tokensSince = clock.now),
	signOut: async (world, device) => {
		const tab = anyTab(device);
		if (tab && !tab.busy && !tab.process.frozen)
			await world.inTab(tab, 'sign out', () => tab.signOut());
	},
	changePerson: async (world, device) => {
		const tab = anyTab(device);
		const others = world.seatOf(device).filter((person) => person !== tab?.session?.person);
		if (tab && others[0] !== undefined && !tab.process.frozen)
			await world.signIn(device, tab, others[0]);
	},
	oldServer: (world) => restartAs(world, ['case.addPhotos', 'case.whistle', 'patrol.visit']),
	newServer: (world) => restartAs(world, []),
	poison: async (world, device) => {
		const tab = anyTab(device);
		if (tab && !tab.process.frozen) await world.poison(tab);
	},
	damagePhoto: (_, { disk }) => {
		for (const [name, database] of disk.databases) {
			if (name === 'lq-device') continue;
			for (const entry of database.table('photos').entries.values()) {
				const row = entry.value as { state: string; bytes: ArrayBuffer };
				if (row.state !== 'waiting') continue;
				entry.value = { ...row, bytes: new ArrayBuffer(0) };
				return;
			}
		}
	}
};

function setDisabled(world: World, device: Device, disabled: boolean): Promise<void> {
	return edit(world, () => {
		const { data } = world.server;
		for (const person of world.seatOf(device)) {
			const row = data.tables.people.get(person);
			if (row) data.set('people', person, { ...row, disabled });
			if (disabled) world.sealed.set(person, world.clock.now);
		}
	});
}

function restartAs(world: World, unknown: readonly string[]): Promise<void> {
	return world.outside(() => {
		stopServer(world);
		world.server.unknown = new Set(unknown);
		world.server.start();
	});
}
