/**
 * What the town is made of, read once for a whole layout: scheme, calendar, units, grids. Rooms
 * and routes below it ask `useTown()` and share the same live answers.
 */
import { getContext, setContext } from 'svelte';
import { getApp } from '~/app/compose';
import { DEFAULT_SETTINGS, type TownSettings } from '~/domain/context';
import type { Ms } from '~/domain/time';
import { indexScheme, type SchemeIndex } from '~/domain/scheme';
import type { RefDocs, UnitRef } from '~/domain/refs';
import { clock } from '~/ui/shared/clock.svelte';
import { byKey } from './by-key';

const KEY = Symbol('town');

export class Town {
	#app = getApp();
	#town = this.#app.refs.get('town');
	#scheme = this.#app.refs.get('scheme');
	#calendar = this.#app.refs.get('calendar');
	#units = this.#app.refs.get('units');
	#grids = this.#app.refs.get('grids');
	#joint = this.#app.refs.get('joint');
	#beats = this.#app.refs.get('beats');
	#people = this.#app.refs.get('people');
	#types = this.#app.refs.get('types');

	/** Undefined until the first answer, null where this device has none yet. */
	readonly home = $derived(this.#town.current);
	readonly scheme: SchemeIndex | undefined = $derived(
		this.#scheme.current ? indexScheme(this.#scheme.current.scheme) : undefined
	);
	readonly calendar = $derived(this.#calendar.current?.calendar);
	readonly settings: TownSettings = $derived({
		...DEFAULT_SETTINGS,
		...this.#town.current?.settings
	});
	readonly units: readonly UnitRef[] = $derived(this.#units.current?.units ?? []);
	readonly villages: RefDocs['grids']['villages'] = $derived(this.#grids.current?.villages ?? []);
	readonly grids: RefDocs['grids']['grids'] = $derived(this.#grids.current?.grids ?? []);
	readonly joint: RefDocs['joint']['joint'] = $derived(this.#joint.current?.joint ?? []);
	readonly beats: RefDocs['beats']['beats'] = $derived(this.#beats.current?.beats ?? []);
	readonly people: RefDocs['people']['people'] = $derived(this.#people.current?.people ?? []);
	readonly types: RefDocs['types']['types'] = $derived(this.#types.current?.types ?? []);

	#unitById = $derived(byKey(this.units, (unit) => unit.id));
	#villageByCode = $derived(byKey(this.villages, (village) => village.code));
	#gridByCode = $derived(byKey(this.grids, (grid) => grid.code));
	#personById = $derived(byKey(this.people, (person) => person.id));
	#typeById = $derived(byKey(this.types, (type) => type.id));

	/** Nothing has ever arrived on this device: the first sync is still to come. */
	get missing(): boolean {
		return this.#scheme.current === null || this.#town.current === null;
	}

	/** Everything that forms are filled from has been read. */
	get ready(): boolean {
		return [this.#scheme, this.#calendar, this.#units, this.#grids, this.#joint, this.#beats].every(
			(live) => live.current !== undefined
		);
	}

	/** The server's clock, moving with the page's one clock. */
	get now(): Ms {
		void clock.now;
		return this.#app.now();
	}

	unit(id: string): UnitRef | undefined {
		return this.#unitById.get(id);
	}

	villageName(code: string): string {
		return this.#villageByCode.get(code)?.name ?? code;
	}

	/** With the village in it, as people call it. */
	gridName(code: string): string {
		return this.#gridByCode.get(code)?.name ?? code;
	}

	personName(id: string): string {
		return this.#personById.get(id)?.name ?? id;
	}

	type(id: string): RefDocs['types']['types'][number] | undefined {
		return this.#typeById.get(id);
	}
}

/** Once in a layout. */
export function provideTown(): Town {
	return setContext(KEY, new Town());
}

export function useTown(): Town {
	const town = getContext<Town | undefined>(KEY);
	if (!town) throw new Error('provideTown() belongs into the layout above');
	return town;
}
