/** The base map and the outlines of areas: compiled once, drawn at any zoom. No Leaflet here. */
import type { Geometry } from 'geojson';
import type { BaseKind, BaseMap, BaseProps, MapArea } from './map-types';
import type { Palette } from './palette';
import { degrees } from './place';
import { tracePath, type View, type WorldPath, worldPath } from './world';

type BaseShape = BaseProps & { paths: WorldPath[] };
export type CompiledBase = readonly BaseShape[];
export type CompiledAreas = readonly { level: MapArea['level']; path: WorldPath }[];

/** Inner outlines would only darken the map from further away. */
const FINE_EDGES_ZOOM = 14;
const FIELDS = new Set(['farmland', 'orchard']);
const LINES = new Set<BaseKind>(['road', 'main-road']);
/** Pixels below which a line would vanish or a wide road stop looking wide. */
const THINNEST = { road: 1, 'main-road': 2.5, rail: 1.5, building: 1 };

export function compileBase(base: BaseMap | null): CompiledBase {
	return (base?.features ?? [])
		.filter(({ properties }) => properties.kind !== 'name')
		.map(({ geometry, properties }) => ({ ...properties, paths: pathsOf(geometry) }));
}

function pathsOf(geometry: Geometry): WorldPath[] {
	switch (geometry.type) {
		case 'LineString':
			return [worldPath(geometry.coordinates)];
		case 'MultiLineString':
		case 'Polygon':
			return geometry.coordinates.map(worldPath);
		case 'MultiPolygon':
			return geometry.coordinates.flat().map(worldPath);
		default:
			return [];
	}
}

export function compileAreas(areas: readonly MapArea[]): CompiledAreas {
	return areas.map(({ level, ring }) => {
		const corners = ring.map((corner) => degrees(corner).reverse());
		return { level, path: worldPath([...corners, ...corners.slice(0, 1)]) };
	});
}

export function drawBase(
	ctx: CanvasRenderingContext2D,
	view: View,
	base: CompiledBase,
	palette: Palette
): void {
	ctx.fillStyle = palette.land;
	ctx.fillRect(0, 0, view.width, view.height);
	ctx.lineJoin = 'round';
	const seen = base.filter(({ zoom = 0 }) => view.zoom >= zoom);
	for (const shape of seen) {
		if (!LINES.has(shape.kind)) drawShape(ctx, view, shape, palette);
	}
	// All edges before all fills: where roads meet they flow into each other.
	const roads = seen.filter(({ kind }) => LINES.has(kind));
	ctx.lineCap = 'round';
	for (const road of roads) stroke(ctx, view, road, palette.roadEdge, 1.5);
	for (const road of roads) stroke(ctx, view, road, palette.road, 0);
}

function drawShape(
	ctx: CanvasRenderingContext2D,
	view: View,
	shape: BaseShape,
	palette: Palette
): void {
	if (shape.kind === 'building') {
		ctx.lineCap = 'butt';
		stroke(ctx, view, shape, palette.building, 0);
		return;
	}
	if (shape.kind === 'rail') {
		ctx.setLineDash([8, 5]);
		stroke(ctx, view, { ...shape, w: 3 }, palette.rail, 0);
		ctx.setLineDash([]);
		return;
	}
	ctx.beginPath();
	for (const path of shape.paths) tracePath(ctx, path, view);
	ctx.fillStyle = fillOf(shape, palette);
	ctx.fill('evenodd');
}

function fillOf({ kind, use = '' }: BaseShape, palette: Palette): string {
	if (kind === 'water') return palette.water;
	if (FIELDS.has(use)) return palette.field;
	return kind === 'green' ? palette.green : palette.block;
}

/** Strokes at its true width on the ground; `more` pixels on both sides make an edge. */
function stroke(
	ctx: CanvasRenderingContext2D,
	view: View,
	shape: BaseShape,
	colour: string,
	more: number
): void {
	const least = THINNEST[shape.kind as keyof typeof THINNEST];
	ctx.beginPath();
	for (const path of shape.paths) tracePath(ctx, path, view);
	ctx.lineWidth = Math.max(least, (shape.w ?? 8) * view.metre) + more;
	ctx.strokeStyle = colour;
	ctx.stroke();
}

export function drawAreas(
	ctx: CanvasRenderingContext2D,
	view: View,
	areas: CompiledAreas,
	palette: Palette
): void {
	ctx.strokeStyle = palette.edge;
	const levels =
		view.zoom >= FINE_EDGES_ZOOM ? (['fine', 'coarse'] as const) : (['coarse'] as const);
	for (const level of levels) {
		ctx.beginPath();
		for (const area of areas) if (area.level === level) tracePath(ctx, area.path, view);
		const fine = level === 'fine';
		ctx.globalAlpha = fine ? 0.6 : 0.9;
		ctx.lineWidth = (fine ? 1 : 2) + palette.heavier;
		ctx.setLineDash(fine ? [5, 5] : []);
		ctx.stroke();
	}
	ctx.setLineDash([]);
	ctx.globalAlpha = 1;
}
