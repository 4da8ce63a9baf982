/** Chance that repeats itself: everything in a schedule is drawn from its seed. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ (seed >>> 13)) >>> 0;
		for (let i = 0; i < 4; i++) this.next();
	}

	/** In [0, 1). Mulberry32. */
	next = (): number => {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};

	/** In [0, n). */
	below(n: number): number {
		return Math.floor(this.next() * n);
	}

	between(least: number, most: number): number {
		return least + this.below(most - least + 1);
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	pick<T>(list: readonly T[]): T {
		return list[this.below(list.length)] as T;
	}

	/** By weight; nothing that weighs 0. */
	weighed<T>(list: readonly (readonly [item: T, weight: number])[]): T {
		let left = this.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [item, weight] of list) {
			left -= weight;
			if (left < 0) return item;
		}
		return (list.at(-1) as readonly [T, number])[0];
	}

	letters(n: number): string {
		const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
		let text = '';
		for (let i = 0; i < n; i++) text += alphabet[this.below(36)];
		return text;
	}
}
