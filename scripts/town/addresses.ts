/**
 * The standard address book: people give a road, a lane, a number, an estate or a nickname, never a
 * grid. Every row knows its grid and place.
 */
import type { Pos } from '../../web/domain/geo';
import type { Estate, Hamlet } from './estates';
import type { Frontage, GridFabric } from './fabric';
import type { Geography } from './geography';
import { initials } from './initials';
import { mark } from './names';
import { border, ring } from './partition';
import type { Line } from './plan';
import { type Vec, centroid } from './plane';
import { idOf, Stream } from './random';
import { behind, frontageLength, isClear, type Streets } from './streets';
import { place } from './warp';

export type AddressKind = 'lane' | 'number' | 'compound' | 'poi' | 'nickname';

export interface AddressRow {
	readonly id: string;
	/** `康沈路 1234 弄 5 号` */
	readonly text: string;
	readonly kind: AddressKind;
	readonly road?: string;
	readonly lane?: number;
	readonly number?: number;
	/** The estate or the place. */
	readonly name?: string;
	/** What else people call it. */
	readonly nick: readonly string[];
	readonly town: string;
	readonly village: string;
	readonly grid: string;
	readonly pos: Pos;
	/** Pinyin initials of the text, the name and the nicknames, parted by spaces. */
	readonly initials: string;
}

/** A named place: a school, a park, a works. */
export interface NamedPlace {
	readonly name: string;
	readonly use: string;
	readonly at: Vec;
	readonly fabric: GridFabric;
	readonly address: string;
	readonly nick: readonly string[];
}

type Draft = Omit<AddressRow, 'id' | 'town' | 'village' | 'grid' | 'pos' | 'initials' | 'nick'> & {
	readonly nick?: readonly string[];
};

function row(fabric: GridFabric, at: Vec, draft: Draft): AddressRow {
	const { area, village } = fabric.land;
	const nick = draft.nick ?? [];
	const words = [draft.text, ...(draft.name ? [draft.name] : []), ...nick];
	return {
		...draft,
		id: idOf('address', `${area.code}/${draft.kind}/${draft.text}`),
		nick,
		town: area.town,
		village: village.code,
		grid: area.code,
		pos: place(at),
		initials: words.map(initials).join(' ')
	};
}

/** How people shorten 示例花园一期: 示例一期, and for the oldest, 老示例. */
function shortNames(name: string): string[] {
	const phase = /(一期|二期|三期|东区|西区|南区|北区)$/.exec(name)?.[0];
	const head = name.slice(0, 2);
	return phase ? [`${head}${phase}`] : [`${head}小区`];
}

function estateRows(estate: Estate): AddressRow[] {
	const { fabric, road, lane, name } = estate;
	const nick = shortNames(name);
	const gate = row(fabric, estate.gate, {
		kind: 'compound',
		text: `${name}（${estate.address}）`,
		road,
		lane,
		name,
		nick
	});
	const doors = estate.houses.map(({ number, building }) =>
		row(fabric, building.centre, {
			kind: 'lane',
			text: `${estate.address} ${number} 号`,
			road,
			lane,
			number,
			name
		})
	);
	return [gate, ...doors];
}

const hamletRows = (hamlet: Hamlet): AddressRow[] =>
	hamlet.houses.map(({ number, building }) => {
		const road = `${hamlet.fabric.land.village.name}${hamlet.name}`;
		return row(hamlet.fabric, building.centre, {
			kind: 'number',
			text: `${road} ${number} 号`,
			road,
			number,
			name: hamlet.name
		});
	});

/** A number every so many metres: doors stand closer in the old town. */
function doorEvery({ land, crowding }: GridFabric, line: Line): number {
	if (line.kind === 'country') return 190;
	if (land.village.rural) return 320;
	return crowding > 3 ? 42 : crowding > 0.9 ? 92 : 180;
}

function roadRows(fabric: GridFabric, frontage: Frontage, streets: Streets, scale: number) {
	const corners = ring(fabric.land.face);
	const { line } = frontage;
	const every = doorEvery(fabric, line) / Math.min(scale, 4);
	const count = Math.floor(frontageLength(frontage) / every);
	return Array.from({ length: count }, (_, i) => behind(frontage, (i + 0.5) / count, 9))
		.filter((at) => isClear(corners, at, 3))
		.map((at) => {
			const number = streets.claim(line, at);
			const text = `${line.name} ${number} 号`;
			return row(fabric, at, { kind: 'number', text, road: line.name, number });
		});
}

const PLACE_WORDS: Readonly<Record<string, readonly string[]>> = {
	school: ['小学', '幼儿园', '中学'],
	public: ['社区卫生服务站', '菜市场', '社区文化中心', '邻里中心', '养老服务中心'],
	park: ['公园', '街心绿地', '口袋公园'],
	commercial: ['商业广场', '生活广场', '商务楼'],
	industrial: ['工业园', '科技园', '物流园'],
	site: ['住宅工地', '厂房工地', '道路工地'],
	orchard: ['果园', '苗圃']
};

