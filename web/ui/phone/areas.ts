/** Grids as the map draws them. Pure. */
import type { Pos, Ring } from '~/domain/geo';
import type { GridRef } from '~/domain/refs';
import type { MapArea } from '~/ui/map/map-types';

export function ringPlaces(ring: Ring): Pos[] {
	const places: Pos[] = [];
	for (let i = 0; i + 1 < ring.length; i += 2)
		places.push({ lng: ring[i] as number, lat: ring[i + 1] as number });
	return places;
}

export function areasOf(grids: readonly GridRef[]): MapArea[] {
	return grids.map(({ code, name, ring }) => ({
		id: code,
		label: name,
		level: 'fine',
		ring: ringPlaces(ring)
	}));
}
