import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	bboxOf,
	distanceM,
	gridAt,
	inPolygon,
	inRing,
	isNullIsland,
	nearest,
	posSchema,
	townGeoAt,
	type GridShape,
	type Pos
} from '../../../web/domain/geo';
import { check } from '../../support/property';

const ZHOUPU: Pos = { lat: 311_100_000, lng: 1_215_700_000 };
const geo = townGeoAt(ZHOUPU);

describe('positions (I06)', () => {
	it('are whole numbers of 1e-7 degree on the globe', () => {
		expect(posSchema.safeParse(ZHOUPU).success).toBe(true);
		for (const pos of [
			{ lat: 910_000_000, lng: 0 },
			{ lat: 0, lng: -1_800_000_001 },
			{ lat: 31.11, lng: 121.57 },
			{ lat: NaN, lng: 0 },
			{ lat: '1', lng: 0 },
			{ lat: 1 }
		])
			expect(posSchema.safeParse(pos).success).toBe(false);
	});

	it('at 0,0 are kept and marked', () => {
		expect(posSchema.safeParse({ lat: 0, lng: 0 }).success).toBe(true);
		expect(isNullIsland({ lat: 0, lng: 0 })).toBe(true);
		expect(isNullIsland(ZHOUPU)).toBe(false);
	});
});

describe('distance', () => {
	/** Great circle on the ellipsoid's mean radius: off by up to half a percent. */
	const haversine = (a: Pos, b: Pos) => {
		const rad = (n: number) => (n / 1e7) * (Math.PI / 180);
		const h =
			Math.sin((rad(b.lat) - rad(a.lat)) / 2) ** 2 +
			Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin((rad(b.lng) - rad(a.lng)) / 2) ** 2;
		return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h));
	};

	it('has the scale of the WGS-84 ellipsoid at every latitude', () => {
		for (let degree = -80; degree <= 80; degree++) {
			const phi = (degree * Math.PI) / 180;
			const scale = townGeoAt({ lat: degree * 1e7, lng: 0 });
			// The exact radii of curvature.
			const e2 = 0.00669437999014;
			const w2 = 1 - e2 * Math.sin(phi) ** 2;
			const perLat = ((6_378_137 * (1 - e2)) / w2 ** 1.5) * (Math.PI / 180);
			const perLng = (6_378_137 / w2 ** 0.5) * Math.cos(phi) * (Math.PI / 180);
			expect(scale.mPerLat * 1e7).toBeCloseTo(perLat, 0);
			expect(Math.abs(scale.mPerLng * 1e7 - perLng)).toBeLessThan(1);
		}
	});

	it('agrees with the great circle within half a percent in a town, and is symmetric', () => {
		const off = fc.integer({ min: -1_500_000, max: 1_500_000 });
		const pos = fc.record({ lat: off, lng: off }).map(({ lat, lng }) => ({
			lat: ZHOUPU.lat + lat,
			lng: ZHOUPU.lng + lng
		}));
		check(
			fc.property(pos, pos, (a, b) => {
				const metres = distanceM(a, b, geo);
				expect(Math.abs(metres - haversine(a, b))).toBeLessThan(1 + metres * 0.005);
				expect(distanceM(b, a, geo)).toBe(metres);
				expect(Number.isInteger(metres)).toBe(true);
			})
		);
	});

	it('finds the nearest, the earlier one on a tie, none beyond the radius', () => {
		const items = [500, 100, -100].map((lat, i) => ({
			id: i,
			pos: { ...ZHOUPU, lat: ZHOUPU.lat + lat * 100 }
		}));
		expect(nearest(ZHOUPU, items, geo)).toEqual({ item: items[1], metres: 111 });
		expect(nearest(ZHOUPU, items, geo, 100)).toBeUndefined();
		expect(nearest(ZHOUPU, [], geo)).toBeUndefined();
	});
});

