/**
 * What stands on the land: each grid is drawn in from its roads and creeks, parted into parcels,
 * and built upon by use. South-facing slab rows in the estates, sheds in the works, farmhouses in
 * a line; all in board metres, so that the map, the address book and the elements agree.
 */
import type { GridLand } from './geography';
import { border, ring } from './partition';
import { type Line, type LineKind, crowding } from './plan';
import {
	type Vec,
	area,
	centroid,
	clip,
	cutAt,
	dot,
	inset,
	isInside,
	leftOf,
	length,
	longAxis,
	minus,
	unit
} from './plane';
import { Stream } from './random';
import type { LandSide } from './survey';

export type Use =
	| 'estate'
	| 'oldtown'
	| 'hamlet'
	| 'commercial'
	| 'industrial'
	| 'school'
	| 'public'
	| 'park'
	| 'site'
	| 'farmland'
	| 'orchard'
	| 'pond';

/** A block of houses, told by its long axis and depth. */
export interface Building {
	readonly from: Vec;
	readonly to: Vec;
	readonly centre: Vec;
	/** Metres across the axis. */
	readonly deep: number;
}

export interface Parcel {
	readonly use: Use;
	readonly ring: readonly Vec[];
	readonly buildings: readonly Building[];
	/** A school's sports ground. */
	readonly pitch?: readonly Vec[];
}

/** A stretch of named road along a grid. */
export interface Frontage {
	readonly line: Line;
	readonly side: LandSide;
}

export interface GridFabric {
	readonly land: GridLand;
	readonly crowding: number;
	readonly parcels: readonly Parcel[];
	readonly frontages: readonly Frontage[];
	/** The strip of a river or creek that borders the grid. */
	readonly banks: readonly Frontage[];
}

const ROADS: ReadonlySet<LineKind> = new Set<LineKind>([
	'arterial',
	'secondary',
	'street',
	'country'
]);
const WATERS: ReadonlySet<LineKind> = new Set<LineKind>(['river', 'creek']);

type Mix = readonly (readonly [Use, number])[];

const CORE: Mix = [
	['oldtown', 42],
	['commercial', 22],
	['estate', 28],
	['public', 6],
	['park', 4]
];
const TOWN: Mix = [
	['estate', 58],
	['commercial', 11],
	['school', 8],
	['park', 10],
	['public', 5],
	['site', 2],
	['industrial', 4]
];
const SUBURB: Mix = [
	['estate', 44],
	['industrial', 20],
	['park', 9],
	['school', 5],
	['farmland', 10],
	['site', 4],
	['commercial', 5],
	['pond', 2]
];
const FIELDS: Mix = [
	['farmland', 50],
	['hamlet', 22],
	['industrial', 8],
	['orchard', 11],
	['pond', 5],
	['park', 3]
];

interface Character {
	readonly mix: Mix;
	readonly parcelM2: number;
}

function characterOf(land: GridLand, crowd: number): Character {
	if (land.village.rural) return { mix: FIELDS, parcelM2: 62_000 };
	if (crowd > 3) return { mix: CORE, parcelM2: 13_000 };
	if (crowd > 0.9) return { mix: TOWN, parcelM2: 30_000 };
	return { mix: SUBURB, parcelM2: 48_000 };
}

const LANE_GAP_M = 9;

/** Halves a convex piece until each part is near the size wanted; lanes run between them. */
function plots(piece: readonly Vec[], wanted: number, chance: Stream): (readonly Vec[])[] {
	const size = area(piece);
	if (size < wanted * 1.5) return [piece];
	const { along } = longAxis(piece);
	const share = size * chance.between(0.36, 0.64);
	const through = cutAt(piece, along, (kept) => (kept.length < 3 ? 0 : area(kept)) - share);
	const shift = (by: number): Vec => ({ x: through.x + along.x * by, y: through.y + along.y * by });
	const across = leftOf(along);
	const halves = [
		clip(piece, shift(-LANE_GAP_M / 2), across),
		clip(piece, shift(LANE_GAP_M / 2), { x: -across.x, y: -across.y })
	];
	return halves
		.filter((half) => half.length > 2 && area(half) > 1500)
		.flatMap((half) => plots(half, wanted, chance));
}

/** The side of the plot that runs most nearly east-west: rows stand along it, facing south. */
function grainOf(shape: readonly Vec[]): Vec {
	const ways = shape
		.map((corner, i) => minus(shape[(i + 1) % shape.length] as Vec, corner))
		.filter((side) => length(side) > 1)
		.map(unit);
	const [flattest] = ways.sort((a, b) => Math.abs(a.y) - Math.abs(b.y));
	const way = flattest as Vec;
	if (Math.abs(way.y) > 0.5) return { x: 1, y: 0 };
	return way.x > 0 ? way : { x: -way.x, y: -way.y };
}

interface Rows {
	readonly long: number;
	readonly deep: number;
	readonly gap: number;
	readonly street: number;
	/** How much of the length may vary, 0 to 1. */
	readonly loose: number;
	/** Chance that a place stays empty. */
	readonly holes: number;
}

