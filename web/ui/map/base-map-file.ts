/** The drawn base map of a town, a static file that the service worker keeps. */
import type { BaseMap } from './map-types';

const read = new Map<string, Promise<BaseMap | null>>();

/** null: none for this town, or never loaded and no network; the map then shows areas only. */
export function readBaseMap(town: string): Promise<BaseMap | null> {
	let map = read.get(town);
	if (!map) {
		map = load(town);
		read.set(town, map);
	}
	return map;
}

async function load(town: string): Promise<BaseMap | null> {
	try {
		const answer = await fetch(`/basemap/${town}.json`);
		if (answer.ok) return (await answer.json()) as BaseMap;
	} catch {
		// Offline, or not a map: tried again at the next call.
	}
	read.delete(town);
	return null;
}