/** `周南示例小学`, one for each parcel that has a use worth a name. */
export function namePlaces(all: readonly GridFabric[], streets: Streets): NamedPlace[] {
	const taken = new Set<string>();
	return all.flatMap((fabric) => {
		const chance = new Stream(`places/${fabric.land.area.code}`);
		return fabric.parcels.flatMap((parcel) => {
			const words = PLACE_WORDS[parcel.use];
			if (!words) return [];
			const word = chance.pick(words);
			const stem = `${fabric.land.village.short}${mark(chance)}${word}`;
			let name = stem;
			for (let n = 2; taken.has(name); n++) name = `${stem}${n}号`;
			taken.add(name);
			const at = centroid(parcel.ring);
			const [frontage] = fabric.frontages;
			const address = frontage
				? `${frontage.line.name} ${streets.numberAt(frontage.line, at)} 号`
				: fabric.land.village.name;
			const nick = chance.chance(0.4) ? [`${fabric.land.village.short}${word}`] : [];
			return [{ name, use: parcel.use, at, fabric, address, nick }];
		});
	});
}

const placeRow = ({ fabric, at, name, nick, address }: NamedPlace): AddressRow =>
	row(fabric, at, { kind: 'poi', text: `${name}（${address}）`, name, nick });

/** Where two named roads meet: callers name the crossing. */
function crossingRows(all: readonly GridFabric[]): AddressRow[] {
	const seen = new Set<string>();
	return all.flatMap((fabric) => {
		const sides = border(fabric.land.face);
		return sides.flatMap((side, i) => {
			const next = sides[(i + 1) % sides.length] as typeof side;
			const [a, b] = [side.edge.line, next.edge.line];
			const roads = [a, b].every(
				({ kind, name }) => name !== '' && /^(arterial|secondary|street)$/.test(kind)
			);
			const name = `${a.name}${b.name}口`;
			if (a === b || !roads || seen.has(name) || seen.has(`${b.name}${a.name}口`)) return [];
			seen.add(name);
			const corner = side.forward ? side.edge.b : side.edge.a;
			const hub = centroid(ring(fabric.land.face));
			const size = Math.hypot(hub.x - corner.x, hub.y - corner.y);
			const pull = Math.min(0.5, 14 / size);
			const at = {
				x: corner.x + (hub.x - corner.x) * pull,
				y: corner.y + (hub.y - corner.y) * pull
			};
			return [row(fabric, at, { kind: 'poi', text: name, road: a.name, name })];
		});
	});
}

const NICKNAMES = [
	'老桥头',
	'老街口',
	'菜场边',
	'牌楼下',
	'大树下',
	'老码头',
	'小桥头',
	'供销社门口'
];

/** Two spots a village that only neighbours know by name. */
function nicknameRows(all: readonly GridFabric[]): AddressRow[] {
	const villages = new Map<string, GridFabric[]>();
	for (const fabric of all) {
		const code = fabric.land.village.code;
		villages.set(code, [...(villages.get(code) ?? []), fabric]);
	}
	return [...villages].flatMap(([code, fabrics]) => {
		const chance = new Stream(`nicknames/${code}`);
		return chance
			.shuffled(NICKNAMES)
			.slice(0, 2)
			.map((nickname) => {
				const fabric = chance.pick(fabrics);
				const text = `${fabric.land.village.short}${nickname}`;
				const at = centroid(ring(fabric.land.face));
				return row(fabric, at, { kind: 'nickname', text, name: text, nick: [nickname] });
			});
	});
}

/** Where the village's own station stands: the middle of its first grid's first house or plot. */
function stationRows(geography: Geography, all: readonly GridFabric[]): AddressRow[] {
	return geography.villages.map((village) => {
		const fabric = all.find(({ land }) => land.village.code === village.code) as GridFabric;
		const at = centroid(fabric.parcels[0]?.ring ?? ring(fabric.land.face));
		const name = village.fullName;
		return row(fabric, at, { kind: 'poi', text: name, name, nick: [`${village.short}联勤站`] });
	});
}

export function buildAddresses(
	geography: Geography,
	all: readonly GridFabric[],
	parts: {
		readonly estates: readonly Estate[];
		readonly hamlets: readonly Hamlet[];
		readonly places: readonly NamedPlace[];
		readonly streets: Streets;
		readonly scale: number;
	}
): AddressRow[] {
	const { estates, hamlets, places, streets, scale } = parts;
	return [
		...stationRows(geography, all),
		...estates.flatMap(estateRows),
		...hamlets.flatMap(hamletRows),
		...places.map(placeRow),
		...crossingRows(all),
		...nicknameRows(all),
		...all.flatMap((fabric) =>
			fabric.frontages.flatMap((frontage) => roadRows(fabric, frontage, streets, scale))
		)
	];
}
