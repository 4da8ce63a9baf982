/** Shapes of points on a canvas, in its own pixels, and finding them again. No Leaflet here. */
import type { PointShape } from './map-types';

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
