/**
 * Towns, villages and grids: the main lines cut the land, crowded pieces are cut again until there
 * is one for each village, and each village into about six grids (示意边界). Every cut is a road or
 * a creek, so boundaries run where people expect them.
 */
import { type Bbox, type Pos, type Ring, bboxOf } from '../../web/domain/geo';
import { type Division, HANGTOU, HANGTOU_VILLAGES, ZHOUPU, ZHOUPU_VILLAGES } from './divisions';
import { border, cut, type Face, frame, outline, ring, type Side } from './partition';
import {
	CENTRE,
	FRAME,
	HALF,
	type Line,
	type LineKind,
	MAIN_LINES,
	ROAD_NAMES,
	crowding,
	townAt
} from './plan';
import {
	type Vec,
	area,
	centroid,
	cutAt,
	distance,
	dot,
	leftOf,
	longAxis,
	minus,
	unit
} from './plane';
import { Stream } from './random';
import { sideCurve } from './curve';
import { place } from './warp';

export type LandFace = Face<Line>;
export type LandSide = Side<Line>;

export interface TownArea {
	readonly code: string;
	readonly name: string;
	readonly nameEn: string;
	readonly ring: Ring;
	readonly bbox: Bbox;
	readonly centre: Pos;
}

export interface VillageArea extends Division {
	readonly town: string;
	readonly ring: Ring;
	readonly bbox: Bbox;
	readonly centre: Pos;
	readonly areaM2: number;
}

export interface GridArea {
	readonly code: string;
	readonly name: string;
	readonly village: string;
	readonly town: string;
	readonly ring: Ring;
	readonly bbox: Bbox;
	readonly centre: Pos;
	readonly areaM2: number;
}

/** A grid with its shape on the drawing board, for what is built on it. */
export interface GridLand {
	readonly area: GridArea;
	readonly village: VillageArea;
	readonly face: LandFace;
}

export interface Geography {
	readonly towns: readonly TownArea[];
	readonly villages: readonly VillageArea[];
	readonly grids: readonly GridArea[];
	readonly lands: readonly GridLand[];
	/** Every face, scenery outside the towns included. */
	readonly faces: readonly LandFace[];
}

const JOIN_SNAP_M = 45;
const GRID_SNAP_M = 26;

const middle = (face: LandFace): Vec => centroid(ring(face));

function spans(line: Line, { x, y }: Vec): boolean {
	const { within } = line;
	const between = (range: readonly [number, number] | undefined, value: number) =>
		!range || (value >= range[0] && value <= range[1]);
	return !within || (between(within.x, x) && between(within.y, y));
}

/** The pieces of the frame after the main lines. */
function mainFaces(): LandFace[] {
	const edge: Line = {
		kind: 'frame',
		name: '',
		half: 0,
		from: FRAME[0] as Vec,
		to: FRAME[1] as Vec
	};
	let faces: LandFace[] = [frame(FRAME, edge)];
	for (const line of MAIN_LINES) {
		const along = minus(line.to, line.from);
		faces = faces.flatMap((face) =>
			spans(line, middle(face)) ? (cut(face, line.from, along, line, 1e-6) ?? [face]) : [face]
		);
	}
	return faces;
}

