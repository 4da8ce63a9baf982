/** Names on the base map: places, and along roads and rivers, turned as they run. */
import { type BaseFeature, type BaseProps, degrees } from './basemap-feature';
import { type Courses, isWater } from './courses';
import type { Geography, VillageArea } from './geography';
import { ring } from './partition';
import type { LineKind } from './plan';
import { type Vec, centroid, distance, lerp } from './plane';
import { place } from './warp';

export interface Poi {
	readonly name: string;
	readonly at: Vec;
	readonly zoom: number;
}

interface Label extends Poi {
	readonly of: NonNullable<BaseProps['of']>;
	readonly angle?: number;
}

const feature = ({ at, name, of, zoom, angle }: Label): BaseFeature => ({
	type: 'Feature',
	properties: { kind: 'name', name, of, zoom, ...(angle !== undefined && { angle }) },
	geometry: { type: 'Point', coordinates: degrees(place(at)) }
});

/** Slope of the ground course in whole degrees, counter-clockwise from east, in (-90, 90]. */
function angleAt(a: Vec, b: Vec): number {
	const [from, to] = [place(a), place(b)];
	const x = (to.lng - from.lng) * 0.8562;
	const y = to.lat - from.lat;
	const angle = Math.round((Math.atan2(y, x) * 180) / Math.PI);
	return angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle;
}

const LABEL_EVERY_M: Readonly<Partial<Record<LineKind, readonly [every: number, zoom: number]>>> = {
	arterial: [1500, 13],
	secondary: [1200, 15],
	street: [900, 16],
	river: [2200, 13],
	creek: [1500, 16]
};

const SHORTEST_NAMED_M = 320;

/** Near the towns: the scenery beyond stays without names. */
const isNear = ({ x, y }: Vec): boolean => x > -3200 && x < 3800 && y > -6600 && y < 4900;

/** Names along roads and rivers, one per stretch long enough to bear it. */
function lineLabels(lines: Courses): Label[] {
	return [...lines].flatMap(([line, all]) => {
		const rule = LABEL_EVERY_M[line.kind];
		if (!rule || line.name === '') return [];
		const [every, zoom] = rule;
		const of: Label['of'] = isWater(line) ? 'water' : 'road';
		return all.flatMap((course) => {
			const [start, end] = [course[0] as Vec, course[course.length - 1] as Vec];
			const size = distance(start, end);
			if (size < SHORTEST_NAMED_M) return [];
			const count = Math.max(1, Math.round(size / every));
			return Array.from({ length: count }, (_, i) => (i + 0.5) / count).flatMap((share, i) => {
				const at = lerp(start, end, share);
				if (!isNear(at)) return [];
				const from = i === count >> 1 ? zoom : zoom + 1;
				const ahead = lerp(start, end, share + 30 / size);
				return [{ at, name: line.name, of, zoom: from, angle: angleAt(at, ahead) }];
			});
		});
	});
}

/** Small villages are named only where there is room for their name. */
function villageZoom({ rural, areaM2 }: VillageArea): number {
	if (rural) return 12;
	return areaM2 > 600_000 ? 13 : areaM2 > 280_000 ? 14 : 15;
}

function villageLabels({ villages, lands }: Geography): Label[] {
	return villages.map((village) => {
		const own = lands.filter(({ area }) => area.village === village.code);
		const hubs = own.map(({ face }) => centroid(ring(face)));
		const mean = (read: (hub: Vec) => number) =>
			hubs.reduce((sum, hub) => sum + read(hub), 0) / hubs.length;
		const at = { x: mean(({ x }) => x), y: mean(({ y }) => y) };
		const name = village.rural ? village.name : village.short;
		return { at, name, of: 'village', zoom: villageZoom(village) };
	});
}

const STREET_ZOOM = 15;
const ROOM_M = 85;

/** Lets the later of two names go that would stand on each other at street level. */
function apart(labels: readonly Label[]): Label[] {
	const kept: Label[] = [];
	for (const label of labels) {
		const crowded =
			label.zoom > STREET_ZOOM && kept.some(({ at }) => distance(at, label.at) < ROOM_M);
		if (!crowded) kept.push(label);
	}
	return kept;
}

export function nameLabels(
	geography: Geography,
	lines: Courses,
	pois: readonly Poi[]
): BaseFeature[] {
	const places = pois.map((poi): Label => ({ ...poi, of: 'poi' }));
	return apart([...villageLabels(geography), ...places, ...lineLabels(lines)]).map(feature);
}
