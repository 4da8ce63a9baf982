/** Puts the app together, once; screens get everything from here. */
import { DeviceDb } from '../store/device-db';
import { fetchTransport } from '../sync/transport';
import { caseSource } from './cases';
import type { App } from './doors';
import { draftDoor } from './drafts.svelte';
import { elementSource } from './elements';
import { Location } from './location.svelte';
import { Network } from './network.svelte';
import { patrolSource } from './patrols';
import { photoSource } from './photos';
import { geoOf, refSource } from './refs';
import { commandRunner } from './run-command';
import { Session } from './session.svelte';
import { Skew } from './skew';
import { healthDoor } from './storage-health';
import { SyncRunner } from './sync-runner';
import { waitingSource } from './waiting';

let app: App | undefined;

/** The one app of this page. In the browser only. */
export function getApp(): App {
	return (app ??= compose());
}

/** A test or a story puts its own parts in. */
export function setApp(parts: App): void {
	app = parts;
}

function compose(): App {
	const now = () => Date.now();
	const sync = new SyncRunner();
	const network = new Network((why) => sync.tell(why));
	const transport = fetchTransport();
	const session = new Session({
		device: new DeviceDb(),
		transport,
		sync,
		now,
		origin: location.origin,
		deviceName: navigator.userAgent.slice(0, 80)
	});
	const replica = () => session.replica;
	const skew = new Skew(replica);
	const health = healthDoor(replica, () => sync.inWorker);
	const runner = commandRunner({
		replica,
		now,
		saved() {
			sync.tell('work');
			// Asked when there is something to keep, not at the door: browsers agree more often then.
			void health.keep().catch(() => false);
		}
	});
	return {
		session,
		cases: caseSource(replica, geoOf),
		patrols: patrolSource(replica, () => session.me?.person),
		elements: elementSource(replica, geoOf),
		refs: refSource(replica),
		photos: photoSource(replica, () => session.current(), transport),
		waiting: waitingSource({
			replica,
			runner,
			retry: () => sync.tell('retry'),
			now,
			networkUp: () => network.up
		}),
		runner,
		drafts: draftDoor(replica, now),
		location: new Location(now, navigator.geolocation),
		health,
		now: () => now() - skew.current()
	};
}
