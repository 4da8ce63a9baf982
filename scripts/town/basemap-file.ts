/** The base map's bytes, with the places worth a name on it. */
import { drawBasemap } from './basemap';
import type { Poi } from './basemap-labels';
import { layGround } from './index';

/** What people steer by. */
const SHOWN: ReadonlySet<string> = new Set(['school', 'public', 'park']);
const FROM_ZOOM = 16;

export function basemapJson(): string {
	const { geography, fabrics, places } = layGround();
	const shown = places.filter(({ use }) => SHOWN.has(use));
	// One of a use in a village: a park in three parts needs one name.
	const chosen = new Map<string, Poi>();
	for (const { name, at, use, fabric } of shown) {
		chosen.set(`${fabric.land.village.code}/${use}`, { name, at, zoom: FROM_ZOOM });
	}
	return `${JSON.stringify(drawBasemap(geography, fabrics, [...chosen.values()]))}\n`;
}
