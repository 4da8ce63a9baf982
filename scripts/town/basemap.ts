/**
 * The offline base map as GeoJSON, drawn from the same land as the grids (示意). Features carry
 * short keys because the file travels to phones:
 *
 * - `k` what it is: water, park, estate, … (land use), pitch, building, road, rail, label
 * - `c` road class: motorway, arterial, secondary, street, lane, country
 * - `n` name, `t` label kind (village, road, water, poi, town), `a` angle in degrees for a road's name
 * - `w` width in metres of a line: roads, and building blocks given by their long axis (butt ends)
 * - `z` the zoom from which a label or a small thing is worth drawing
 *
 * Polygons of one kind are one MultiPolygon, and lie in the collection in drawing order.
 */
import type { FeatureCollection, Feature, Geometry, Position } from 'geojson';
import type { Pos } from '../../web/domain/geo';
import { trace } from './curve';
import type { GridFabric, Parcel, Use } from './fabric';
import type { Geography, LandFace } from './geography';
import { border } from './partition';
import { type Line, type LineKind, OVERLAYS } from './plan';
import { type Vec, centroid, distance, dot, leftOf, lerp, minus, unit } from './plane';
import { place } from './warp';
import { latticeValue } from './random';

export interface BaseProps {
	readonly k: string;
	readonly c?: string;
	readonly n?: string;
	readonly t?: string;
	readonly a?: number;
	readonly z?: number;
	readonly w?: number;
}

type BaseFeature = Feature<Geometry, BaseProps>;

/** 1e-5 degree, about a metre: finer than the eye at the largest zoom of a drawn map. */
const GRAIN = 100;
const degrees = ({ lat, lng }: Pos): Position => [
	Math.round(lng / GRAIN) / 100_000,
	Math.round(lat / GRAIN) / 100_000
];

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

function coords(points: readonly Vec[]): Position[] {
	const all = points.map((point) => degrees(place(point)));
	return all.filter((position, i) => i === 0 || !same(position, all[i - 1] as Position));
}

function closed(points: readonly Vec[]): Position[] {
	const open = coords(points);
	return [...open, open[0] as Position];
}

/** A ring with its sides bent like the land; small ones are left straight. */
function bentRing(corners: readonly Vec[], tolerance: number): Vec[] {
	return corners.flatMap((corner, i) =>
		trace(corner, corners[(i + 1) % corners.length] as Vec, tolerance).slice(0, -1)
	);
}

const multi = (k: string, rings: readonly Position[][], z?: number): BaseFeature => ({
	type: 'Feature',
	properties: { k, ...(z !== undefined && { z }) },
	geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) }
});

/** Joins a line's pieces end to end, in the order in which they lie along it. */
function chains(line: Line, pieces: readonly (readonly [Vec, Vec])[]): Vec[][] {
	const way = unit(minus(line.to, line.from));
	const at = (point: Vec) => dot(minus(point, line.from), way);
	const ordered = pieces
		.map(([a, b]): [Vec, Vec] => (at(a) <= at(b) ? [a, b] : [b, a]))
		.sort((p, q) => at(p[0]) - at(q[0]));
	const joined: Vec[][] = [];
	for (const [a, b] of ordered) {
		const last = joined[joined.length - 1];
		const end = last?.[last.length - 1];
		if (last && end && distance(end, a) < 1) last.push(b);
		else joined.push([a, b]);
	}
	return joined;
}

/** Every drawn line with its unbroken courses across the map. */
export function courses(faces: readonly LandFace[]): Map<Line, Vec[][]> {
	const pieces = new Map<Line, Map<object, readonly [Vec, Vec]>>();
	for (const { edge } of faces.flatMap((face) => border(face))) {
		if (edge.line.kind === 'frame') continue;
		const of = pieces.get(edge.line) ?? new Map();
		pieces.set(edge.line, of.set(edge, [edge.a, edge.b]));
	}
	return new Map([...pieces].map(([line, of]) => [line, chains(line, [...of.values()])]));
}

const bentPath = (path: readonly Vec[], tolerance: number): Vec[] =>
	path.flatMap((point, i) => {
		const next = path[i + 1];
		return next ? trace(point, next, tolerance).slice(0, -1) : [point];
	});

