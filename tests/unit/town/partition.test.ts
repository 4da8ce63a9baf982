import { describe, expect, it } from 'vitest';
import { border, cut, frame, outline, ring } from '../../../scripts/town/partition';
import { area } from '../../../scripts/town/plane';

const square = () =>
	frame(
		[
			{ x: 0, y: 0 },
			{ x: 10, y: 0 },
			{ x: 10, y: 10 },
			{ x: 0, y: 10 }
		],
		'frame'
	);

describe('a map of faces that share their edges', () => {
	it('splits a face into two that add up', () => {
		const halves = cut(square(), { x: 4, y: 0 }, { x: 0, y: 1 }, 'road', 0);
		expect(halves?.map((half) => area(ring(half))).sort()).toEqual([40, 60]);
	});

	it('adds the corner of a later cut to the neighbour too', () => {
		const [left, right] = cut(square(), { x: 5, y: 0 }, { x: 0, y: 1 }, 'road', 0) ?? [];
		if (!left || !right) throw new Error('not cut');
		cut(left, { x: 0, y: 3 }, { x: 1, y: 0 }, 'lane', 0);
		expect(ring(right)).toContainEqual({ x: 5, y: 3 });
		const roads = border(right).filter(({ edge }) => edge.line === 'road');
		expect(roads).toHaveLength(2);
	});

	it('takes a corner that is near instead of making another', () => {
		const halves = cut(square(), { x: 0.4, y: 0 }, { x: 1, y: 1 }, 'road', 1);
		expect(halves?.flatMap((half) => ring(half))).toHaveLength(6);
	});

	it('leaves a face alone that the line does not cross', () => {
		expect(cut(square(), { x: 20, y: 0 }, { x: 0, y: 1 }, 'road', 0)).toBeUndefined();
	});

	it('walks the outline of several faces once around', () => {
		const [left, right] = cut(square(), { x: 5, y: 0 }, { x: 0, y: 1 }, 'road', 0) ?? [];
		if (!left || !right) throw new Error('not cut');
		const [around, ...more] = outline([left, right]);
		expect(more).toEqual([]);
		expect(around?.every(({ edge }) => edge.line === 'frame')).toBe(true);
		expect(around).toHaveLength(6);
	});
});
