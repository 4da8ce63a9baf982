import { describe, expect, it } from 'vitest';
import { drawNames, nearestSpot } from '~/ui/map/draw-points';
import type { Palette } from '~/ui/map/palette';
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
			strokeText: () => undefined,
			fillText: (text: string) => written.push(text)
		} as unknown as CanvasRenderingContext2D;
		const name = (text: string, x: number) => ({ text, x, y: 0, size: 12, weight: 500 as const });
		drawNames(ctx, [name('周南村', 0), name('网格', 10), name('远处', 200)], {} as Palette, 'x');
		expect(written).toEqual(['周南村', '远处']);
	});
});

it('never makes a column wider than its grid', () => {
	expect(fitColumns(3, 5.5)).toContain('min(100%, max(5.5rem');
});
