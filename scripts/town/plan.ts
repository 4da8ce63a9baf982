/**
 * The drawing board's main lines, in metres from the middle of Zhoupu (x east, y north, before the
 * bend). Illustrative: real boundaries are not public, so roads and rivers bear names of the
 * neighbourhood but not their true course (示意).
 */
import type { Vec } from './plane';

export type LineKind =
	'river' | 'creek' | 'arterial' | 'secondary' | 'street' | 'lane' | 'country' | 'frame';

export interface Line {
	readonly kind: LineKind;
	readonly name: string;
	/** Half of what the line takes from the land on each side, metres. */
	readonly half: number;
	readonly from: Vec;
	readonly to: Vec;
	/** Only faces whose middle lies in this range of x or y are cut. */
	readonly within?: {
		readonly x?: readonly [number, number];
		readonly y?: readonly [number, number];
	};
}

export const HALF: Readonly<Record<LineKind, number>> = {
	river: 24,
	creek: 8,
	arterial: 20,
	secondary: 13,
	street: 9,
	lane: 5,
	country: 5,
	frame: 0
};

const line = (
	kind: LineKind,
	name: string,
	from: readonly [number, number],
	to: readonly [number, number],
	within?: Line['within'],
	half = HALF[kind]
): Line => ({
	kind,
	name,
	half,
	from: { x: from[0], y: from[1] },
	to: { x: to[0], y: to[1] },
	...(within && { within })
});

/** Wide of the towns, so that no screen of theirs shows the edge of the drawing. */
export const FRAME: readonly Vec[] = [
	{ x: -7000, y: -9600 },
	{ x: 7000, y: -9600 },
	{ x: 7000, y: 8600 },
	{ x: -7000, y: 8600 }
];

export const BORDER = { south: -4350, north: 4200 } as const;

/** In the order they are drawn: later lines stop at earlier ones where `within` says so. */
export const MAIN_LINES: readonly Line[] = [
	line('river', '咸塘港', [-720, 5900], [-180, -7300], undefined, 26),
	line('river', '周浦塘', [-4300, 1130], [4300, 1560], undefined, 24),
	line('river', '界浜港', [-4300, -4180], [4300, -4440], undefined, 16),
	line('river', '六灶港', [-4300, -1830], [4300, -1560], undefined, 18),
	line('arterial', '秀浦路', [-4300, 4300], [4300, 4080]),
	line('arterial', '康沈路', [-1700, 5900], [-1180, -7300]),
	line('arterial', '沪南公路', [60, 5900], [1300, -7300]),
	line('arterial', '申江南路', [2700, 5900], [2480, -7300]),
	line('arterial', '年家浜路', [-4300, 2560], [4300, 2930]),
	line('arterial', '周祝公路', [-4300, -280], [4300, -60]),
	line('arterial', '下盐公路', [-4300, -3080], [4300, -2900]),
	line('secondary', '周园路', [1520, 5900], [1700, -7300], { y: [-1700, 9000] }),
	line('river', '八灶港', [-2560, 5900], [-2700, -7300], { y: [-300, 9000] }, 13),
	line('secondary', '瑞浦路', [-2150, 5900], [-2080, -7300], { y: [-9600, -300] }),
	line('secondary', '瓦屑路', [1900, 5900], [1980, -7300], { y: [-4400, -1700] }),
	line('creek', '盐船港', [3300, 5900], [3350, -7300], { y: [-4400, -150] }, 10),
	line('arterial', '航头路', [-4300, -5620], [4300, -5860], { y: [-9600, -4400] })
];

/** Faces of the main lines that belong to no town of the demo are only scenery. */
export function townAt({ x, y }: Vec): '310115132' | '310115137' | undefined {
	if (y < BORDER.south) return x > -1300 && x < 2500 && y > -5750 ? '310115137' : undefined;
	if (y > BORDER.north) return undefined;
	const west = y > -200 ? -2620 : -2100;
	const east = y > -200 ? 2600 : y > -1700 ? 3320 : y > -3000 ? 3330 : 2520;
	return x > west && x < east ? '310115132' : undefined;
}

/** Old town where the two rivers meet. */
export const CENTRE: Vec = { x: -350, y: 1500 };

/** How many villages the land carries, relative: crowded in the old town, thin in the fields. */
export function crowding({ x, y }: Vec): number {
	const dx = (x - CENTRE.x) / 1250;
	const dy = (y - CENTRE.y) / 1550;
	const fall = 1 + dx * dx + dy * dy;
	return 0.22 + 5 / (fall * fall);
}

/** Overlays that cross the land without dividing it. */
export const OVERLAYS: readonly {
	kind: 'motorway' | 'rail';
	name: string;
	path: readonly Vec[];
}[] = [
	{
		kind: 'motorway',
		name: '沪芦高速',
		path: [
			{ x: 3100, y: 8600 },
			{ x: 3000, y: 5900 },
			{ x: 2950, y: 3400 },
			{ x: 2700, y: 1200 },
			{ x: 2250, y: -1200 },
			{ x: 2250, y: -3600 },
			{ x: 2700, y: -7300 },
			{ x: 2900, y: -9600 }
		]
	},
	{
		kind: 'rail',
		name: '轨道交通示意线',
		path: [
			{ x: -1800, y: 8600 },
			{ x: -300, y: 5900 },
			{ x: 900, y: 3700 },
			{ x: 1130, y: 1500 },
			{ x: 1250, y: -900 },
			{ x: 2050, y: -2600 },
			{ x: 4300, y: -3900 },
			{ x: 7000, y: -4700 }
		]
	}
];

/** Names for roads between villages, in the manner of the place. */
export const ROAD_NAMES: readonly string[] = (() => {
	const first = '康瑞沈繁关澧汇御横欣安祝川平建祥周芙芳泰恒明'.split('');
	const second = '浦祥宏岳福兴园桥泰和源春丽慧德秀乐宁清华安'.split('');
	const names: string[] = [];
	for (let step = 0; step < second.length; step++) {
		first.forEach((head, i) => {
			const tail = second[(i * 5 + step * 8) % second.length] as string;
			if (head !== tail) names.push(`${head}${tail}路`);
		});
	}
	return names;
})();
