/**
 * About three thousand management elements over every type, each in its grid: by the road, in an
 * estate, on a plot or by the water, where such a thing would stand.
 */
import type { AttrValue, ElementCondition, ElementDoc } from '../../web/domain/element/element';
import { formatComponent } from '../../web/domain/codes';
import { DAY, dayOf, type Ms } from '../../web/domain/time';
import type { NamedPlace } from './addresses';
import { attrsOf, type Site } from './attributes';
import { DISTRICT } from './divisions';
import type { Estate } from './estates';
import type { GridFabric } from './fabric';
import { elementType, type ElementType } from './element-types';
import { nameOf } from './element-names';
import { ring } from './partition';
import { centroid, type Vec } from './plane';
import { idOf, Stream } from './random';
import { beside, isClear, type Streets } from './streets';
import { townUnitId, villageUnitId } from './units';
import { place } from './warp';

type Where = 'road' | 'estate' | 'house' | 'bank' | 'grids' | 'estates' | readonly string[];

interface Share {
	readonly type: string;
	/** Elements at scale 1; absent: one for each place there is. */
	readonly count?: number;
	readonly where: Where;
	/** Attributes that are not left to chance. */
	readonly attrs?: Readonly<Record<string, AttrValue>>;
}

/** Where each type stands and how many there are. A list names uses of plots. */
const SHARES: readonly Share[] = [
	{ type: 'estate', where: 'estates' },
	{ type: 'building', count: 240, where: 'house' },
	{ type: 'rental', count: 140, where: 'house' },
	{ type: 'household', count: 260, where: 'house' },
	{ type: 'care', count: 90, where: 'house' },
	{ type: 'shop', count: 250, where: 'road' },
	{ type: 'smallPlace', count: 90, where: 'road' },
	{ type: 'company', count: 90, where: ['industrial', 'commercial'] },
	{ type: 'site', where: ['site'] },
	// A hydrant in every grid: no beat is without a point to visit.
	{ type: 'fire', where: 'grids', attrs: { kind: 'hydrant' } },
	{ type: 'fire', count: 110, where: 'estate' },
	{ type: 'charger', count: 110, where: 'estate' },
	{ type: 'lift', count: 110, where: 'house' },
	{ type: 'waterTank', count: 50, where: 'estate' },
	{ type: 'gas', count: 55, where: 'estate' },
	{ type: 'manhole', count: 160, where: 'road' },
	{ type: 'lamp', count: 160, where: 'road' },
	{ type: 'wasteRoom', count: 110, where: 'estate' },
	{ type: 'river', count: 60, where: 'bank' },
	{ type: 'flood', count: 36, where: 'bank' },
	{ type: 'shelter', count: 26, where: ['school', 'park'] },
	{ type: 'tree', count: 110, where: 'road' },
	{ type: 'toilet', count: 28, where: ['park', 'public', 'commercial'] },
	{ type: 'camera', count: 120, where: 'road' },
	{ type: 'aed', count: 36, where: ['public', 'school', 'commercial'] },
	{ type: 'board', count: 80, where: 'estate' },
	{ type: 'hazard', count: 60, where: 'road' },
	{ type: 'elderCare', count: 18, where: ['public'] },
	{ type: 'worship', count: 6, where: ['public', 'park'] }
];

export interface Ground {
	readonly fabrics: readonly GridFabric[];
	readonly estates: readonly Estate[];
	readonly places: readonly NamedPlace[];
	readonly streets: Streets;
	readonly scale: number;
	/** Surveys lie before this moment. */
	readonly asOf: Ms;
}

/** More things where more people live; a field still has its lamp. */
const weightOf = ({ crowding, land }: GridFabric): number =>
	(land.village.rural ? 0.35 : 0.6) + Math.min(crowding, 3) * 0.4;

/** Draws grids by weight without walking the list each time. */
class GridDraw {
	readonly #sums: number[] = [];

	constructor(readonly grids: readonly GridFabric[]) {
		let sum = 0;
		for (const grid of grids) this.#sums.push((sum += weightOf(grid)));
	}

