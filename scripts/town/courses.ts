/** The drawn lines as they run across the map, end to end. */
import { border } from './partition';
import type { Line } from './plan';
import { type Vec, distance, dot, lerp, minus, unit } from './plane';
import type { LandFace } from './survey';

export type Courses = ReadonlyMap<Line, readonly (readonly Vec[])[]>;

/** Joins a line's pieces end to end, in the order in which they lie along it. */
function chains(line: Line, pieces: readonly (readonly [Vec, Vec])[]): Vec[][] {
	const way = unit(minus(line.to, line.from));
	const at = (point: Vec) => dot(minus(point, line.from), way);
	const ordered = pieces
		.map(([a, b]): [Vec, Vec] => (at(a) <= at(b) ? [a, b] : [b, a]))
		.sort((p, q) => at(p[0]) - at(q[0]));
	const joined: Vec[][] = [];
	for (const [a, b] of ordered) {
		const last = joined[joined.length - 1];
		const end = last?.[last.length - 1];
		if (last && end && distance(end, a) < 1) last.push(b);
		else joined.push([a, b]);
	}
	return joined;
}

/** Every drawn line with its unbroken courses across the map. */
export function coursesOf(faces: readonly LandFace[]): Courses {
	const pieces = new Map<Line, Map<object, readonly [Vec, Vec]>>();
	for (const { edge } of faces.flatMap((face) => border(face))) {
		if (edge.line.kind === 'frame') continue;
		const of = pieces.get(edge.line) ?? new Map();
		pieces.set(edge.line, of.set(edge, [edge.a, edge.b]));
	}
	return new Map([...pieces].map(([line, of]) => [line, chains(line, [...of.values()])]));
}

export const isWater = ({ kind }: Line): boolean => kind === 'river' || kind === 'creek';

/** Metres between a road's last stone and the bank. */
const BANK_M = 4;

function shortened(course: readonly Vec[], by: number): readonly Vec[] {
	const [end, next, ...rest] = course;
	if (!end || !next || distance(end, next) < by * 2) return course;
	return [lerp(end, next, by / distance(end, next)), next, ...rest];
}

/**
 * Boundaries meet in the middle of a river, roads do not: one that has no other to meet there
 * stops at the bank. Where two meet, there is a bridge.
 */
export function stopAtBanks(all: Courses): Courses {
	const waters = new Map<Vec, number>();
	const roadEnds = new Map<Vec, number>();
	for (const [line, courses] of all) {
		for (const course of courses) {
			course.forEach((node, i) => {
				if (isWater(line)) waters.set(node, Math.max(line.half, waters.get(node) ?? 0));
				const ends = i === 0 || i === course.length - 1 ? 1 : 2;
				if (!isWater(line)) roadEnds.set(node, (roadEnds.get(node) ?? 0) + ends);
			});
		}
	}
	const stop = (course: readonly Vec[]): readonly Vec[] => {
		const end = course[0] as Vec;
		const half = waters.get(end);
		return half !== undefined && roadEnds.get(end) === 1
			? shortened(course, half + BANK_M)
			: course;
	};
	const trimmed = (course: readonly Vec[]) => [...stop([...stop(course)].reverse())].reverse();
	return new Map(
		[...all].map(([line, courses]) => [line, isWater(line) ? courses : courses.map(trimmed)])
	);
}
