/** Names on the base map: along roads and rivers, turned as they run. */
import { type BaseFeature, type BaseProps, degrees } from './basemap-feature';
import type { Line, LineKind } from './plan';
import { type Vec, distance, lerp } from './plane';
import { place } from './warp';

export const label = (
	at: Vec,
	name: string,
	of: NonNullable<BaseProps['of']>,
	zoom: number,
	angle?: number
): BaseFeature => ({
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

const SHORTEST_NAMED_M = 360;

/** Near the towns: the scenery beyond stays without names. */
const isNear = ({ x, y }: Vec): boolean => x > -3200 && x < 3800 && y > -6600 && y < 4900;

/** Names along roads and rivers, one per stretch long enough to bear it. */
export function lineLabels(lines: ReadonlyMap<Line, Vec[][]>): BaseFeature[] {
	return [...lines].flatMap(([line, all]) => {
		const rule = LABEL_EVERY_M[line.kind];
		if (!rule || line.name === '') return [];
		const [every, zoom] = rule;
		const of = line.kind === 'river' || line.kind === 'creek' ? 'water' : 'road';
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
				return [label(at, line.name, of, from, angleAt(at, ahead))];
			});
		});
	});
}
