/** Sync of one replica, wherever it runs: in a worker, or in the page where there is none. */
import { DeviceDb } from '../store/device-db';
import { openReplica } from '../store/replica-db';
import { openChannel } from './channel';
import { takeTurns } from './leader';
import { SyncLoop, tokenOf } from './loop';
import { PokeListener } from './poke';
import { fetchTransport } from './transport';

export interface SyncOrder {
	readonly person: string;
	readonly database: string;
	readonly origin: string;
	/** Days that closed cases stay on this device. */
	readonly windowDays: number;
	/** Names this tab or worker. */
	readonly holder: string;
}

/** Runs until the returned function is called. */
export async function startSync(order: SyncOrder): Promise<() => void> {
	const device = new DeviceDb();
	const replica = await openReplica(order.database, () => stop());
	const token = tokenOf(device, order.person);
	const ended = new AbortController();
	let loop: SyncLoop | undefined;
	let pokes: PokeListener | undefined;
	const channel = openChannel(replica.name, (why) => {
		loop?.wake(why);
		if (why === 'online' || why === 'retry') pokes?.reconnect();
	});
	const stop = () => {
		ended.abort();
		channel.close();
		replica.close();
		device.close();
	};

	void takeTurns(
		{
			replica,
			...(globalThis.navigator?.locks && { locks: navigator.locks }),
			now: Date.now,
			holder: order.holder,
			async lead(lease, signal) {
				const current = new SyncLoop(
					{
						replica,
						transport: fetchTransport({ origin: order.origin }),
						token,
						now: Date.now,
						random: Math.random,
						windowDays: async () => order.windowDays,
						keysChanged: () => pokes?.reconnect()
					},
					lease
				);
				const listener = new PokeListener({
					origin: order.origin,
					token,
					keys: async () => (await replica.own.value('keys')) ?? [],
					poked: () => current.wake('poke'),
					random: Math.random
				});
				[loop, pokes] = [current, listener];
				void listener.run(signal);
				await current.run(signal);
				if (loop === current) [loop, pokes] = [undefined, undefined];
			}
		},
		ended.signal
	);
	return stop;
}
