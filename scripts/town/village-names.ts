/** Which piece of land bears which real name: illustrative, but not against all sense. */
import type { Division } from './divisions';
import { ring } from './partition';
import { CENTRE } from './plan';
import { type Vec, distance } from './plane';
import { type LandFace, middle, shapeArea } from './survey';

/** The names a newcomer would look for, near where they would look; the first has its choice. */
const ANCHORS: readonly (readonly [name: string, at: Vec])[] = [
	['周南村', { x: -1000, y: -900 }],
	['界浜村', { x: 200, y: -3900 }],
	['瓦南村', { x: 1600, y: -3500 }],
	['里仁村', { x: -1700, y: -3700 }],
	['沈西村', { x: -1700, y: -2400 }],
	['棋杆村', { x: 2900, y: -2300 }],
	['姚桥村', { x: -300, y: -2400 }],
	['红桥村', { x: 700, y: -2300 }],
	['牛桥村', { x: 1700, y: -1000 }],
	['北庄村', { x: 2300, y: 1000 }],
	['瓦屑居委', { x: 1500, y: -2200 }],
	['向阳居委', { x: -450, y: 1700 }],
	['中市居委', { x: -650, y: 1600 }],
	['东南居委', { x: -200, y: 1200 }],
	['公元居委', { x: -800, y: 1900 }],
	['周东居委', { x: 100, y: 1600 }],
	['澧溪居委', { x: -900, y: 1100 }],
	['航头居委', { x: 500, y: -5000 }]
];

/** The fields lie mostly in the south. */
const countryRank = (face: LandFace): number =>
	shapeArea(ring(face)) * (middle(face).y < -300 ? 1.7 : 1);

/** Matches names to faces: villages of farmland take the widest land, the rest goes by its anchor. */
export function nameFaces(
	faces: readonly LandFace[],
	names: readonly Division[]
): Map<Division, LandFace> {
	const ranked = [...faces].sort((a, b) => countryRank(b) - countryRank(a));
	const rural = names.filter((name) => name.rural).length;
	const pools = { rural: ranked.slice(0, rural), urban: ranked.slice(rural) };
	const claimed = new Map<Division, LandFace>();
	const claim = (name: Division, target: Vec) => {
		const pool = name.rural ? pools.rural : pools.urban;
		pool.sort((a, b) => distance(middle(a), target) - distance(middle(b), target));
		claimed.set(name, pool.shift() as LandFace);
	};
	for (const [anchored, at] of ANCHORS) {
		const name = names.find((candidate) => candidate.name === anchored);
		if (name) claim(name, at);
	}
	for (const name of names) if (!claimed.has(name)) claim(name, CENTRE);
	return claimed;
}
