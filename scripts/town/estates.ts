/** Residential compounds 小区 and farm hamlets: the houses of a grid that share a name. */
import type { Building, Frontage, GridFabric } from './fabric';
import { ring } from './partition';
import type { LineKind } from './plan';
import { centroid, distance, type Vec } from './plane';
import { estateNames, surnames } from './names';
import { Stream } from './random';
import { behind, frontageLength, isClear, type Streets } from './streets';

export interface House {
	readonly number: number;
	readonly building: Building;
}

export interface Estate {
	readonly name: string;
	readonly fabric: GridFabric;
	readonly road: string;
	/** The 弄 of its gate. */
	readonly lane: number;
	/** `康沈路 1234 弄` */
	readonly address: string;
	readonly gate: Vec;
	readonly houses: readonly House[];
}

export interface Hamlet {
	readonly name: string;
	readonly fabric: GridFabric;
	readonly houses: readonly House[];
}

/** Numbered row by row from the north, as a gate-keeper would. */
function numbered(buildings: readonly Building[]): House[] {
	const row = (building: Building) => Math.round(-building.centre.y / 60);
	return [...buildings]
		.sort((a, b) => row(a) - row(b) || a.centre.x - b.centre.x)
		.map((building, i) => ({ number: i + 1, building }));
}

const housesOf = (fabric: GridFabric, use: 'estate' | 'hamlet'): House[] =>
	numbered(
		fabric.parcels.filter((parcel) => parcel.use === use).flatMap((parcel) => [...parcel.buildings])
	);

/** A gate opens on the better road, not on the longest. */
const STANDING: Readonly<Partial<Record<LineKind, number>>> = {
	arterial: 6,
	secondary: 3,
	street: 2,
	country: 0.2
};

const worth = (frontage: Frontage): number =>
	frontageLength(frontage) * (STANDING[frontage.line.kind] ?? 1);

/** The road an address names: the grid's best, or the nearest of the village. */
function roadFor(fabric: GridFabric, all: readonly GridFabric[]): Frontage {
	const [own] = [...fabric.frontages].sort((a, b) => worth(b) - worth(a));
	if (own) return own;
	const here = centroid(ring(fabric.land.face));
	const near = (frontage: Frontage) => distance(behind(frontage, 0.5, 0), here);
	const [nearest] = all
		.filter(({ land }) => land.village.code === fabric.land.village.code)
		.flatMap(({ frontages }) => [...frontages])
		.sort((a, b) => near(a) - near(b));
	if (!nearest) throw new Error(`${fabric.land.village.name} lies on no road`);
	return nearest;
}

/** `named` gives grids an estate name of their own; the others take the next free one. */
export function findEstates(
	all: readonly GridFabric[],
	streets: Streets,
	named: ReadonlyMap<string, string>
): Estate[] {
	const kept = new Set(named.values());
	const names = estateNames(new Stream('estates')).filter((name) => !kept.has(name));
	return all.flatMap((fabric) => {
		const houses = housesOf(fabric, 'estate');
		if (houses.length < 2) return [];
		const frontage = roadFor(fabric, all);
		const onRoad = behind(frontage, 0.5, 5);
		const lane = streets.claim(frontage.line, onRoad);
		const first = (houses[0] as House).building.centre;
		const gate = isClear(ring(fabric.land.face), onRoad, 3) ? onRoad : first;
		const road = frontage.line.name;
		const name = named.get(fabric.land.area.code) ?? names.shift();
		if (!name) throw new Error('no estate name left');
		return [{ name, fabric, road, lane, address: `${road} ${lane} 弄`, gate, houses }];
	});
}

export function findHamlets(all: readonly GridFabric[]): Hamlet[] {
	const families = surnames(new Stream('hamlets'));
	return all.flatMap((fabric) => {
		const houses = housesOf(fabric, 'hamlet');
		if (houses.length === 0) return [];
		const family = families.shift();
		if (!family) throw new Error('no hamlet name left');
		return [{ name: `示例${family}家宅`, fabric, houses }];
	});
}
