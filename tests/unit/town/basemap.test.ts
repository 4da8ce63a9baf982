import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { FeatureCollection, Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { BaseProps } from '../../../scripts/town/basemap-feature';
import { basemapJson } from '../../../scripts/town/basemap-file';

const file = fileURLToPath(new URL('../../../static/basemap/310115132.json', import.meta.url));
const stored = readFileSync(file, 'utf8');
const map = JSON.parse(stored) as FeatureCollection<Geometry, BaseProps>;
const ofKind = (kind: BaseProps['kind']) =>
	map.features.filter(({ properties }) => properties.kind === kind);

describe('the offline base map', () => {
	it('is fresh: else run `npx tsx scripts/town/write-basemap.ts`', () => {
		expect(stored === basemapJson()).toBe(true);
	});

	it('is small enough for a phone', () => {
		expect(Buffer.byteLength(stored)).toBeLessThan(350_000);
		expect(gzipSync(stored, { level: 9 }).length).toBeLessThan(90_000);
	});

	it('has rivers, roads of five ranks, uses of land, houses and names', () => {
		expect(ofKind('water').length).toBeGreaterThan(0);
		const ranks = [...ofKind('road'), ...ofKind('main-road')].map((f) => f.properties.road);
		expect(ranks).toEqual(
			expect.arrayContaining(['motorway', 'arterial', 'secondary', 'street', 'country'])
		);
		const uses = [...ofKind('block'), ...ofKind('green')].map((f) => f.properties.use);
		expect(uses).toEqual(
			expect.arrayContaining(['estate', 'park', 'industrial', 'farmland', 'school'])
		);
		expect(ofKind('building').length).toBeGreaterThan(0);
		const names = ofKind('name').map(({ properties }) => properties.name);
		expect(names).toEqual(expect.arrayContaining(['周南村', '康沈路', '年家浜路', '咸塘港']));
	});
});
