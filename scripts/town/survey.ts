/** Cutting land: where lines fall, what they are called, and how weight is shared out. */
import { cut, type Face, ring, type Side } from './partition';
import { HALF, type Line, type LineKind, ROAD_NAMES, crowding } from './plan';
import { type Vec, area, centroid, cutAt, dot, leftOf, longAxis, minus, unit } from './plane';
import type { Stream } from './random';

export type LandFace = Face<Line>;
export type LandSide = Side<Line>;

export const middle = (face: LandFace): Vec => centroid(ring(face));
export const shapeArea = (shape: readonly Vec[]): number => (shape.length < 3 ? 0 : area(shape));

/** Crowding summed over a convex ring, by its triangles' edge midpoints. */
export function load(shape: readonly Vec[]): number {
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
export function shareOut(weights: readonly number[], total: number): number[] {
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
export class Surveyor {
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
export function carve(
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
