/** Which names stand on the map at a zoom, and writing them where there is room. */
import type { Spot } from './draw-points';
import type { BaseMap, MapArea } from './map-types';
import type { Palette } from './palette';
import { boundsOf } from './place';
import { type View, worldX, worldY } from './world';

export type Name = Spot & {
	text: string;
	/** Pixels. */
	size: number;
	weight: 500 | 600;
	/** Degrees anticlockwise. */
	angle?: number;
};

type Lettering = { family: string; scale: number };
/** A name at its place on the world, with the zoom from which it shows. */
type Placed = Omit<Name, 'x' | 'y'> & { wx: number; wy: number; zoom: number; rank: number };

const FINE_NAMES_ZOOM = 15;
/** Earlier ranks take the room: areas, then what one steers by, then roads and waters. */
const RANK: Record<string, number> = { village: 0, poi: 2, road: 3, water: 3 };

export function placeNames(base: BaseMap | null, areas: readonly MapArea[]): Placed[] {
	const fromBase = baseNames(base);
	// The base map's own village names are better placed than the middle of a shape.
	const named = fromBase.some(({ rank }) => rank === 0);
	const fromAreas = areas
		.filter(({ level }) => level === 'fine' || !named)
		.flatMap((area) => areaName(area) ?? []);
	return [...fromBase, ...fromAreas].sort((a, b) => a.rank - b.rank || a.zoom - b.zoom);
}

function baseNames(base: BaseMap | null): Placed[] {
	return (base?.features ?? []).flatMap(({ geometry, properties }) => {
		const { kind, name, of = 'poi', angle = 0, zoom = 0 } = properties;
		if (kind !== 'name' || geometry.type !== 'Point' || !name) return [];
		const [lng = 0, lat = 0] = geometry.coordinates;
		const village = of === 'village';
		return {
			text: name,
			wx: worldX(lng),
			wy: worldY(lat),
			size: village ? 14 : 12,
			weight: village ? (600 as const) : (500 as const),
			angle,
			zoom,
			rank: RANK[of] ?? 2
		};
	});
}

function areaName({ label, level, ring }: MapArea): Placed | undefined {
	const bounds = boundsOf(ring);
	if (!bounds) return undefined;
	const [[south, west], [north, east]] = bounds;
	const coarse = level === 'coarse';
	return {
		text: label,
		wx: worldX((west + east) / 2),
		wy: worldY((south + north) / 2),
		size: coarse ? 14 : 12,
		weight: coarse ? 600 : 500,
		zoom: coarse ? 0 : FINE_NAMES_ZOOM,
		rank: coarse ? 0 : 1
	};
}

/** The placed names of this view, as pixels. */
export function namesInView(names: readonly Placed[], view: View, scale: number): Name[] {
	return names.flatMap(({ wx, wy, zoom, size, ...name }) => {
		if (view.zoom < zoom) return [];
		const x = wx * view.scale - view.left;
		const y = wy * view.scale - view.top;
		if (x < 0 || y < 0 || x > view.width || y > view.height) return [];
		return { ...name, x, y, size: size * scale };
	});
}

type Box = { left: number; top: number; right: number; bottom: number };

/** Writes in order: an earlier name keeps its room, a later one that would overlap is left out. */
export function drawNames(
	ctx: CanvasRenderingContext2D,
	names: readonly Name[],
	palette: Palette,
	{ family }: Lettering
): void {
	const taken: Box[] = [];
	ctx.textAlign = 'center';
	ctx.textBaseline = 'middle';
	ctx.lineJoin = 'round';
	ctx.lineWidth = 4;
	ctx.strokeStyle = palette.halo;
	ctx.fillStyle = palette.ink;
	for (const name of names) {
		ctx.font = `${name.weight} ${name.size}px ${family}`;
		const box = boxOf(name, ctx.measureText(name.text).width);
		if (taken.some((other) => overlap(box, other))) continue;
		taken.push(box);
		write(ctx, name);
	}
}

function write(ctx: CanvasRenderingContext2D, { x, y, text, angle }: Name): void {
	ctx.save();
	ctx.translate(x, y);
	if (angle) ctx.rotate((-angle * Math.PI) / 180);
	ctx.strokeText(text, 0, 0);
	ctx.fillText(text, 0, 0);
	ctx.restore();
}

/** The upright box round a name, turned or not, with a little air. */
function boxOf({ x, y, size, angle = 0 }: Name, width: number): Box {
	const turn = (angle * Math.PI) / 180;
	const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
	const halfWidth = (width * cos + size * sin) / 2 + 4;
	const halfHeight = (width * sin + size * cos) / 2 + 3;
	return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

function overlap(a: Box, b: Box): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
