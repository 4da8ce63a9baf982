/**
 * Where a report is: follows the device's position until somebody chooses, and falls back to the
 * person's own village where there is none. Grid, address and element come from the town's data.
 */
import { getApp } from '~/app/compose';
import type { Fix } from '~/app/doors';
import type { ElementDoc } from '~/domain/element/element';
import type { Place } from '~/domain/fields';
import { distanceM, type Pos } from '~/domain/geo';
import type { Town } from '~/ui/case/town.svelte';

/** A fix less sure than this is shown as rough: a grid is a few hundred metres wide. */
const ROUGH_M = 60;
/** Nearer fixes name the same house: not asked again. */
const STILL_M = 8;
/** Longer than this nobody waits for the sky. */
const PATIENCE_MS = 12_000;

export type PlaceState = 'looking' | 'found' | 'rough' | 'fallback' | 'none' | 'chosen';

export class PlaceFinder {
	#app = getApp();
	#town: Town;
	#chosen: () => Place | undefined;
	#village: () => string | undefined;
	#located = $state.raw<Place>();
	#locatedAt: Pos | undefined;
	#tired = $state(false);

	/** `chosen`: what the draft holds; `village`: the person's own. */
	constructor(town: Town, chosen: () => Place | undefined, village: () => string | undefined) {
		this.#town = town;
		this.#chosen = chosen;
		this.#village = village;
		$effect(() => this.#app.location.watch());
		$effect(() => {
			const timer = setTimeout(() => (this.#tired = true), PATIENCE_MS);
			return () => clearTimeout(timer);
		});
		$effect(() => {
			const { fix } = this.#app.location;
			if (fix && !chosen()) void this.#locate(fix);
		});
	}

	get fix(): Fix | undefined {
		return this.#app.location.fix;
	}

	get state(): PlaceState {
		if (this.#chosen()) return 'chosen';
		if (this.#located) return (this.#located.accuracy ?? 0) > ROUGH_M ? 'rough' : 'found';
		if (!this.#gaveUp) return 'looking';
		return this.#fallback ? 'fallback' : 'none';
	}

	/** What a report saved now would carry. */
	get place(): Place | undefined {
		return this.#chosen() ?? this.#located ?? (this.#gaveUp ? this.#fallback : undefined);
	}

	/** Follows the position again. */
	async useFix(): Promise<Place | undefined> {
		const fix = await this.#app.location.current();
		this.#locatedAt = undefined;
		if (fix) await this.#locate(fix);
		return this.#located;
	}

	/** A place on the map. */
	async at(pos: Pos): Promise<Place | undefined> {
		const found = await this.#app.refs.locate(pos);
		return this.#placeOf(pos, undefined, found);
	}

	get #gaveUp(): boolean {
		const { state, fix } = this.#app.location;
		return (
			!fix && (this.#tired || state === 'denied' || state === 'unavailable' || state === 'off')
		);
	}

	get #fallback(): Place | undefined {
		const village = this.#village();
		return village === undefined
			? undefined
			: { town: village.slice(0, 9), village, address: this.#town.villageName(village) };
	}

	async #locate({ pos, accuracy }: Fix): Promise<void> {
		const { home } = this.#town;
		const last = this.#locatedAt;
		const sure = accuracy >= (this.#located?.accuracy ?? Infinity);
		if (last && home && sure && distanceM(last, pos, home.geo) < STILL_M) return;
		this.#locatedAt = pos;
		const found = await this.#app.refs.locate(pos);
		// A later fix may have been asked for meanwhile.
		if (this.#locatedAt === pos) this.#located = this.#placeOf(pos, accuracy, found);
	}

	#placeOf(
		pos: Pos,
		accuracy: number | undefined,
		found: { grid?: string; village?: string; address: string; element?: ElementDoc }
	): Place | undefined {
		const village = found.village ?? this.#village();
		if (village === undefined) return undefined;
		return {
			town: village.slice(0, 9),
			village,
			...(found.grid !== undefined && { grid: found.grid }),
			pos,
			...(accuracy !== undefined && { accuracy: Math.round(accuracy) }),
			address: found.address,
			...(found.element && { element: found.element.id })
		};
	}
}

/** Reported at a known thing: its own place, not the finder's. */
export function placeOfElement(element: ElementDoc): Place {
	const { town, village, grid, pos, address, id } = element;
	return { town, village, grid, pos, address, element: id };
}
