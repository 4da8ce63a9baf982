/** What lies between a device and the server, and what it does to a request. */
import type { Random } from '../random';

export const NET_FAULTS = [
	'dropRequest',
	'dropAnswer',
	'slow',
	'duplicate',
	'truncate',
	'captiveHtml',
	'captiveJson',
	'replay',
	'redirect',
	'http',
	'busy',
	'upgrade',
	'malformed',
	'damage'
] as const;
export type NetFault = (typeof NET_FAULTS)[number];

export class Link {
	online = true;
	/** Share of requests that something happens to. */
	storm = 0;
	/** What befalls the next requests, whatever the weather. */
	readonly next: NetFault[] = [];
	/** Answers of before, by path: a proxy that thinks it may repeat them. */
	readonly kept = new Map<string, string>();
	/** Streams of pokes that are open. */
	readonly streams = new Set<{ break(): void }>();

	faultFor(random: Random): NetFault | undefined {
		const told = this.next.shift();
		if (told) return told;
		return this.storm > 0 && random.chance(this.storm) ? random.pick(NET_FAULTS) : undefined;
	}

	goOffline(): void {
		this.online = false;
		for (const stream of [...this.streams]) stream.break();
	}
}