	pick(chance: Stream): GridFabric {
		const aim = chance.next() * (this.#sums[this.#sums.length - 1] ?? 0);
		let low = 0;
		let high = this.#sums.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#sums[middle] as number) <= aim) low = middle + 1;
			else high = middle;
		}
		return this.grids[low] as GridFabric;
	}
}

const DEPTH_M: Readonly<Record<string, number>> = {
	shop: 8,
	smallPlace: 8,
	company: 20,
	lamp: 1.5,
	tree: 1,
	camera: 2
};

/** Finds sites for one type; finite lists are walked in a mixed order before any repeats. */
class Surveyor {
	readonly #draw: GridDraw;
	readonly #byWater: GridDraw;
	readonly #streets: Streets;

	constructor(readonly ground: Ground) {
		this.#draw = new GridDraw(ground.fabrics.filter(({ frontages }) => frontages.length > 0));
		this.#byWater = new GridDraw(ground.fabrics.filter(({ banks }) => banks.length > 0));
		this.#streets = ground.streets;
	}

	/** How many there are, and where the i-th stands. */
	plan(share: Share, chance: Stream): { all: number; site: (i: number) => Site } {
		const { type, where } = share;
		const { estates, fabrics } = this.ground;
		if (where === 'road') return { all: 0, site: () => this.#atRoad(type, chance) };
		if (where === 'bank') return { all: 0, site: () => this.#atBank(chance) };
		if (where === 'grids') {
			const site = (i: number) => this.#inGrid(fabrics[i] as GridFabric, chance);
			return { all: fabrics.length, site };
		}
		if (where === 'estates') {
			const site = (i: number) => atGate(estates[i] as Estate);
			return { all: estates.length, site };
		}
		if (where === 'estate' || where === 'house') {
			const mixed = chance.shuffled(estates);
			const step = where === 'house' ? 3 : 16;
			const site = (i: number) => inYard(mixed[i] ?? chance.pick(mixed), step, chance);
			return { all: mixed.length, site };
		}
		const mixed = chance.shuffled(this.ground.places.filter(({ use }) => where.includes(use)));
		const site = (i: number) => onPlot(mixed[i] ?? chance.pick(mixed), chance);
		return { all: mixed.length, site };
	}

	#beside(fabric: GridFabric, depth: number, chance: Stream): Site | undefined {
		const spot = beside(fabric, fabric.frontages, depth, chance);
		if (!spot) return undefined;
		const { line } = spot.frontage;
		const number = this.#streets.numberAt(line, spot.at);
		return { fabric, at: spot.at, address: `${line.name} ${number} 号`, road: line.name };
	}

	#atRoad(type: string, chance: Stream): Site {
		for (;;) {
			const site = this.#beside(this.#draw.pick(chance), DEPTH_M[type] ?? 1, chance);
			if (site) return site;
		}
	}

	#inGrid(fabric: GridFabric, chance: Stream): Site {
		const middle = centroid(ring(fabric.land.face));
		return (
			this.#beside(fabric, 1, chance) ?? { fabric, at: middle, address: fabric.land.village.name }
		);
	}

	#atBank(chance: Stream): Site {
		for (;;) {
			const fabric = this.#byWater.pick(chance);
			const spot = beside(fabric, fabric.banks, 2, chance);
			if (!spot) continue;
			const water = spot.frontage.line.name;
			return { fabric, at: spot.at, address: `${fabric.land.village.name}${water}岸边`, water };
		}
	}
}

const atGate = (estate: Estate): Site => {
	const { fabric, gate, address } = estate;
	return { fabric, at: gate, address, estate };
};

/** A point near another, or that one where the grid ends too soon. */
function near(fabric: GridFabric, { x, y }: Vec, step: number, chance: Stream): Vec {
	const moved = { x: x + chance.between(-step, step), y: y + chance.between(-step, step) };
	return isClear(ring(fabric.land.face), moved, 3) ? moved : { x, y };
}

function inYard(estate: Estate, step: number, chance: Stream): Site {
	const house = chance.pick(estate.houses);
	const { fabric } = estate;
	const at = near(fabric, house.building.centre, step, chance);
	return { fabric, at, address: `${estate.address} ${house.number} 号`, estate, house };
}

