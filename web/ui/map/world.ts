/**
 * Web-Mercator coordinates at zoom 0 (the whole world is 256 units wide), computed once per shape.
 * Drawing at any zoom is then one multiplication and one subtraction per corner. Pure.
 */

const WORLD = 256;

export function worldX(lng: number): number {
	return ((lng + 180) / 360) * WORLD;
}

export function worldY(lat: number): number {
	const sin = Math.sin((lat * Math.PI) / 180);
	return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * WORLD;
}

/** Pixel = world × scale − (left, top). */
export type View = {
	scale: number;
	left: number;
	top: number;
	width: number;
	height: number;
	zoom: number;
	/** Pixels of one metre on the ground, here. */
	metre: number;
};

/** Corners as x, y, x, y, … with the box they lie in. */
export type WorldPath = {
	at: Float64Array;
	west: number;
	east: number;
	north: number;
	south: number;
};

/** `positions` are [lng, lat] degrees. */
export function worldPath(positions: readonly (readonly number[])[]): WorldPath {
	const at = new Float64Array(positions.length * 2);
	const path: WorldPath = {
		at,
		west: Infinity,
		east: -Infinity,
		north: Infinity,
		south: -Infinity
	};
	positions.forEach(([lng = 0, lat = 0], index) => {
		const x = worldX(lng);
		const y = worldY(lat);
		at[index * 2] = x;
		at[index * 2 + 1] = y;
		path.west = Math.min(path.west, x);
		path.east = Math.max(path.east, x);
		path.north = Math.min(path.north, y);
		path.south = Math.max(path.south, y);
	});
	return path;
}

/** Adds a shape to the current path of a canvas, if any of it is in view. */
export function tracePath(ctx: CanvasRenderingContext2D, path: WorldPath, view: View): void {
	if (!inView(path, view)) return;
	const { at } = path;
	const { scale, left, top } = view;
	ctx.moveTo((at[0] ?? 0) * scale - left, (at[1] ?? 0) * scale - top);
	for (let i = 2; i < at.length; i += 2) {
		ctx.lineTo((at[i] ?? 0) * scale - left, (at[i + 1] ?? 0) * scale - top);
	}
}

export function inView(path: WorldPath, { scale, left, top, width, height }: View): boolean {
	return (
		path.east * scale >= left &&
		path.west * scale <= left + width &&
		path.south * scale >= top &&
		path.north * scale <= top + height
	);
}
