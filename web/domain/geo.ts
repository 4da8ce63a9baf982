/**
 * Positions as integers of 1e-7 degree (WGS-84), and geometry that gives the same answer in every
 * engine: only + − × ÷ and sqrt. Products of differences stay exact for shapes below nine degrees.
 */
import * as z from 'zod/mini';

/** 1e-7 degree. */
export interface Pos {
	lat: number;
	lng: number;
}

const DEGREE = 10_000_000;

export const posSchema = z.object({
	lat: z.int().check(z.gte(-90 * DEGREE), z.lte(90 * DEGREE)),
	lng: z.int().check(z.gte(-180 * DEGREE), z.lte(180 * DEGREE))
});

/** 0,0 is what a broken receiver reports: kept, but marked. */
export const isNullIsland = ({ lat, lng }: Pos): boolean => lat === 0 && lng === 0;

/** A town's scale: plane geometry is good to a few parts in ten thousand within 30 km. */
export interface TownGeo {
	/** Metres per 1e-7 degree of latitude. */
	mPerLat: number;
	/** Metres per 1e-7 degree of longitude at the town's latitude. */
	mPerLng: number;
	origin: Pos;
}

/** Cosine by its series, since engines differ in the last digit of Math.cos; |x| ≤ π/2. */
function cosine(x: number): number {
	let term = 1;
	let sum = 1;
	for (let k = 1; k <= 12; k++) {
		term = (-term * x * x) / ((2 * k - 1) * (2 * k));
		sum += term;
	}
	return sum;
}

/** The scale at a place on the WGS-84 ellipsoid (the usual series for a degree's length). */
export function townGeoAt(origin: Pos): TownGeo {
	const c1 = cosine((origin.lat / DEGREE) * (3.141592653589793 / 180));
	const c2 = 2 * c1 * c1 - 1;
	const c3 = 2 * c1 * c2 - c1;
	const c4 = 2 * c2 * c2 - 1;
	return {
		mPerLat: (111132.92 - 559.82 * c2 + 1.175 * c4) / DEGREE,
		mPerLng: (111412.84 * c1 - 93.5 * c3) / DEGREE,
		origin
	};
}

/** Whole metres. */
export function distanceM(a: Pos, b: Pos, geo: TownGeo): number {
	const dy = (b.lat - a.lat) * geo.mPerLat;
	const dx = (b.lng - a.lng) * geo.mPerLng;
	return Math.round(Math.sqrt(dx * dx + dy * dy));
}

/** `[lng, lat, lng, lat, …]` in 1e-7 degree, GeoJSON's order; closing it again is optional. */
export type Ring = readonly number[];
/** `[minLng, minLat, maxLng, maxLat]` in 1e-7 degree. */
export type Bbox = readonly [number, number, number, number];

export function bboxOf(ring: Ring): Bbox {
	let [minLng, minLat, maxLng, maxLat] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i + 1 < ring.length; i += 2) {
		const lng = ring[i] as number;
		const lat = ring[i + 1] as number;
		minLng = Math.min(minLng, lng);
		minLat = Math.min(minLat, lat);
		maxLng = Math.max(maxLng, lng);
		maxLat = Math.max(maxLat, lat);
	}
	return [minLng, minLat, maxLng, maxLat];
}

export const inBbox = ({ lat, lng }: Pos, [minLng, minLat, maxLng, maxLat]: Bbox): boolean =>
	lng >= minLng && lng <= maxLng && lat >= minLat && lat <= maxLat;

/**
 * Even-odd rule. A point on the boundary belongs to the shape on its east (or north, on a level
 * edge), so shapes that share their corners give every point to exactly one of them.
 */
export function inRing({ lat, lng }: Pos, ring: Ring): boolean {
	let inside = false;
	const n = ring.length;
	for (let i = 0, j = n - 2; i + 1 < n; j = i, i += 2) {
		const x1 = ring[j] as number;
		const y1 = ring[j + 1] as number;
		const x2 = ring[i] as number;
		const y2 = ring[i + 1] as number;
		if (y1 > lat === y2 > lat) continue;
		// Which side of the edge, by the sign of an exact integer cross product.
		const cross = (x2 - x1) * (lat - y1) - (lng - x1) * (y2 - y1);
		if (y2 > y1 ? cross > 0 : cross < 0) inside = !inside;
	}
	return inside;
}

/** Outer ring and holes together. */
export const inPolygon = (pos: Pos, rings: readonly Ring[]): boolean =>
	rings.reduce((inside, ring) => inside !== inRing(pos, ring), false);

export interface GridShape {
	code: string;
	ring: Ring;
	bbox: Bbox;
}

export const gridAt = (pos: Pos, grids: readonly GridShape[]): string | undefined =>
	grids.find(({ bbox, ring }) => inBbox(pos, bbox) && inRing(pos, ring))?.code;

/** The closest item within `withinM`; the earlier one on equal distance. */
export function nearest<T extends { pos: Pos }>(
	pos: Pos,
	items: readonly T[],
	geo: TownGeo,
	withinM = Infinity
): { item: T; metres: number } | undefined {
	let best: { item: T; metres: number } | undefined;
	for (const item of items) {
		const metres = distanceM(pos, item.pos, geo);
		if (metres <= withinM && (!best || metres < best.metres)) best = { item, metres };
	}
	return best;
}