/** A river as a ribbon whose banks come and go a little. */
function ribbon(path: readonly Vec[], half: number): Vec[] {
	const bent = bentPath(path, 2);
	const bank = (side: 1 | -1): Vec[] =>
		bent.map((point, i) => {
			const before = bent[Math.max(0, i - 1)] as Vec;
			const after = bent[Math.min(bent.length - 1, i + 1)] as Vec;
			const out = leftOf(unit(minus(after, before)));
			const wave = latticeValue(Math.round(point.x / 90), Math.round(point.y / 90), 5 + side);
			const width = half * (0.72 + 0.4 * wave) * side;
			return { x: point.x + out.x * width, y: point.y + out.y * width };
		});
	return [...bank(1), ...bank(-1).reverse()];
}

const ROAD_ORDER = ['lane', 'country', 'street', 'secondary', 'arterial'] as const;
/** Carriageway, metres. */
const WIDTH_M = {
	lane: 6,
	country: 6,
	street: 11,
	secondary: 17,
	arterial: 27,
	motorway: 32,
	rail: 9
} as const;
const DRAWN_FROM: Readonly<Partial<Record<LineKind, number>>> = {
	lane: 15,
	country: 14,
	street: 14
};

function roads(lines: ReadonlyMap<Line, Vec[][]>): BaseFeature[] {
	return ROAD_ORDER.flatMap((kind) => {
		const of = [...lines].filter(([line]) => line.kind === kind);
		const path = (course: readonly Vec[]) => coords(bentPath(course, 2));
		const z = DRAWN_FROM[kind];
		return [
			{
				type: 'Feature' as const,
				properties: { k: 'road', c: kind, w: WIDTH_M[kind], ...(z && { z }) },
				geometry: {
					type: 'MultiLineString' as const,
					coordinates: of.flatMap(([, all]) => all.map(path))
				}
			}
		];
	});
}

const overlays = (): BaseFeature[] =>
	OVERLAYS.map(({ kind, name, path }) => ({
		type: 'Feature',
		properties: {
			k: kind === 'rail' ? 'rail' : 'road',
			c: kind,
			w: WIDTH_M[kind],
			n: name
		},
		geometry: { type: 'LineString', coordinates: coords(bentPath(curved(path), 2)) }
	}));

/** Rounds the corners of a hand-drawn path (corner cutting, three times). */
export function curved(path: readonly Vec[]): Vec[] {
	let points = [...path];
	for (let round = 0; round < 3; round++) {
		points = points.flatMap((point, i) => {
			const next = points[i + 1];
			if (!next) return [point];
			const start = i === 0 ? [point] : [];
			return [...start, lerp(point, next, 0.25), lerp(point, next, 0.75)];
		});
	}
	return points;
}

function waters(lines: ReadonlyMap<Line, Vec[][]>): BaseFeature {
	const rings = [...lines]
		.filter(([line]) => line.kind === 'river' || line.kind === 'creek')
		.flatMap(([line, all]) => all.map((course) => closed(ribbon(course, line.half * 0.85))));
	return multi('water', rings);
}

const USE_ORDER: readonly Use[] = [
	'farmland',
	'orchard',
	'estate',
	'oldtown',
	'hamlet',
	'commercial',
	'industrial',
	'public',
	'school',
	'site',
	'park',
	'pond'
];

function landUse(parcels: readonly Parcel[]): BaseFeature[] {
	return USE_ORDER.map((use) =>
		multi(
			use === 'pond' ? 'water' : use,
			parcels
				.filter((parcel) => parcel.use === use)
				.map((parcel) => closed(bentRing(use === 'pond' ? oval(parcel.ring) : parcel.ring, 3)))
		)
	).filter(({ geometry }) => 'coordinates' in geometry && geometry.coordinates.length > 0);
}

const pitches = (parcels: readonly Parcel[]): BaseFeature =>
	multi(
		'pitch',
		parcels.flatMap(({ pitch }) => (pitch ? [closed(oval(pitch))] : [])),
		15
	);

/** A shape without its corners. */
const oval = (shape: readonly Vec[]): Vec[] => {
	const hub = centroid(shape);
	const small = shape.map((corner) => lerp(hub, corner, 0.8));
	return small.flatMap((corner, i) => {
		const next = small[(i + 1) % small.length] as Vec;
		return [lerp(corner, next, 0.25), lerp(corner, next, 0.75)];
	});
};

