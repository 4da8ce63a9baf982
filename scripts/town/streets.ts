/** House numbers: counted along a road from its start, odd on the left and even on the right. */
import type { Frontage, GridFabric } from './fabric';
import type { Geography } from './geography';
import { border, ring } from './partition';
import type { Line } from './plan';
import { type Vec, cross, distance, dot, leftOf, lerp, minus, unit } from './plane';
import type { Stream } from './random';

const NUMBER_EVERY_M = 8;

const wayOf = (line: Line): Vec => unit(minus(line.to, line.from));
const along = (line: Line, point: Vec): number => dot(minus(point, line.from), wayOf(line));

export class Streets {
	readonly #origin = new Map<Line, number>();
	readonly #taken = new Set<string>();

	constructor(geography: Geography) {
		for (const { edge } of geography.faces.flatMap((face) => border(face))) {
			const start = Math.min(along(edge.line, edge.a), along(edge.line, edge.b));
			this.#origin.set(edge.line, Math.min(start, this.#origin.get(edge.line) ?? start));
		}
	}

	/** The number a house at the point would have; neighbours may share it. */
	numberAt(line: Line, point: Vec): number {
		const metres = along(line, point) - (this.#origin.get(line) ?? 0);
		const even = cross(wayOf(line), minus(point, line.from)) < 0 ? 1 : 0;
		return 2 * Math.max(0, Math.floor(metres / NUMBER_EVERY_M)) + 1 + even;
	}

	/** The same, kept for one house alone: the next free number of its side. */
	claim(line: Line, point: Vec): number {
		let number = this.numberAt(line, point);
		while (this.#taken.has(`${line.name}/${number}`)) number += 2;
		this.#taken.add(`${line.name}/${number}`);
		return number;
	}
}

export const frontageLength = ({ side }: Frontage): number => distance(side.edge.a, side.edge.b);

/** A point `depth` metres behind the road's edge, `share` of the way along the grid's side. */
export function behind({ line, side }: Frontage, share: number, depth: number): Vec {
	const [start, end] = side.forward ? [side.edge.a, side.edge.b] : [side.edge.b, side.edge.a];
	const at = lerp(start, end, share);
	const inward = leftOf(unit(minus(end, start)));
	const by = line.half + depth;
	return { x: at.x + inward.x * by, y: at.y + inward.y * by };
}

/** True when the point stays `margin` metres clear of the grid's border. */
export function isClear(corners: readonly Vec[], point: Vec, margin: number): boolean {
	return corners.every((corner, i) => {
		const next = corners[(i + 1) % corners.length] as Vec;
		if (distance(corner, next) < 1e-6) return true;
		return cross(unit(minus(next, corner)), minus(point, corner)) >= margin;
	});
}

export interface RoadSpot {
	readonly frontage: Frontage;
	readonly at: Vec;
}

/** A chance place beside one of the grid's roads (or creeks), inside the grid. */
export function beside(
	fabric: GridFabric,
	along: readonly Frontage[],
	depth: number,
	chance: Stream
): RoadSpot | undefined {
	const corners = ring(fabric.land.face);
	for (let attempt = 0; attempt < 5 && along.length > 0; attempt++) {
		const frontage = chance.weighted(
			along.map((each): [Frontage, number] => [each, frontageLength(each)])
		);
		const at = behind(frontage, chance.between(0.06, 0.94), depth);
		if (isClear(corners, at, 3)) return { frontage, at };
	}
	return undefined;
}
