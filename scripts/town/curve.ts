/** The ground course of an edge: bent, thinned, shared by both faces down to the last digit. */
import type { Pos } from '../../web/domain/geo';
import type { Edge, Side } from './partition';
import { type Vec, distance, lerp } from './plane';
import { bend, place } from './warp';

const STEP_M = 45;
const TOLERANCE_M = 1.5;

const curves = new WeakMap<object, readonly Pos[]>();

/** Keeps the points that a straight line would miss by more than the tolerance. */
export function thin(points: readonly Vec[], tolerance: number): number[] {
	const keep = new Set([0, points.length - 1]);
	const visit = (from: number, to: number): void => {
		const a = points[from] as Vec;
		const b = points[to] as Vec;
		const size = distance(a, b) || 1;
		let worst = 0;
		let at = -1;
		for (let i = from + 1; i < to; i++) {
			const { x, y } = points[i] as Vec;
			const off = Math.abs((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / size;
			if (off > worst) [worst, at] = [off, i];
		}
		if (worst <= tolerance) return;
		keep.add(at);
		visit(from, at);
		visit(at, to);
	};
	visit(0, points.length - 1);
	return [...keep].sort((a, b) => a - b);
}

/** Points of the board along an edge, close enough that the bend between them is flat. */
export function trace(a: Vec, b: Vec, tolerance = TOLERANCE_M): Vec[] {
	const steps = Math.max(1, Math.ceil(distance(a, b) / STEP_M));
	const points = Array.from({ length: steps + 1 }, (_, i) =>
		i === 0 ? a : i === steps ? b : lerp(a, b, i / steps)
	);
	return thin(points.map(bend), tolerance).map((i) => points[i] as Vec);
}

export function edgeCurve<Line>(edge: Edge<Line>): readonly Pos[] {
	const known = curves.get(edge);
	if (known) return known;
	const curve = trace(edge.a, edge.b).map(place);
	curves.set(edge, curve);
	return curve;
}

export function sideCurve<Line>({ edge, forward }: Side<Line>): readonly Pos[] {
	return forward ? edgeCurve(edge) : [...edgeCurve(edge)].reverse();
}
