/** Plane geometry on the drawing board: metres, x east, y north, convex polygons. */

export interface Vec {
	readonly x: number;
	readonly y: number;
}

export const minus = (a: Vec, b: Vec): Vec => ({ x: a.x - b.x, y: a.y - b.y });
export const cross = (a: Vec, b: Vec): number => a.x * b.y - a.y * b.x;
export const dot = (a: Vec, b: Vec): number => a.x * b.x + a.y * b.y;
export const length = (a: Vec): number => Math.sqrt(a.x * a.x + a.y * a.y);
export const distance = (a: Vec, b: Vec): number => length(minus(a, b));
export const lerp = (a: Vec, b: Vec, t: number): Vec => ({
	x: a.x + (b.x - a.x) * t,
	y: a.y + (b.y - a.y) * t
});
export const unit = (a: Vec): Vec => {
	const size = length(a) || 1;
	return { x: a.x / size, y: a.y / size };
};
export const leftOf = (a: Vec): Vec => ({ x: -a.y, y: a.x });

/** Positive when the ring runs counter-clockwise. */
export function area(ring: readonly Vec[]): number {
	let doubled = 0;
	ring.forEach((point, i) => (doubled += cross(point, ring[(i + 1) % ring.length] as Vec)));
	return doubled / 2;
}

export function centroid(ring: readonly Vec[]): Vec {
	const origin = ring[0] as Vec;
	let x = 0;
	let y = 0;
	let weight = 0;
	for (let i = 1; i + 1 < ring.length; i++) {
		const a = minus(ring[i] as Vec, origin);
		const b = minus(ring[i + 1] as Vec, origin);
		const part = cross(a, b);
		x += part * (a.x + b.x);
		y += part * (a.y + b.y);
		weight += part;
	}
	if (weight === 0) return origin;
	return { x: origin.x + x / (3 * weight), y: origin.y + y / (3 * weight) };
}

/** The part of a convex ring on the left of the line through `at` along `along`. */
export function clip(ring: readonly Vec[], at: Vec, along: Vec): Vec[] {
	const kept: Vec[] = [];
	ring.forEach((point, i) => {
		const next = ring[(i + 1) % ring.length] as Vec;
		const here = cross(along, minus(point, at));
		const there = cross(along, minus(next, at));
		if (here >= 0) kept.push(point);
		if (here >= 0 !== there >= 0) kept.push(lerp(point, next, here / (here - there)));
	});
	return kept;
}

/** A convex counter-clockwise ring drawn in by `depth(i)` metres on its i-th side. */
export function inset(ring: readonly Vec[], depth: (side: number) => number): Vec[] {
	let kept: Vec[] = [...ring];
	ring.forEach((point, i) => {
		const along = unit(minus(ring[(i + 1) % ring.length] as Vec, point));
		const inward = leftOf(along);
		const by = depth(i);
		kept = clip(kept, { x: point.x + inward.x * by, y: point.y + inward.y * by }, along);
	});
	return kept;
}

/** The direction in which a convex ring is longest, and its extent along and across it. */
export function longAxis(ring: readonly Vec[]): { along: Vec; long: number; wide: number } {
	let best = { along: { x: 1, y: 0 }, long: 0, wide: Infinity };
	ring.forEach((point, i) => {
		const next = ring[(i + 1) % ring.length] as Vec;
		if (distance(point, next) < 1e-6) return;
		const along = unit(minus(next, point));
		const spans = [along, leftOf(along)].map((axis) => {
			const reach = ring.map((vertex) => dot(vertex, axis));
			return Math.max(...reach) - Math.min(...reach);
		}) as [number, number];
		const wide = Math.min(...spans);
		if (wide >= best.wide) return;
		best = { along: spans[0] >= spans[1] ? along : leftOf(along), long: Math.max(...spans), wide };
	});
	return best;
}

export function isInside(ring: readonly Vec[], point: Vec): boolean {
	return ring.every((corner, i) => {
		const next = ring[(i + 1) % ring.length] as Vec;
		return cross(minus(next, corner), minus(point, corner)) >= 0;
	});
}

/** Where along `axis` to cut across it: the point at which what lies behind stops being too little. */
export function cutAt(ring: readonly Vec[], axis: Vec, behind: (kept: Vec[]) => number): Vec {
	const reach = ring.map((vertex) => dot(vertex, axis));
	let low = Math.min(...reach);
	let high = Math.max(...reach);
	const across = leftOf(axis);
	const centre = centroid(ring);
	const at = (offset: number): Vec => {
		const shift = offset - dot(centre, axis);
		return { x: centre.x + axis.x * shift, y: centre.y + axis.y * shift };
	};
	for (let i = 0; i < 24; i++) {
		const middle = (low + high) / 2;
		if (behind(clip(ring, at(middle), across)) < 0) low = middle;
		else high = middle;
	}
	return at((low + high) / 2);
}
