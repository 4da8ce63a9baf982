/** What a schedule's network does, drawn from its seed, and what it overhears for the leak oracle. */
import { markOf, townMarkOf, villagesOf } from '../../support/fixture-town';
import type { Random } from '../sim/random';
import type { Fault, Lane } from './proxy';

const STATUSES = [400, 401, 403, 404, 409, 413, 429, 500, 502, 503];

/** A storm is one fault again and again, as an outage is; else faults come singly. */
export class BadLane implements Lane {
	/** No faults: while somebody signs in, and when the weather has cleared. */
	quiet = true;
	readonly counts: Record<string, number> = {};
	/** Marks of places that are not this phone's, found in what the server sent it. */
	readonly leaks = new Set<string>();
	#storm: { fault: Fault; left: number } | undefined;
	readonly #foreign: readonly string[];

	constructor(
		private readonly random: Random,
		/** Share of exchanges that go wrong. */
		private readonly share: number,
		allowed: { readonly villages: readonly string[]; readonly town: string },
		towns: readonly string[]
	) {
		const villages = towns.flatMap(villagesOf).filter((code) => !allowed.villages.includes(code));
		const others = towns.filter((code) => code !== allowed.town);
		this.#foreign = [...villages.map(markOf), ...others.map(townMarkOf)];
	}

	next(): Fault {
		if (this.quiet) return { kind: 'none' };
		const fault = this.#draw();
		if (fault.kind !== 'none') this.counts[fault.kind] = (this.counts[fault.kind] ?? 0) + 1;
		return fault;
	}

	heard(bytes: Buffer): void {
		for (const mark of this.#foreign) if (bytes.includes(mark)) this.leaks.add(mark);
	}

	#draw(): Fault {
		const { random } = this;
		if (this.#storm && this.#storm.left-- > 0) return this.#storm.fault;
		this.#storm = undefined;
		if (!random.chance(this.share)) return { kind: 'none' };
		const fault = random.weighed<Fault>([
			[{ kind: 'dropResponse' }, 5],
			[{ kind: 'dropRequest' }, 2],
			[{ kind: 'late', ms: random.between(5, 150) }, 3],
			[{ kind: 'duplicate' }, 3],
			[{ kind: 'delay', ms: random.between(5, 60) }, 2],
			[{ kind: 'truncate', share: random.next() }, 3],
			[{ kind: 'status', code: random.pick(STATUSES) }, 3],
			[{ kind: 'portal' }, 1],
			[{ kind: 'redirect' }, 1]
		]);
		if (random.chance(0.2)) this.#storm = { fault, left: random.between(1, 4) };
		return fault;
	}
}
