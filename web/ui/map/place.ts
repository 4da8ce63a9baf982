/** Positions as the map's callers hold them, and the little arithmetic the map needs. Pure. */
import type { Pos } from '~/domain/geo';

const E7 = 1e7;
/** Metres of one 1e-7 degree of latitude. */
const METRES_PER_UNIT = 0.011132;

/** Leaflet's degrees: [lat, lng]. */
export function degrees(place: Pos): [number, number] {
	return [place.lat / E7, place.lng / E7];
}

export function fromDegrees(lat: number, lng: number): Pos {
	return { lat: Math.round(lat * E7), lng: Math.round(lng * E7) };
}

/** Whole metres for showing; rules use the domain's own distance. */
export function shownMetres(from: Pos, to: Pos): number {
	const north = (to.lat - from.lat) * METRES_PER_UNIT;
	const east =
		(to.lng - from.lng) *
		METRES_PER_UNIT *
		Math.cos(((from.lat + to.lat) / 2 / E7) * (Math.PI / 180));
	return Math.round(Math.hypot(north, east));
}

/** [[south, west], [north, east]] in degrees, or undefined when there is nothing. */
export function boundsOf(places: Iterable<Pos>): [[number, number], [number, number]] | undefined {
	let south = Infinity;
	let west = Infinity;
	let north = -Infinity;
	let east = -Infinity;
	for (const { lat, lng } of places) {
		south = Math.min(south, lat);
		north = Math.max(north, lat);
		west = Math.min(west, lng);
		east = Math.max(east, lng);
	}
	if (south > north) return undefined;
	return [
		[south / E7, west / E7],
		[north / E7, east / E7]
	];
}
