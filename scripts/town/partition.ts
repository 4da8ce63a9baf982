/**
 * A flat map of faces that share their edges. Cutting a face splits the edges it touches for both
 * neighbours at once, so whatever is built on it tiles: no gap, no overlap, no lone vertex.
 *
 * An edge remembers the drawn line it belongs to (a road, a river); its parts inherit it.
 */
import { type Vec, cross, distance, lerp, minus } from './plane';

export interface Edge<Line> {
	readonly a: Vec;
	readonly b: Vec;
	readonly line: Line;
	parts?: readonly [Edge<Line>, Edge<Line>];
}

export interface Side<Line> {
	readonly edge: Edge<Line>;
	readonly forward: boolean;
}

export interface Face<Line> {
	sides: readonly Side<Line>[];
}

const startOf = <Line>({ edge, forward }: Side<Line>): Vec => (forward ? edge.a : edge.b);

function unfold<Line>(side: Side<Line>): readonly Side<Line>[] {
	const { parts } = side.edge;
	if (!parts) return [side];
	const halves = parts.map((edge) => ({ edge, forward: side.forward }));
	return (side.forward ? halves : halves.reverse()).flatMap(unfold);
}

/** The face's border in unsplit edges, counter-clockwise. */
export function border<Line>(face: Face<Line>): readonly Side<Line>[] {
	face.sides = face.sides.flatMap(unfold);
	return face.sides;
}

export function ring<Line>(face: Face<Line>): Vec[] {
	return border(face).map(startOf);
}

export function frame<Line>(corners: readonly Vec[], line: Line): Face<Line> {
	const sides = corners.map((a, i) => ({
		edge: { a, b: corners[(i + 1) % corners.length] as Vec, line },
		forward: true
	}));
	return { sides };
}

interface Crossing {
	readonly node: Vec;
	/** Index of the border side that starts at the node. */
	readonly at: number;
}

/** The border's crossings with the line; a vertex within `snap` metres is taken instead. */
function crossings<Line>(face: Face<Line>, through: Vec, along: Vec, snap: number): Crossing[] {
	const nodes = ring(face);
	const found = new Map<Vec, Crossing>();
	const splits: { side: number; node: Vec }[] = [];
	nodes.forEach((node, i) => {
		const next = nodes[(i + 1) % nodes.length] as Vec;
		const here = cross(along, minus(node, through));
		const there = cross(along, minus(next, through));
		if (here >= 0 === there >= 0) return;
		const meeting = lerp(node, next, here / (here - there));
		if (distance(meeting, node) <= snap) found.set(node, { node, at: i });
		else if (distance(meeting, next) <= snap) {
			found.set(next, { node: next, at: (i + 1) % nodes.length });
		} else splits.push({ side: i, node: meeting });
	});
	for (const { side, node } of splits) splitEdge((face.sides[side] as Side<Line>).edge, node);
	if (splits.length === 0) return [...found.values()];
	const taken = [...found.keys(), ...splits.map(({ node }) => node)];
	const after = ring(face);
	return taken.map((node) => ({ node, at: after.indexOf(node) }));
}

function splitEdge<Line>(edge: Edge<Line>, node: Vec): void {
	edge.parts = [
		{ a: edge.a, b: node, line: edge.line },
		{ a: node, b: edge.b, line: edge.line }
	];
}

/** Cuts a convex face in two along a straight line; undefined when the line only grazes it. */
export function cut<Line>(
	face: Face<Line>,
	through: Vec,
	along: Vec,
	line: Line,
	snap: number
): [Face<Line>, Face<Line>] | undefined {
	const ends = crossings(face, through, along, snap).sort((p, q) => p.at - q.at);
	const [first, second] = ends;
	if (!first || !second || ends.length !== 2) return undefined;
	const sides = border(face);
	const gap = second.at - first.at;
	const chordIsBorder = gap < 2 || sides.length - gap < 2;
	if (chordIsBorder) return undefined;
	const chord: Edge<Line> = { a: first.node, b: second.node, line };
	return [
		{ sides: [...sides.slice(first.at, second.at), { edge: chord, forward: false }] },
		{
			sides: [
				...sides.slice(second.at),
				...sides.slice(0, first.at),
				{ edge: chord, forward: true }
			]
		}
	];
}

/** The common outline of faces: every edge that only one of them has, as rings. */
export function outline<Line>(faces: readonly Face<Line>[]): (readonly Side<Line>[])[] {
	const once = new Map<Edge<Line>, Side<Line>>();
	for (const side of faces.flatMap((face) => [...border(face)])) {
		if (!once.delete(side.edge)) once.set(side.edge, side);
	}
	const from = new Map([...once.values()].map((side) => [startOf(side), side]));
	const rings: Side<Line>[][] = [];
	while (from.size > 0) {
		const walk: Side<Line>[] = [];
		let [at] = from.keys();
		for (let side = at && from.get(at); side && at; side = from.get(at)) {
			walk.push(side);
			from.delete(at);
			at = side.forward ? side.edge.b : side.edge.a;
		}
		rings.push(walk);
	}
	return rings;
}
