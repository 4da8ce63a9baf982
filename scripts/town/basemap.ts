/**
 * The offline base map as GeoJSON, drawn from the same land as the grids (示意). A feature's `kind`
 * is enough to draw it; the rest lets a map draw it well:
 *
 * - `use` of a block or a green: estate, oldtown, school, park, farmland, …; `pitch` of a school
 * - `road` class: motorway, arterial, secondary, street, lane, country; `rail` has its own kind
 * - `w` width in metres of a road, and of `building`s, which are given by their long axis (butt ends)
 * - `of` what a name belongs to: village, road, water, poi; `angle` turns it, degrees anticlockwise
 * - `zoom` from which a thing is worth drawing
 *
 * Areas of one use are one MultiPolygon; features lie in drawing order.
 */
import type { FeatureCollection, Geometry, Position } from 'geojson';
import { type BaseFeature, type BaseProps, degrees } from './basemap-feature';
import { nameLabels, type Poi } from './basemap-labels';
import { type Courses, coursesOf, stopAtBanks } from './courses';
import { thin, trace } from './curve';
import type { GridFabric, Parcel, Use } from './fabric';
import type { Geography } from './geography';
import { type LineKind, OVERLAYS } from './plan';
import { type Vec, centroid, leftOf, lerp, minus, unit } from './plane';
import { latticeValue } from './random';
import { bend, place } from './warp';

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

function coords(points: readonly Vec[]): Position[] {
	const all = points.map((point) => degrees(place(point)));
	return all.filter((position, i) => i === 0 || !same(position, all[i - 1] as Position));
}

function closed(points: readonly Vec[]): Position[] {
	const open = coords(points);
	return [...open, open[0] as Position];
}

/** A ring with its sides bent like the land, without the points that its shape does not need. */
function bentRing(corners: readonly Vec[], tolerance: number): Vec[] {
	const bent = corners.flatMap((corner, i) =>
		trace(corner, corners[(i + 1) % corners.length] as Vec, tolerance).slice(0, -1)
	);
	const half = bent.length >> 1;
	const halves = [bent.slice(0, half + 1), [...bent.slice(half), bent[0] as Vec]];
	return halves.flatMap((path) => {
		const kept = thin(path.map(bend), tolerance).map((k) => path[k] as Vec);
		return kept.slice(0, -1);
	});
}

const multi = (properties: BaseProps, rings: readonly Position[][]): BaseFeature => ({
	type: 'Feature',
	properties,
	geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) }
});

const bentPath = (path: readonly Vec[], tolerance: number): Vec[] =>
	path.flatMap((point, i) => {
		const next = path[i + 1];
		return next ? trace(point, next, tolerance).slice(0, -1) : [point];
	});

/** A river as a ribbon whose banks come and go a little. */
function ribbon(path: readonly Vec[], half: number): Vec[] {
	const bent = bentPath(path, 3);
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

function roads(lines: Courses): BaseFeature[] {
	return ROAD_ORDER.flatMap((kind) => {
		const of = [...lines].filter(([line]) => line.kind === kind);
		const path = (course: readonly Vec[]) => coords(bentPath(course, 2.5));
		const zoom = DRAWN_FROM[kind];
		return [
			{
				type: 'Feature' as const,
				properties: {
					kind: kind === 'arterial' ? 'main-road' : 'road',
					road: kind,
					w: WIDTH_M[kind],
					...(zoom && { zoom })
				} satisfies BaseProps,
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
		properties:
			kind === 'rail'
				? { kind, w: WIDTH_M.rail, name }
				: { kind: 'main-road', road: kind, w: WIDTH_M.motorway, name },
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

/** Each river by itself: where two cross in one shape, the crossing would count as a hole. */
function waters(lines: Courses): BaseFeature[] {
	const ribbons = (kind: LineKind) =>
		[...lines]
			.filter(([line]) => line.kind === kind)
			.map(([line, all]) => all.map((course) => closed(ribbon(course, line.half * 0.85))));
	const water = (rings: readonly Position[][]) => multi({ kind: 'water' }, rings);
	return [...ribbons('river').map(water), water(ribbons('creek').flat())];
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

const GREEN: ReadonlySet<Use> = new Set<Use>(['farmland', 'orchard', 'park']);

function areaProps(use: Use): BaseProps {
	if (use === 'pond') return { kind: 'water' };
	return { kind: GREEN.has(use) ? 'green' : 'block', use };
}

function landUse(parcels: readonly Parcel[]): BaseFeature[] {
	return USE_ORDER.flatMap((use) => {
		const rings = parcels
			.filter((parcel) => parcel.use === use)
			.map(({ ring }) => closed(bentRing(use === 'pond' ? oval(ring) : ring, 3)));
		return rings.length > 0 ? [multi(areaProps(use), rings)] : [];
	});
}

const pitches = (parcels: readonly Parcel[]): BaseFeature =>
	multi(
		{ kind: 'green', use: 'pitch', zoom: 15 },
		parcels.flatMap(({ pitch }) => (pitch ? [closed(oval(pitch))] : []))
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
		properties: { kind: 'building', w, zoom: 15 },
		geometry: { type: 'MultiLineString', coordinates: axes }
	}));
}

export function drawBasemap(
	geography: Geography,
	fabric: readonly GridFabric[],
	pois: readonly Poi[]
): FeatureCollection<Geometry, BaseProps> {
	const lines = stopAtBanks(coursesOf(geography.faces));
	const parcels = fabric.flatMap((grid) => grid.parcels);
	return {
		type: 'FeatureCollection',
		features: [
			...landUse(parcels),
			pitches(parcels),
			...waters(lines),
			...buildings(parcels),
			...roads(lines),
			...overlays(),
			...nameLabels(geography, lines, pois)
		]
	};
}