function onPlot({ fabric, at, address, name }: NamedPlace, chance: Stream): Site {
	return { fabric, at: near(fabric, at, 22, chance), address, plot: name };
}

const STATES: readonly (readonly [ElementCondition, number])[] = [
	['intact', 93],
	['damaged', 5],
	['lost', 1],
	['retired', 1]
];

/** Town-wide kinds go to the town's unit, the village's own to the village's. */
function unitFor(kind: string, { fabric, estate }: Site): string | undefined {
	const { village, area } = fabric.land;
	if (kind === 'station') return villageUnitId(village.code, 'station');
	if (kind !== 'property') return townUnitId(area.town, kind);
	return estate ? villageUnitId(village.code, 'property') : undefined;
}

function unitsOf(
	type: ElementType,
	site: Site
): Pick<ElementDoc, 'competent' | 'owner' | 'maintainer'> {
	const competent = unitFor(type.units.competent, site);
	const owner = type.units.owner && unitFor(type.units.owner, site);
	const maintainer = type.units.maintainer && unitFor(type.units.maintainer, site);
	return {
		...(competent && { competent }),
		...(owner && { owner }),
		...(maintainer && { maintainer })
	};
}

function codeOf(type: ElementType, site: Site, sequence: number): string {
	const { component, prefix } = type;
	if (!component)
		return `${prefix}${site.fabric.land.area.code.slice(6)}${String(sequence).padStart(5, '0')}`;
	const code = formatComponent({ county: DISTRICT.code, ...component, sequence });
	if (!code) throw new Error(`${type.id} has run out of component numbers`);
	return code;
}

function record(
	type: ElementType,
	site: Site,
	sequence: number,
	asOf: Ms,
	chance: Stream,
	fixed: { readonly name?: string; readonly attrs?: Readonly<Record<string, AttrValue>> } = {}
): ElementDoc {
	const { area, village } = site.fabric.land;
	const attrs = { ...attrsOf(type, site, asOf, chance), ...fixed.attrs };
	return {
		id: idOf('element', `${type.id}/${sequence}`),
		type: type.id,
		code: codeOf(type, site, sequence),
		name: fixed.name ?? nameOf(type, site, attrs, sequence, chance),
		address: site.address,
		town: area.town,
		village: village.code,
		grid: area.code,
		pos: place(site.at),
		state: type.kind === 'facility' && !fixed.name ? chance.weighted(STATES) : 'intact',
		...unitsOf(type, site),
		attrs,
		source: type.importedFrom ? `${type.importedFrom} ${dayOf(asOf - 20 * DAY)}` : '镇级普查',
		surveyedAt: asOf - chance.integer(5, 500) * DAY - chance.integer(0, 500) * 60_000,
		...(type.checkEveryDays !== undefined && { checkEveryDays: type.checkEveryDays }),
		grade: type.grade
	};
}

/** The named fire lane of an estate: what the demo's story finds blocked. */
export function fireLaneOf(estate: Estate, asOf: Ms): ElementDoc {
	const site: Site = { ...atGate(estate), address: `${estate.address} 1 号` };
	return record(elementType('fire'), site, 1, asOf, new Stream('fire lane'), {
		name: `${estate.name}消防通道`,
		attrs: { kind: 'lane', estate: estate.name }
	});
}

export function buildElements(ground: Ground, first: readonly ElementDoc[]): ElementDoc[] {
	const surveyor = new Surveyor(ground);
	const sequences = new Map<string, number>();
	const next = (type: string): number => {
		const number = (sequences.get(type) ?? 0) + 1;
		sequences.set(type, number);
		return number;
	};
	for (const { type } of first) next(type);
	const made = SHARES.flatMap((share, n) => {
		const type = elementType(share.type);
		const chance = new Stream(`elements/${share.type}/${n}`);
		const { all, site } = surveyor.plan(share, chance);
		const total = share.count === undefined ? all : Math.round(share.count * ground.scale);
		return Array.from({ length: total }, (_, i) =>
			record(
				type,
				site(i),
				next(type.id),
				ground.asOf,
				chance,
				share.attrs && { attrs: share.attrs }
			)
		);
	});
	return [...first, ...made];
}
