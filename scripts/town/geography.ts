/**
 * Towns, villages and grids: the main lines cut the land, crowded pieces are cut again until there
 * is one for each village, and each village into about six grids (示意边界). Every cut is a road or
 * a creek, so boundaries run where people expect them.
 */
import { type Bbox, type Pos, type Ring, bboxOf } from '../../web/domain/geo';
import { type Division, HANGTOU, HANGTOU_VILLAGES, ZHOUPU, ZHOUPU_VILLAGES } from './divisions';
import { sideCurve } from './curve';
import { border, cut, frame, outline, ring } from './partition';
import { FRAME, type Line, type LineKind, MAIN_LINES, crowding, townAt } from './plan';
import { type Vec, minus } from './plane';
import { Stream } from './random';
import {
	carve,
	type LandFace,
	type LandSide,
	load,
	middle,
	shapeArea,
	shareOut,
	Surveyor
} from './survey';
import { nameFaces } from './village-names';
import { place } from './warp';

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