/** A town cut into crooked quadrilaterals and triangles that share their corners. */
const CELL = 1000;
const SIZE = 4;
const town = fc
	.array(
		fc.tuple(fc.integer({ min: -249, max: 249 }), fc.integer({ min: -249, max: 249 }), fc.nat(2)),
		{
			minLength: (SIZE + 1) ** 2,
			maxLength: (SIZE + 1) ** 2
		}
	)
	.map((jitter) => {
		const corner = (x: number, y: number): [number, number] => {
			const edge = x === 0 || y === 0 || x === SIZE || y === SIZE;
			const [dx, dy] = (!edge && jitter[y * (SIZE + 1) + x]) || [0, 0];
			return [ZHOUPU.lng + x * CELL + dx, ZHOUPU.lat + y * CELL + dy];
		};
		const shapes: GridShape[] = [];
		const add = (...corners: [number, number][]) => {
			const ring = corners.flat();
			shapes.push({ code: `${shapes.length}`, ring, bbox: bboxOf(ring) });
		};
		for (let y = 0; y < SIZE; y++)
			for (let x = 0; x < SIZE; x++) {
				const [a, b] = [corner(x, y), corner(x + 1, y)];
				const [c, d] = [corner(x + 1, y + 1), corner(x, y + 1)];
				const cut = jitter[y * (SIZE + 1) + x]?.[2];
				if (cut === 0) add(a, b, c, d);
				// Clockwise and closed: neither may matter.
				else if (cut === 1) add(a, d, c, b, a);
				else {
					add(a, b, c);
					add(c, d, a);
				}
			}
		return shapes;
	});

describe('point in polygon', () => {
	const owners = (pos: Pos, shapes: GridShape[]) =>
		shapes.filter(({ ring }) => inRing(pos, ring)).map(({ code }) => code);

	it('gives every point of a tiled town to exactly one grid', () => {
		const inside = fc.integer({ min: 0, max: SIZE * CELL - 1 });
		check(
			fc.property(town, fc.array(fc.tuple(inside, inside), { minLength: 20 }), (shapes, points) => {
				for (const [dx, dy] of points) {
					const pos = { lng: ZHOUPU.lng + dx, lat: ZHOUPU.lat + dy };
					expect(owners(pos, shapes)).toEqual([gridAt(pos, shapes)]);
				}
			})
		);
	});

	it('gives shared corners and points on shared edges to exactly one grid as well', () => {
		check(
			fc.property(town, (shapes) => {
				for (const { ring } of shapes)
					for (let i = 0; i < ring.length; i += 2) {
						const [x1 = 0, y1 = 0] = ring.slice(i, i + 2);
						const [x2 = 0, y2 = 0] = ring.slice((i + 2) % ring.length);
						for (const [lng, lat] of [
							[x1, y1],
							[(x1 + x2) / 2, (y1 + y2) / 2]
						] as const) {
							const outer = lng >= ZHOUPU.lng + SIZE * CELL || lat >= ZHOUPU.lat + SIZE * CELL;
							expect(owners({ lng, lat }, shapes)).toHaveLength(outer ? 0 : 1);
						}
					}
			})
		);
	});

	it('leaves the hole out, and gives its edge to the shape on the east or north', () => {
		const outer = [0, 0, 100, 0, 100, 100, 0, 100];
		const hole = [40, 40, 60, 40, 60, 60, 40, 60];
		expect(inPolygon({ lng: 50, lat: 50 }, [outer, hole])).toBe(false);
		expect(inPolygon({ lng: 10, lat: 50 }, [outer, hole])).toBe(true);
		expect(inPolygon({ lng: 60, lat: 50 }, [outer, hole])).toBe(true);
		expect(inPolygon({ lng: 40, lat: 50 }, [outer, hole])).toBe(false);
		expect(inPolygon({ lng: 0, lat: 0 }, [outer])).toBe(true);
		expect(inPolygon({ lng: 100, lat: 0 }, [outer])).toBe(false);
	});

	it('is outside of what is no shape, and of every grid beyond the town', () => {
		for (const ring of [[], [1], [1, 1], [0, 0, 5, 5]])
			expect(inRing({ lng: 1, lat: 1 }, ring)).toBe(false);
		expect(gridAt({ lng: 0, lat: 0 }, [])).toBeUndefined();
	});
});
