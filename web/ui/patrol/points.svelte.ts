/** The points of one patrol or beat as one walks them: the thing, how far, seen or not. */
import { getApp } from '~/app/compose';
import type { ElementDoc } from '~/domain/element/element';
import { distanceM } from '~/domain/geo';
import { byKey } from '~/ui/case/by-key';
import type { Town } from '~/ui/case/town.svelte';

export interface Point {
	readonly id: string;
	/** Absent where the thing is not on this device. */
	readonly element?: ElementDoc;
	readonly metres?: number;
}

const VILLAGE_MAX = 5000;

export class Points {
	#app = getApp();
	#town: Town;
	#elements;

	constructor(town: Town, village: () => string | undefined) {
		this.#town = town;
		this.#elements = this.#app.elements.list(() => ({
			area: village() ?? '-',
			limit: VILLAGE_MAX
		}));
	}

	readonly #byId = $derived.by(() => byKey(this.#elements.current ?? [], ({ id }) => id));
	readonly #byCode = $derived.by(() => byKey(this.#elements.current ?? [], ({ code }) => code));

	get loading(): boolean {
		return this.#elements.current === undefined;
	}

	one(id: string): Point {
		const element = this.#byId.get(id);
		if (!element) return { id };
		const { fix } = this.#app.location;
		const geo = this.#town.home?.geo;
		if (!fix || !geo) return { id, element };
		return { id, element, metres: distanceM(fix.pos, element.pos, geo) };
	}

	/** Everything in the village that is checked on rounds at all. */
	get checked(): string[] {
		return (this.#elements.current ?? [])
			.filter(({ checkEveryDays }) => checkEveryDays !== undefined)
			.map(({ id }) => id);
	}

	/** By its id or by the code on its plate. */
	find(code: string): Point | undefined {
		const element = this.#byId.get(code) ?? this.#byCode.get(code);
		return element && this.one(element.id);
	}

	/** Nearest first; without a position as given. */
	near(ids: readonly string[]): Point[] {
		return ids
			.map((id) => this.one(id))
			.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || 0);
	}
}
