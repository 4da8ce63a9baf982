/** The faults end: everybody signs in, everything is sent and pulled, until nothing moves any more. */
import type { Device } from '../device/device';
import { replicasOf } from '../oracle/replicas';
import type { World } from './world';

const ROUNDS = 14;
const ROUND_MS = 6_000;
/** What was put off by the server is asked again after a minute. */
const LATE_ROUND_MS = 66_000;

/** Returns whether it came to rest. */
export async function quieten(world: World): Promise<boolean> {
	await repair(world);
	for (let round = 0; round < ROUNDS; round++) {
		for (const device of world.devices) await visit(world, device, round);
		await world.clock.runUntil(world.clock.now + (round < 6 ? ROUND_MS : LATE_ROUND_MS));
		if (isAtRest(world)) return true;
	}
	return false;
}

async function repair(world: World): Promise<void> {
	const { server, devices, clock } = world;
	await world.outside(() => {
		world.breakStreams();
		server.stop();
		server.unknown = new Set();
		server.full = server.files.full = false;
		server.tokenMs = 30 * 86_400_000;
		server.start();
	});
	for (const device of devices) {
		Object.assign(device.disk, { full: false, dead: 0, interrupt: undefined });
		device.link.online = true;
		device.link.storm = 0;
		device.link.next.length = 0;
		for (const { process } of device.tabs) if (process.frozen) clock.thaw(process);
	}
	// What was under way when the faults ended comes to its end first.
	await clock.runUntil(clock.now + 3_000);
	enableWhoCannotSend(world);
}

/** Disabled and signed out, nobody can send: only a session that is still there delivers (M07). */
function enableWhoCannotSend(world: World): void {
	const { server, devices } = world;
	const { data } = server;
	const enable = (person: string) => {
		const row = data.tables.people.get(person);
		if (row?.disabled) data.set('people', person, { ...row, disabled: false });
	};
	for (const device of devices) {
		// Its store was cleared: there is nothing of her left that could say so.
		if (replicasOf(device).length === 0) world.seatOf(device).forEach(enable);
		for (const { person, token } of replicasOf(device)) {
			const reads = token !== undefined && server.personOf(token) !== undefined;
			const alone = replicasOf(device).length === 1 && reads;
			if (!alone) enable(person);
		}
	}
	data.commit(false);
}

/** Brings the device's people in turn before the server. */
async function visit(world: World, device: Device, round: number): Promise<void> {
	const tab = await world.tabOf(device);
	if (!tab || tab.busy) return;
	const known = replicasOf(device).map(({ person }) => person);
	const wanted =
		known.length > 0 ? known[round % known.length]! : (world.seatOf(device)[0] as string);
	const row = replicasOf(device).find(({ person }) => person === wanted);
	const mayEnter = row?.token !== undefined && world.server.personOf(row.token) !== undefined;
	if (tab.session?.person === wanted && mayEnter)
		await world.inTab(tab, 'retry', async () => tab.tell('retry'));
	else await world.signIn(device, tab, wanted);
}

function isAtRest({ devices, server }: World): boolean {
	const seq = Number(server.data.tables.meta.get('seq'));
	return devices.every((device) => {
		const replicas = replicasOf(device);
		return (
			replicas.length > 0 &&
			replicas.every(({ person, table, value }) => {
				if (table('outbox').size > 0) return false;
				for (const { value: photo } of table('photos').values())
					if ((photo as { state: string }).state === 'waiting') return false;
				if (server.data.tables.people.get(person)?.disabled) return value('sealed') === true;
				return value('cursor') === seq && value('lineage') === server.lineage;
			})
		);
	});
}
