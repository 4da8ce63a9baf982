/** Facts about how safely things rest on this device, for the status page to put in words. */
import { CLOCK_TOLERANCE_MS } from '../domain/context';
import type { HealthDoor } from './doors';
import type { CurrentReplica } from './live.svelte';

export function healthDoor(
	replica: CurrentReplica,
	inWorker: () => boolean,
	storage: StorageManager | undefined = globalThis.navigator?.storage
): HealthDoor {
	return {
		async facts() {
			const own = replica()?.own;
			const [persisted, estimate, skew, lostAfter, oldest] = await Promise.all([
				storage?.persisted?.() ?? false,
				storage?.estimate?.() ?? {},
				own?.value('skew'),
				own?.value('lostAfter'),
				own?.outbox.orderBy('seq').first()
			]);
			const { usage, quota } = estimate;
			return {
				persisted,
				clockOff: Math.abs(skew ?? 0) > CLOCK_TOLERANCE_MS,
				worker: inWorker(),
				...(usage !== undefined && { usage }),
				...(quota !== undefined && { quota }),
				...(skew !== undefined && { skewMs: skew }),
				...(lostAfter !== undefined && { lostAfter }),
				...(oldest && { oldestWaitingAt: oldest.at })
			};
		},
		async keep() {
			return (await storage?.persist?.()) ?? false;
		}
	};
}
