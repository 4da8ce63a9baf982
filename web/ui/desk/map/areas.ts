/** Grids as the map draws them. Pure. */
import type { Pos, Ring } from '~/domain/geo';
import type { GridRef } from '~/domain/refs';
import type { MapArea } from '~/ui/map/map-types';

export function placesOf(ring: Ring): Pos[] {
	const places: Pos[] = [];
	for (let i = 0; i + 1 < ring.length; i += 2)
		places.push({ lng: ring[i] as number, lat: ring[i + 1] as number });
	return places;
}

/** All grids, those of the village in question with the heavier edge. */
export function gridAreas(grids: readonly GridRef[], village: string | undefined): MapArea[] {
	return grids.map((grid) => ({
		id: grid.code,
		label: grid.name,
		level: grid.village === village ? 'coarse' : 'fine',
		ring: placesOf(grid.ring)
	}));
}
