/**
 * From the drawing board to the ground. The board is drawn with straight lines; a slow, smooth
 * bend makes streets and rivers curve as they do, and cannot fold (its slope stays below one), so
 * what tiled on the board still tiles on the ground.
 */
import type { Vec } from './plane';
import { latticeValue } from './random';

/** Whole 1e-7 degrees, WGS-84. */
export interface Position {
	readonly lat: number;
	readonly lng: number;
}

/** Where the board's origin lies: the middle of the demo town. */
const ORIGIN = { lat: 311_100_000, lng: 1_215_700_000 };
/** Metres of one 1e-7 degree on the sphere (R 6,371,008.8 m), and the cosine of 31.11°. */
const METRES_PER_UNIT = 0.011119508;
const COS_LAT = 0.8561724;
/** The street grid leans about seven degrees to the west of north. */
const LEAN = { cos: 0.9925, sin: 0.1222 };

const smooth = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

/** Value noise in [-1, 1], only sums and products so that it is the same on every machine. */
function noise(x: number, y: number, salt: number): number {
	const left = Math.floor(x);
	const below = Math.floor(y);
	const u = smooth(x - left);
	const v = smooth(y - below);
	const corner = (dx: number, dy: number) => latticeValue(left + dx, below + dy, salt);
	const low = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * u;
	const high = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * u;
	return (low + (high - low) * v) * 2 - 1;
}

/** Wave length and amplitude in metres; amplitude × 3.75 ÷ length is the steepest slope. */
const BENDS = [
	{ length: 2100, amplitude: 190, salt: 11 },
	{ length: 640, amplitude: 36, salt: 23 }
] as const;

export function bend({ x, y }: Vec): Vec {
	let dx = 0;
	let dy = 0;
	for (const { length, amplitude, salt } of BENDS) {
		dx += amplitude * noise(x / length, y / length, salt);
		dy += amplitude * noise(x / length, y / length, salt + 1);
	}
	return { x: x + dx, y: y + dy };
}

/** The ground position of a point of the board. */
export function place(point: Vec): Position {
	const { x, y } = bend(point);
	const east = x * LEAN.cos - y * LEAN.sin;
	const north = x * LEAN.sin + y * LEAN.cos;
	return {
		lat: ORIGIN.lat + Math.round(north / METRES_PER_UNIT),
		lng: ORIGIN.lng + Math.round(east / (METRES_PER_UNIT * COS_LAT))
	};
}
