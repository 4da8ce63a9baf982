import { describe, expect, it } from 'vitest';
import { nearestSpot } from '~/ui/map/draw-points';
import { drawNames, namesInView, placeNames } from '~/ui/map/names';
import type { Palette } from '~/ui/map/palette';
import { inView, worldPath, type View } from '~/ui/map/world';
import { boundsOf, degrees, fromDegrees, shownMetres } from '~/ui/map/place';
import { fitColumns } from '~/ui/shared/fit-columns';
import { MIN_SHARE, moveEdge, readShares } from '~/ui/shared/split';

describe('panes', () => {
	it('gives to one neighbour what it takes from the other', () => {
		expect(moveEdge([0.3, 0.4, 0.3], 0, 0.1)).toEqual([0.4, expect.closeTo(0.3), 0.3]);
	});

	it('never closes a pane', () => {
		const [left = 0, right = 0] = moveEdge([0.5, 0.5], 0, 0.9);
		expect(right).toBeCloseTo(MIN_SHARE);
		expect(left + right).toBeCloseTo(1);
		expect(moveEdge([0.5, 0.5], 0, -2)[0]).toBe(MIN_SHARE);
	});

	it('leaves an edge alone that is not there', () => {
		expect(moveEdge([0.5, 0.5], 1, 0.2)).toEqual([0.5, 0.5]);
	});

	it.each([[undefined], ['x'], [[1]], [[0.9, 0.9]], [[NaN, 1]]])(
		'falls back when %j is stored',
		(stored) => {
			expect(readShares(stored, [0.4, 0.6])).toEqual([0.4, 0.6]);
		}
	);
});

describe('map', () => {
	const town = fromDegrees(31.11, 121.57);

	it('keeps positions to the last digit', () => {
		expect(degrees(town)).toEqual([31.11, 121.57]);
		expect(town).toEqual({ lat: 311_100_000, lng: 1_215_700_000 });
	});

	it('measures as one walks', () => {
		expect(shownMetres(town, fromDegrees(31.12, 121.57))).toBeCloseTo(1113, -1);
		expect(shownMetres(town, fromDegrees(31.11, 121.58))).toBeCloseTo(953, -1);
	});

	it('frames everything, and nothing', () => {
		expect(boundsOf([])).toBeUndefined();
		expect(boundsOf([town, fromDegrees(31, 122)])).toEqual([
			[31, 121.57],
			[31.11, 122]
		]);
	});

	it('finds the point under a finger, the upper one of two', () => {
		const spots = [
			{ id: 'far', x: 100, y: 100 },
			{ id: 'under', x: 10, y: 10 },
			{ id: 'over', x: 10, y: 10 }
		];
		expect(nearestSpot(spots, { x: 12, y: 9 }, 22)?.id).toBe('over');
		expect(nearestSpot(spots, { x: 50, y: 50 }, 22)).toBeUndefined();
	});

	it('leaves out the name that would lie on another', () => {
		const written: string[] = [];
		const ctx = {
			measureText: (text: string) => ({ width: text.length * 10 }),
			save: () => undefined,
			restore: () => undefined,
			translate: () => undefined,
			strokeText: () => undefined,
			fillText: (text: string) => written.push(text)
		} as unknown as CanvasRenderingContext2D;
		const name = (text: string, x: number) => ({ text, x, y: 0, size: 12, weight: 500 as const });
		drawNames(ctx, [name('周南村', 0), name('网格', 10), name('远处', 200)], {} as Palette, {
			family: 'x',
			scale: 1
		});
		expect(written).toEqual(['周南村', '远处']);
	});

	const view = (zoom: number): View => ({
		...{ zoom, scale: 2 ** zoom, width: 1000, height: 1000, metre: 1 },
		left: ((121.57 + 180) / 360) * 256 * 2 ** zoom - 500,
		top: 104.4 * 2 ** zoom - 500
	});

	it('projects as Leaflet does', () => {
		const path = worldPath([
			[-180, 85.0511287798],
			[180, -85.0511287798]
		]);
		expect([...path.at].map((n) => Math.round(n * 1e6) / 1e6)).toEqual([0, 0, 256, 256]);
		expect(inView(path, view(14))).toBe(true);
		expect(inView(worldPath([[0, 0]]), view(14))).toBe(false);
	});

	it('prefers the village names of the base map and shows each from its zoom', () => {
		const village = {
			type: 'Feature' as const,
			properties: { kind: 'name' as const, of: 'village', name: '周南', zoom: 13 },
			geometry: { type: 'Point' as const, coordinates: [121.57, 31.11] }
		};
		const base = { type: 'FeatureCollection' as const, features: [village] };
		const ring = [town, fromDegrees(31.12, 121.58)];
		const areas = [
			{ id: 'v', label: '周南居委', level: 'coarse' as const, ring },
			{ id: 'g', label: '一格', level: 'fine' as const, ring }
		];
		expect(placeNames(base, areas).map(({ text }) => text)).toEqual(['周南', '一格']);
		expect(placeNames(null, areas).map(({ text }) => text)).toEqual(['周南居委', '一格']);
		const far = { ...view(12), left: 0, top: 0, width: 1e9, height: 1e9 };
		expect(namesInView(placeNames(base, areas), far, 1)).toEqual([]);
	});
});

it('never makes a column wider than its grid', () => {
	expect(fitColumns(3, 5.5)).toContain('min(100%, max(5.5rem');
});
