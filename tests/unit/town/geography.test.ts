import { describe, expect, it } from 'vitest';
import { gridAt, inBbox, inRing, type Ring } from '../../../web/domain/geo';
import { isWithin, levelOf } from '../../../web/domain/codes';
import { Stream } from '../../../scripts/town/random';
import { town } from './town';

const zhoupu = town.towns.find(({ code }) => code === '310115132') as (typeof town.towns)[number];

/** Twice the area in exact integers: coordinates are offset so that products stay below 2^53. */
function doubledArea(ring: Ring): number {
	const lng = (i: number) => (ring[i % ring.length] as number) - 1_215_000_000;
	const lat = (i: number) => (ring[(i % ring.length) + 1] as number) - 310_000_000;
	let sum = 0;
	for (let i = 0; i < ring.length; i += 2) sum += lng(i) * lat(i + 2) - lng(i + 2) * lat(i);
	return sum;
}

const edgesOf = (ring: Ring): string[] =>
	Array.from({ length: ring.length / 2 }, (_, i) => {
		const at = (k: number) => `${ring[(2 * k) % ring.length]},${ring[(2 * k + 1) % ring.length]}`;
		return `${at(i)}>${at(i + 1)}`;
	});

const backwards = (edge: string): string => edge.split('>').reverse().join('>');

describe('the demo town tiles', () => {
	it('has Zhoupu’s 57 villages with about six grids each', () => {
		const villages = town.villages.filter(({ town: code }) => code === zhoupu.code);
		expect(villages).toHaveLength(57);
		for (const { code } of villages) {
			const grids = town.grids.filter(({ village }) => village === code);
			expect(grids.length).toBeGreaterThanOrEqual(5);
			expect(grids.length).toBeLessThanOrEqual(7);
			expect(grids.map((grid) => grid.code)).toEqual(
				grids.map((_, i) => `${code}${String(i + 1).padStart(3, '0')}`)
			);
		}
	});

	it('lies where Zhoupu lies, about 5 by 9 km', () => {
		const [west, south, east, north] = zhoupu.bbox;
		expect(((east - west) / 1e7) * 95.3).toBeGreaterThan(4.5);
		expect(((east - west) / 1e7) * 95.3).toBeLessThan(7);
		expect(((north - south) / 1e7) * 111).toBeGreaterThan(8);
		expect(((north - south) / 1e7) * 111).toBeLessThan(10);
		expect(inRing({ lat: 311_100_000, lng: 1_215_700_000 }, zhoupu.ring)).toBe(true);
	});

	it('nests codes: grid in village in town', () => {
		for (const grid of town.grids) {
			expect(levelOf(grid.code)).toBe('grid');
			expect(isWithin(grid.code, grid.village) && isWithin(grid.village, grid.town)).toBe(true);
		}
	});

	it('shares every edge between two grids, or with the town’s border, in opposite directions', () => {
		for (const { code, ring } of town.towns) {
			const edges = town.grids.filter((grid) => grid.town === code).flatMap((g) => edgesOf(g.ring));
			const all = new Set(edges);
			expect(all.size).toBe(edges.length);
			const open = edges.filter((edge) => !all.has(backwards(edge)));
			expect(new Set(open)).toEqual(new Set(edgesOf(ring)));
		}
	});

	it('adds up: the grids’ areas are the villages’ and the town’s to the last square', () => {
		const sum = (rings: readonly Ring[]) => rings.reduce((all, ring) => all + doubledArea(ring), 0);
		for (const village of town.villages) {
			const own = town.grids.filter((grid) => grid.village === village.code);
			expect(sum(own.map(({ ring }) => ring))).toBe(doubledArea(village.ring));
		}
		const own = town.grids.filter((grid) => grid.town === zhoupu.code);
		expect(sum(own.map(({ ring }) => ring))).toBe(doubledArea(zhoupu.ring));
		expect(own.every(({ ring }) => doubledArea(ring) > 0)).toBe(true);
	});

	it('gives every point of a town to exactly one grid, inside that grid’s village', () => {
		const chance = new Stream('points');
		const [west, south, east, north] = zhoupu.bbox;
		let inside = 0;
		for (let i = 0; i < 20_000; i++) {
			const pos = { lat: chance.integer(south, north), lng: chance.integer(west, east) };
			const holders = town.grids.filter((g) => inBbox(pos, g.bbox) && inRing(pos, g.ring));
			if (!inRing(pos, zhoupu.ring)) {
				expect(holders.filter((grid) => grid.town === zhoupu.code)).toEqual([]);
				continue;
			}
			inside++;
			expect(holders).toHaveLength(1);
			const village = town.villages.find(({ code }) => code === holders[0]?.village);
			expect(village && inRing(pos, village.ring)).toBe(true);
		}
		expect(inside).toBeGreaterThan(8_000);
	});

	it('gives a point on a corner to one grid at most', () => {
		for (const { ring } of town.grids) {
			const pos = { lng: ring[0] as number, lat: ring[1] as number };
			const holders = town.grids.filter((g) => inRing(pos, g.ring));
			expect(holders.length).toBeLessThanOrEqual(1);
		}
	});

	it('puts every grid’s and village’s centre inside it', () => {
		for (const { centre, code } of town.grids) expect(gridAt(centre, town.grids)).toBe(code);
		for (const { centre, ring } of town.villages) expect(inRing(centre, ring)).toBe(true);
	});

	it('shows Hangtou’s corner beside it, sharing the border and nothing else', () => {
		const hangtou = town.towns.find(({ code }) => code === '310115137');
		const villages = town.villages.filter(({ town: code }) => code === '310115137');
		expect(villages.map(({ code }) => code)).toEqual([
			'310115137001',
			'310115137002',
			'310115137202',
			'310115137208'
		]);
		const border = new Set(edgesOf(zhoupu.ring));
		const shared = edgesOf(hangtou?.ring ?? []).filter((edge) => border.has(backwards(edge)));
		expect(shared.length).toBeGreaterThan(5);
	});
});
