/** Drawing points and names on a canvas, in its own pixels. No Leaflet here. */
import type { PointShape } from './map-types';
import type { Palette } from './palette';

export type Spot = { x: number; y: number };

/** One closed path of the given shape round a spot. */
export function tracePoint(
	ctx: CanvasRenderingContext2D,
	shape: PointShape,
	{ x, y }: Spot,
	radius: number
): void {
	if (shape === 'circle') {
		ctx.moveTo(x + radius, y);
		ctx.arc(x, y, radius, 0, Math.PI * 2);
		return;
	}
	const corners = CORNERS[shape];
	corners.forEach(([dx, dy], index) => {
		if (index === 0) ctx.moveTo(x + dx * radius, y + dy * radius);
		else ctx.lineTo(x + dx * radius, y + dy * radius);
	});
	ctx.closePath();
}

/** Corner offsets in radii, sized so that all shapes look equally heavy. */
const CORNERS: Record<Exclude<PointShape, 'circle'>, [number, number][]> = {
	square: [
		[-0.9, -0.9],
		[0.9, -0.9],
		[0.9, 0.9],
		[-0.9, 0.9]
	],
	diamond: [
		[0, -1.2],
		[1.2, 0],
		[0, 1.2],
		[-1.2, 0]
	],
	triangle: [
		[0, -1.2],
		[1.15, 0.85],
		[-1.15, 0.85]
	]
};

export type Name = Spot & { text: string; size: number; weight: 500 | 600 };

/** Writes names where there is room: earlier ones win, a later one that would overlap is left out. */
export function drawNames(
	ctx: CanvasRenderingContext2D,
	names: readonly Name[],
	palette: Palette,
	font: string
): void {
	const taken: { left: number; top: number; right: number; bottom: number }[] = [];
	ctx.textAlign = 'center';
	ctx.textBaseline = 'middle';
	ctx.lineJoin = 'round';
	ctx.lineWidth = 3;
	for (const name of names) {
		ctx.font = `${name.weight} ${name.size}px ${font}`;
		const half = ctx.measureText(name.text).width / 2 + 4;
		const box = {
			left: name.x - half,
			right: name.x + half,
			top: name.y - name.size * 0.75,
			bottom: name.y + name.size * 0.75
		};
		if (taken.some((other) => overlap(box, other))) continue;
		taken.push(box);
		ctx.strokeStyle = palette.halo;
		ctx.fillStyle = palette.ink;
		ctx.strokeText(name.text, name.x, name.y);
		ctx.fillText(name.text, name.x, name.y);
	}
}

type Box = { left: number; top: number; right: number; bottom: number };

function overlap(a: Box, b: Box): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The nearest spot within reach, or undefined. Later ones lie on top and win a tie. */
export function nearestSpot<T extends Spot>(
	spots: readonly T[],
	at: Spot,
	reach: number
): T | undefined {
	let best: T | undefined;
	let bestSquare = reach * reach;
	for (const spot of spots) {
		const square = (spot.x - at.x) ** 2 + (spot.y - at.y) ** 2;
		if (square > bestSquare) continue;
		best = spot;
		bestSquare = square;
	}
	return best;
}