/** Crowding summed over a convex ring, by its triangles' edge midpoints. */
function load(shape: readonly Vec[]): number {
	if (shape.length < 3) return 0;
	const hub = centroid(shape);
	let sum = 0;
	shape.forEach((corner, i) => {
		const next = shape[(i + 1) % shape.length] as Vec;
		const part = area([hub, corner, next]);
		const mid = (a: Vec, b: Vec) => crowding({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
		sum += (part * (mid(hub, corner) + mid(corner, next) + mid(next, hub))) / 3;
	});
	return sum;
}

/** Shares `total` out by weight, at least one each (largest remainder). */
function shareOut(weights: readonly number[], total: number): number[] {
	const spare = total - weights.length;
	const sum = weights.reduce((all, weight) => all + weight, 0);
	const exact = weights.map((weight) => Math.max(0, (weight / sum) * total - 1));
	const scale = spare / exact.reduce((all, weight) => all + weight, 0);
	const shares = exact.map((weight) => Math.floor(weight * scale));
	const byRest = exact
		.map((weight, i) => ({ i, rest: weight * scale - (shares[i] as number) }))
		.sort((a, b) => b.rest - a.rest || a.i - b.i);
	let left = spare - shares.reduce((all, share) => all + share, 0);
	for (const { i } of byRest) if (left-- > 0) shares[i] = (shares[i] as number) + 1;
	return shares.map((share) => share + 1);
}

/** Draws new lines, or lets one go on straight through a junction under its own name. */
class Surveyor {
	readonly #ends = new Map<Vec, Line[]>();
	readonly #chance: Stream;
	#names = 0;

	constructor(chance: Stream) {
		this.#chance = chance;
	}

	/** Cuts across the long axis where `behind` turns positive. */
	split(
		face: LandFace,
		kind: LineKind,
		name: (kind: LineKind) => string,
		snap: number,
		behind: (kept: Vec[]) => number
	): [LandFace, LandFace] | undefined {
		const shape = ring(face);
		const { along } = longAxis(shape);
		const tilt = this.#chance.between(-0.16, 0.16);
		const axis = unit({ x: along.x - along.y * tilt, y: along.y + along.x * tilt });
		const through = cutAt(shape, axis, behind);
		const proposal: Line = {
			kind,
			name: '',
			half: HALF[kind],
			from: through,
			to: { x: through.x + leftOf(axis).x, y: through.y + leftOf(axis).y }
		};
		const halves = cut(face, through, leftOf(axis), proposal, snap);
		if (!halves) return undefined;
		return this.#settle(halves, kind, name);
	}

	/** Gives the chord the line that it continues, or a new one. */
	#settle(
		halves: [LandFace, LandFace],
		kind: LineKind,
		name: (kind: LineKind) => string
	): [LandFace, LandFace] {
		const chord = (halves[1].sides[halves[1].sides.length - 1] as LandSide).edge;
		const line =
			this.#continued(chord.a, chord.b, kind) ??
			({ kind, name: name(kind), half: HALF[kind], from: chord.a, to: chord.b } satisfies Line);
		const edge = { a: chord.a, b: chord.b, line };
		for (const end of [edge.a, edge.b]) {
			this.#ends.set(end, [...(this.#ends.get(end) ?? []), line]);
		}
		const swap = (half: LandFace): LandFace => ({
			sides: half.sides.map((side) =>
				side.edge === chord ? { edge, forward: side.forward } : side
			)
		});
		return [swap(halves[0]), swap(halves[1])];
	}

	#continued(a: Vec, b: Vec, kind: LineKind): Line | undefined {
		const way = unit(minus(b, a));
		return [...(this.#ends.get(a) ?? []), ...(this.#ends.get(b) ?? [])].find((line) => {
			const straight = Math.abs(dot(way, unit(minus(line.to, line.from)))) > 0.93;
			return straight && (line.kind === 'creek') === (kind === 'creek');
		});
	}

	nextRoadName(): string {
		const taken = ROAD_NAMES[this.#names++];
		if (!taken) throw new Error('the plan has no road name left');
		return taken;
	}
}

/** Cuts a face into `count` pieces of about equal weight, halving again and again. */
function carve(
	face: LandFace,
	count: number,
	weigh: (shape: Vec[]) => number,
	split: (face: LandFace, behind: (kept: Vec[]) => number) => [LandFace, LandFace] | undefined,
	chance: Stream
): LandFace[] {
	if (count === 1) return [face];
	const first = count % 2 === 0 ? count / 2 : Math.floor(count / 2) + chance.integer(0, 1);
	const whole = weigh(ring(face));
	const share = first / count + chance.between(-0.09, 0.09);
	const halves = split(face, (kept) => weigh(kept) - whole * share);
	if (!halves) throw new Error('a face of the plan could not be cut');
	const [a, b] = halves.sort((p, q) => weigh(ring(p)) - weigh(ring(q)));
	const [small, large] = [Math.min(first, count - first), Math.max(first, count - first)];
	return [
		...carve(a as LandFace, small, weigh, split, chance),
		...carve(b as LandFace, large, weigh, split, chance)
	];
}

const shapeArea = (shape: readonly Vec[]): number => (shape.length < 3 ? 0 : area(shape));

/** The names a newcomer would look for, near where they would look; the first has its choice. */
const ANCHORS: readonly (readonly [name: string, at: Vec])[] = [
	['周南村', { x: -1000, y: -900 }],
	['界浜村', { x: 200, y: -3900 }],
	['瓦南村', { x: 1600, y: -3500 }],
	['里仁村', { x: -1700, y: -3700 }],
	['沈西村', { x: -1700, y: -2400 }],
	['棋杆村', { x: 2900, y: -2300 }],
	['姚桥村', { x: -300, y: -2400 }],
	['红桥村', { x: 700, y: -2300 }],
	['牛桥村', { x: 1700, y: -1000 }],
	['北庄村', { x: 2300, y: 1000 }],
	['瓦屑居委', { x: 1500, y: -2200 }],
	['向阳居委', { x: -450, y: 1700 }],
	['中市居委', { x: -650, y: 1600 }],
	['东南居委', { x: -200, y: 1200 }],
	['公元居委', { x: -800, y: 1900 }],
	['周东居委', { x: 100, y: 1600 }],
	['澧溪居委', { x: -900, y: 1100 }],
	['航头居委', { x: 500, y: -5000 }]
];

/** The fields lie mostly in the south. */
const countryRank = (face: LandFace): number =>
	shapeArea(ring(face)) * (middle(face).y < -300 ? 1.7 : 1);

/** Matches names to faces: villages of farmland take the widest land, the rest goes by its anchor. */
function nameFaces(
	faces: readonly LandFace[],
	names: readonly Division[]
): Map<Division, LandFace> {
	const ranked = [...faces].sort((a, b) => countryRank(b) - countryRank(a));
	const rural = names.filter((name) => name.rural).length;
	const pools = { rural: ranked.slice(0, rural), urban: ranked.slice(rural) };
	const claimed = new Map<Division, LandFace>();
	const claim = (name: Division, target: Vec) => {
		const pool = name.rural ? pools.rural : pools.urban;
		pool.sort((a, b) => distance(middle(a), target) - distance(middle(b), target));
		claimed.set(name, pool.shift() as LandFace);
	};
	for (const [anchored, at] of ANCHORS) {
		const name = names.find((candidate) => candidate.name === anchored);
		if (name) claim(name, at);
	}
	for (const name of names) if (!claimed.has(name)) claim(name, CENTRE);
	return claimed;
}

const villageLineKind = (face: LandFace, chance: Stream): LineKind =>
	crowding(middle(face)) < 1
		? chance.weighted([
				['secondary', 5],
				['creek', 3],
				['street', 2]
			] as const)
		: chance.weighted([
				['secondary', 6],
				['street', 3],
				['creek', 1]
			] as const);

const gridLineKind = (rural: boolean, chance: Stream): LineKind =>
	rural
		? chance.weighted([
				['country', 6],
				['creek', 4]
			] as const)
		: chance.weighted([
				['street', 7],
				['lane', 2],
				['creek', 1]
			] as const);

function flat(sides: readonly LandSide[]): Ring {
	return sides
		.flatMap((side) => sideCurve(side).slice(0, -1))
		.flatMap(({ lng, lat }) => [lng, lat]);
}

function villageOf(division: Division, town: string, face: LandFace): VillageArea {
	const shape = flat(border(face));
	return {
		...division,
		town,
		ring: shape,
		bbox: bboxOf(shape),
		centre: place(middle(face)),
		areaM2: Math.round(shapeArea(ring(face)))
	};
}

function carveGrids(
	village: VillageArea,
	face: LandFace,
	surveyor: Surveyor,
	chance: Stream
): LandFace[] {
	const count = village.areaM2 > 900_000 ? 7 : village.areaM2 < 160_000 ? 5 : 6;
	let creeks = 0;
	const name = (kind: LineKind): string => {
		if (kind === 'creek') return `${village.short}${'东西南北中'[creeks++ % 5]}浜`;
		if (kind === 'country') return `${village.short}${'一二三四五六七'[creeks++ % 7]}组路`;
		return kind === 'lane' ? '' : surveyor.nextRoadName();
	};
	const split = (piece: LandFace, behind: (kept: Vec[]) => number) =>
		surveyor.split(piece, gridLineKind(village.rural, chance), name, GRID_SNAP_M, behind);
	const pieces = carve(face, count, shapeArea, split, chance);
	// Numbered as a map is read: from the north-west corner row by row.
	const row = (piece: LandFace) => Math.round(-middle(piece).y / 250);
	return pieces.sort((a, b) => row(a) - row(b) || middle(a).x - middle(b).x);
}

function gridsOf(village: VillageArea, pieces: readonly LandFace[]): GridLand[] {
	return pieces.map((face, i) => {
		const number = String(i + 1).padStart(3, '0');
		const shape = flat(border(face));
		const grid: GridArea = {
			code: village.code + number,
			name: `${village.name}第${i + 1}网格`,
			village: village.code,
			town: village.town,
			ring: shape,
			bbox: bboxOf(shape),
			centre: place(middle(face)),
			areaM2: Math.round(shapeArea(ring(face)))
		};
		return { area: grid, village, face };
	});
}

function townOf(
	{ code, name, nameEn }: { code: string; name: string; nameEn: string },
	faces: readonly LandFace[]
): TownArea {
	const [border] = outline(faces);
	const shape = flat(border ?? []);
	const bbox = bboxOf(shape);
	return {
		code,
		name,
		nameEn,
		ring: shape,
		bbox,
		centre: {
			lat: Math.round((bbox[1] + bbox[3]) / 2),
			lng: Math.round((bbox[0] + bbox[2]) / 2)
		}
	};
}

export function buildGeography(): Geography {
	const chance = new Stream('geography');
	const surveyor = new Surveyor(chance);
	const base = mainFaces();
	const of = (town: string) => base.filter((face) => townAt(middle(face)) === town);
	const scenery = base.filter((face) => !townAt(middle(face)));

	const villageName = (kind: LineKind) =>
		kind === 'creek' ? surveyor.nextRoadName().replace('路', '浜') : surveyor.nextRoadName();
	const splitVillage = (piece: LandFace, behind: (kept: Vec[]) => number) =>
		surveyor.split(piece, villageLineKind(piece, chance), villageName, JOIN_SNAP_M, behind);
	const settle = (
		town: { code: string; name: string; nameEn: string },
		names: readonly Division[]
	) => {
		const main = of(town.code);
		const shares = shareOut(
			main.map((face) => load(ring(face))),
			names.length
		);
		const faces = main.flatMap((face, i) =>
			carve(face, shares[i] as number, load, splitVillage, chance)
		);
		return { town, faces: nameFaces(faces, names) };
	};
	const settled = [settle(ZHOUPU, ZHOUPU_VILLAGES), settle(HANGTOU, HANGTOU_VILLAGES)];

	// All cuts first: a later cut may add a corner to an earlier village's border.
	const carved = settled.flatMap(({ town, faces }) =>
		[...faces].map(([division, face]) => {
			const village = { ...division, areaM2: Math.round(shapeArea(ring(face))), town: town.code };
			const pieces = carveGrids(village as VillageArea, face, surveyor, chance);
			return { division, town: town.code, face, pieces };
		})
	);
	const lands = carved
		.flatMap(({ division, town, face, pieces }) => gridsOf(villageOf(division, town, face), pieces))
		.sort((a, b) => (a.area.code < b.area.code ? -1 : 1));
	const villages = [...new Map(lands.map(({ village }) => [village.code, village])).values()];
	return {
		towns: settled.map(({ town, faces }) => townOf(town, [...faces.values()])),
		villages,
		grids: lands.map((land) => land.area),
		lands,
		faces: [...scenery, ...lands.map((land) => land.face)]
	};
}