const ROWS: Readonly<Partial<Record<Use, Rows>>> = {
	estate: { long: 72, deep: 15, gap: 22, street: 62, loose: 0.15, holes: 0.08 },
	oldtown: { long: 46, deep: 20, gap: 8, street: 13, loose: 0.45, holes: 0.12 },
	hamlet: { long: 44, deep: 12, gap: 18, street: 104, loose: 0.3, holes: 0.2 },
	commercial: { long: 62, deep: 36, gap: 24, street: 26, loose: 0.3, holes: 0.1 },
	industrial: { long: 96, deep: 44, gap: 26, street: 30, loose: 0.35, holes: 0.15 },
	school: { long: 64, deep: 18, gap: 46, street: 40, loose: 0.2, holes: 0.3 },
	public: { long: 48, deep: 26, gap: 26, street: 30, loose: 0.3, holes: 0.25 }
};

const TOWERS: Rows = { long: 27, deep: 24, gap: 42, street: 54, loose: 0.1, holes: 0.12 };

function block(centre: Vec, way: Vec, long: number, deep: number): Building {
	const end = (u: number): Vec => ({
		x: centre.x + (way.x * u * long) / 2,
		y: centre.y + (way.y * u * long) / 2
	});
	return { from: end(-1), to: end(1), centre, deep };
}

function standsIn({ from, to, deep }: Building, shape: readonly Vec[]): boolean {
	const side = leftOf(unit(minus(to, from)));
	return [from, to].every((end) =>
		[-0.5, 0.5].every((by) =>
			isInside(shape, { x: end.x + side.x * deep * by, y: end.y + side.y * deep * by })
		)
	);
}

function buildRows(shape: readonly Vec[], rows: Rows, chance: Stream): Building[] {
	const way = grainOf(shape);
	const up = leftOf(way);
	const hub = centroid(shape);
	const reach = (axis: Vec) => shape.map((corner) => dot(minus(corner, hub), axis));
	const [left, right] = [Math.min(...reach(way)), Math.max(...reach(way))];
	const [low, high] = [Math.min(...reach(up)), Math.max(...reach(up))];
	const built: Building[] = [];
	for (let v = high - rows.deep / 2 - 5; v > low + rows.deep / 2; v -= rows.deep + rows.street) {
		let u = left + chance.between(4, 12);
		while (u < right) {
			const long = rows.long * (1 + chance.between(-rows.loose, rows.loose));
			const centre = {
				x: hub.x + way.x * (u + long / 2) + up.x * v,
				y: hub.y + way.y * (u + long / 2) + up.y * v
			};
			const house = block(centre, way, long, rows.deep);
			const fits = standsIn(house, shape);
			if (fits && !chance.chance(rows.holes)) built.push(house);
			u += fits ? long + rows.gap : 8;
		}
	}
	return built;
}

function buildOn(
	use: Use,
	shape: readonly Vec[],
	chance: Stream
): Pick<Parcel, 'buildings' | 'pitch'> {
	const rows = use === 'estate' && chance.chance(0.3) ? TOWERS : ROWS[use];
	if (!rows) return { buildings: [] };
	const margin = use === 'oldtown' || use === 'commercial' ? 3 : 7;
	const yard = inset(shape, () => margin);
	if (yard.length < 3) return { buildings: [] };
	if (use === 'school') return schoolOn(yard, chance);
	return { buildings: buildRows(yard, rows, chance) };
}

/** Class blocks stand on the north half, the south half is the sports ground. */
function schoolOn(yard: readonly Vec[], chance: Stream): Pick<Parcel, 'buildings' | 'pitch'> {
	const way = grainOf(yard);
	const north = clip(yard, centroid(yard), way);
	const south = clip(yard, centroid(yard), { x: -way.x, y: -way.y });
	const buildings = north.length < 3 ? [] : buildRows(north, ROWS.school as Rows, chance);
	return { buildings, ...(south.length > 2 && { pitch: south }) };
}

function parcelsOf(land: GridLand, crowd: number, forced: Use | undefined): Parcel[] {
	const chance = new Stream(`fabric/${land.area.code}`);
	const sides = border(land.face);
	const inner = inset(ring(land.face), (i) => (sides[i] as LandSide).edge.line.half + 4);
	if (inner.length < 3) return [];
	const { mix, parcelM2 } = characterOf(land, crowd);
	const main = forced ?? chance.weighted(mix);
	return plots(inner, parcelM2, chance).map((shape, i) => {
		const use =
			i === 0 || (forced ? chance.chance(0.75) : chance.chance(0.5)) ? main : chance.weighted(mix);
		return { use, ring: shape, ...buildOn(use, shape, chance) };
	});
}

function frontagesOf(land: GridLand, kinds: ReadonlySet<LineKind>): Frontage[] {
	return border(land.face)
		.filter(({ edge }) => kinds.has(edge.line.kind) && edge.line.name !== '')
		.map((side) => ({ line: side.edge.line, side }));
}

/** `forced` holds what the story needs to find: grid code → use. */
export function weave(
	lands: readonly GridLand[],
	forced: ReadonlyMap<string, Use> = new Map()
): GridFabric[] {
	return lands.map((land) => {
		const crowd = crowding(centroid(ring(land.face)));
		return {
			land,
			crowding: crowd,
			parcels: parcelsOf(land, crowd, forced.get(land.area.code)),
			frontages: frontagesOf(land, ROADS),
			banks: frontagesOf(land, WATERS)
		};
	});
}
