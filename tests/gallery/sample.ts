/** Made-up things to show; people and places are fictional. */
import type { BaseMap, MapArea, MapPoint } from '~/ui/map/map-types';
import { fromDegrees } from '~/ui/map/place';
import type { Tone } from '~/ui/shared/tone';

const SOUTH = 31.1;
const WEST = 121.56;
const STEP = 0.004;
const TONES: Tone[] = ['green', 'yellow', 'red', 'grey', 'accent'];
const SHAPES = ['circle', 'square', 'diamond', 'triangle'] as const;

/** A plain generator, so that the page looks the same each time. */
function rolls(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

export function samplePoints(count: number): MapPoint[] {
	const roll = rolls(7);
	return Array.from({ length: count }, (_, n) => ({
		...fromDegrees(31.05 + roll() * 0.11, 121.54 + roll() * 0.07),
		id: `p${n}`,
		label: `示例点 ${n + 1}`,
		detail: '甲路 12 号门口',
		tone: TONES[n % TONES.length] ?? 'grey',
		shape: SHAPES[n % SHAPES.length] ?? 'circle'
	}));
}

function square(row: number, column: number, size: number) {
	const south = SOUTH + row * STEP;
	const west = WEST + column * STEP;
	const side = size * STEP;
	return [
		[west, south],
		[west + side, south],
		[west + side, south + side],
		[west, south + side]
	];
}

export const sampleAreas: MapArea[] = Array.from({ length: 5 }, (_, row) =>
	Array.from({ length: 5 }, (_, column) => ({
		id: `a${row}${column}`,
		label: (row + column) % 2 ? `网格 ${row}${column}` : `示例${row}村第${column}居委`,
		level: (row + column) % 2 ? ('fine' as const) : ('coarse' as const),
		ring: square(row, column, 1).map(([lng = 0, lat = 0]) => fromDegrees(lat, lng))
	}))
).flat();

const polygon = (kind: 'block' | 'green', ring: number[][]) => ({
	type: 'Feature' as const,
	properties: { kind },
	geometry: { type: 'Polygon' as const, coordinates: [ring] }
});
const line = (kind: 'road' | 'main-road' | 'rail', coordinates: number[][]) => ({
	type: 'Feature' as const,
	properties: { kind },
	geometry: { type: 'LineString' as const, coordinates }
});

export const sampleBase: BaseMap = {
	type: 'FeatureCollection',
	features: [
		...[0, 1, 2, 3, 4].flatMap((row) =>
			[0, 1, 2, 3, 4].map((column) =>
				polygon((row * column) % 3 === 1 ? 'green' : 'block', square(row + 0.1, column + 0.1, 0.8))
			)
		),
		line('rail', [
			[WEST - STEP, SOUTH + STEP * 1.7],
			[WEST + STEP * 2, SOUTH + STEP * 2.6],
			[WEST + STEP * 6, SOUTH + STEP * 3.2]
		]),
		...[0, 1, 2, 3, 4, 5].flatMap((n) => [
			line(n % 2 ? 'road' : 'main-road', [
				[WEST + n * STEP, SOUTH - STEP],
				[WEST + n * STEP, SOUTH + STEP * 6]
			]),
			line('road', [
				[WEST - STEP, SOUTH + n * STEP],
				[WEST + STEP * 6, SOUTH + n * STEP]
			])
		]),
		{
			type: 'Feature',
			properties: { kind: 'name', name: '示例路' },
			geometry: { type: 'Point', coordinates: [WEST + STEP * 2, SOUTH + STEP * 3.5] }
		}
	]
};

/** A small drawn picture, as a photo's bytes. */
export async function samplePhoto(hue: number): Promise<ArrayBuffer> {
	const canvas = new OffscreenCanvas(1200, 900);
	const ctx = canvas.getContext('2d');
	if (!ctx) return new ArrayBuffer(0);
	ctx.fillStyle = `hsl(${hue} 40% 60%)`;
	ctx.fillRect(0, 0, 1200, 900);
	ctx.fillStyle = `hsl(${hue} 40% 35%)`;
	ctx.fillRect(200, 500, 800, 260);
	ctx.beginPath();
	ctx.arc(350, 780, 90, 0, 7);
	ctx.arc(850, 780, 90, 0, 7);
	ctx.fill();
	return (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer();
}
