/**
 * Seeded chance: the same town on every machine, every time. Each part of the town draws from its
 * own stream, named after the part, so that adding a lamp never moves a villager.
 */

const MULTIPLIERS = [2654435761, 1597334677] as const;

/** Two 32-bit halves of a string hash (a cyrb53 style mix). */
function hashHalves(text: string): [number, number] {
	let low = 0xdeadbeef;
	let high = 0x41c6ce57;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		low = Math.imul(low ^ unit, MULTIPLIERS[0]);
		high = Math.imul(high ^ unit, MULTIPLIERS[1]);
	}
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	return [low >>> 0, high >>> 0];
}

/** A record id, 15 × [a-z0-9], that depends on its key alone. */
export function idOf(kind: string, key: string): string {
	const [a, b] = hashHalves(`${kind}/${key}`);
	const [c] = hashHalves(`${key}/${kind}`);
	const digits = (value: number, width: number) => value.toString(36).padStart(width, '0');
	return (digits(a, 7) + digits(b, 7) + digits(c, 7)).slice(0, 15);
}

export class Stream {
	#state: number;

	constructor(name: string) {
		this.#state = hashHalves(name)[0];
	}

	/** Uniform in [0, 1) (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	}

	between(low: number, high: number): number {
		return low + this.next() * (high - low);
	}

	/** A whole number, both ends included. */
	integer(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(list: readonly T[]): T {
		if (list.length === 0) throw new Error('nothing to pick from');
		return list[Math.floor(this.next() * list.length)] as T;
	}

	/** Picks by weight; weights need not add up to one. */
	weighted<T>(list: readonly (readonly [T, number])[]): T {
		let left = this.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [item, weight] of list) {
			left -= weight;
			if (left < 0) return item;
		}
		return (list[list.length - 1] as readonly [T, number])[0];
	}

	shuffled<T>(list: readonly T[]): T[] {
		const copy = [...list];
		for (let i = copy.length - 1; i > 0; i--) {
			const j = this.integer(0, i);
			[copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
		}
		return copy;
	}
}

/** A fixed value in [0, 1) for a lattice point: the ground of smooth noise. */
export function latticeValue(x: number, y: number, salt: number): number {
	let mixed = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(salt, 974711);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 1274126177);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 2246822507);
	return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
}