/** Blocks as their axes with a width in metres: a third of the bytes of footprints. */
function buildings(parcels: readonly Parcel[]): BaseFeature[] {
	const byDepth = new Map<number, Position[][]>();
	for (const { from, to, deep } of parcels.flatMap((parcel) => parcel.buildings)) {
		const axes = byDepth.get(deep) ?? [];
		axes.push([from, to].map((end) => degrees(place(end))));
		byDepth.set(deep, axes);
	}
	return [...byDepth].map(([w, axes]) => ({
		type: 'Feature',
		properties: { k: 'building', w, z: 15 },
		geometry: { type: 'MultiLineString', coordinates: axes }
	}));
}

const label = (at: Vec, n: string, t: string, z: number, a?: number): BaseFeature => ({
	type: 'Feature',
	properties: { k: 'label', n, t, z, ...(a !== undefined && { a }) },
	geometry: { type: 'Point', coordinates: degrees(place(at)) }
});

/** Slope of the ground course in whole degrees, counter-clockwise from east, in (-90, 90]. */
function angleAt(a: Vec, b: Vec): number {
	const [from, to] = [place(a), place(b)];
	const x = (to.lng - from.lng) * 0.8562;
	const y = to.lat - from.lat;
	const angle = Math.round((Math.atan2(y, x) * 180) / Math.PI);
	return angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle;
}

const LABEL_EVERY_M: Readonly<Partial<Record<LineKind, readonly [every: number, zoom: number]>>> = {
	arterial: [1500, 13],
	secondary: [1200, 15],
	street: [900, 16],
	river: [2200, 13],
	creek: [1500, 16]
};

const SHORTEST_NAMED_M = 280;

/** Near the towns: the scenery beyond stays without names. */
const isNear = ({ x, y }: Vec): boolean => x > -3200 && x < 3800 && y > -6600 && y < 4900;

/** Names along roads and rivers, one per stretch long enough to bear it. */
function lineLabels(lines: ReadonlyMap<Line, Vec[][]>): BaseFeature[] {
	return [...lines].flatMap(([line, all]) => {
		const rule = LABEL_EVERY_M[line.kind];
		if (!rule || line.name === '') return [];
		const [every, zoom] = rule;
		const t = line.kind === 'river' || line.kind === 'creek' ? 'water' : 'road';
		return all.flatMap((course) => {
			const [start, end] = [course[0] as Vec, course[course.length - 1] as Vec];
			const size = distance(start, end);
			if (size < SHORTEST_NAMED_M) return [];
			const count = Math.max(1, Math.round(size / every));
			return Array.from({ length: count }, (_, i) => (i + 0.5) / count).flatMap((share, i) => {
				const at = lerp(start, end, share);
				if (!isNear(at)) return [];
				const from = i === count >> 1 ? zoom : zoom + 1;
				const ahead = lerp(start, end, share + 30 / size);
				return [label(at, line.name, t, from, angleAt(at, ahead))];
			});
		});
	});
}

export interface Poi {
	readonly name: string;
	readonly at: Vec;
	readonly zoom: number;
}

export function drawBasemap(
	geography: Geography,
	fabric: readonly GridFabric[],
	pois: readonly Poi[]
): FeatureCollection<Geometry, BaseProps> {
	const lines = courses(geography.faces);
	const parcels = fabric.flatMap((grid) => grid.parcels);
	const villages = geography.villages.map((village) => {
		const own = fabric.filter(({ land }) => land.area.village === village.code);
		const hubs = own.map(({ land }) => centroid(border(land.face).map(({ edge }) => edge.a)));
		const at = {
			x: hubs.reduce((sum, hub) => sum + hub.x, 0) / hubs.length,
			y: hubs.reduce((sum, hub) => sum + hub.y, 0) / hubs.length
		};
		const zoom = village.rural
			? 12
			: village.areaM2 > 600_000
				? 13
				: village.areaM2 > 280_000
					? 14
					: 15;
		return label(at, village.rural ? village.name : village.short, 'village', zoom);
	});
	return {
		type: 'FeatureCollection',
		features: [
			...landUse(parcels),
			pitches(parcels),
			waters(lines),
			...buildings(parcels),
			...roads(lines),
			...overlays(),
			...villages,
			...lineLabels(lines),
			...pois.map(({ name, at, zoom }) => label(at, name, 'poi', zoom))
		]
	};
}
