/**
 * The demo town: Zhoupu with its real division codes and an invented everything else, and a corner
 * of Hangtou beside it. Deterministic: no clock, no chance but the seeded one.
 */
import type { Assignment } from '../../web/domain/actor';
import type { ElementDoc } from '../../web/domain/element/element';
import type { Ms } from '../../web/domain/time';
import { type AddressRow, buildAddresses, type NamedPlace, namePlaces } from './addresses';
import { type Beat, buildBeats } from './beats';
import { buildElements, fireLaneOf } from './elements';
import { ELEMENT_TYPES, type ElementType } from './element-types';
import { type Estate, findEstates, findHamlets } from './estates';
import { type GridFabric, weave } from './fabric';
import {
	buildGeography,
	type Geography,
	type GridArea,
	type GridLand,
	type TownArea,
	type VillageArea
} from './geography';
import { buildJointGrids, type JointGrid } from './joint-grids';
import { buildPlates, type PlateRow } from './links';
import { border, ring } from './partition';
import { crowding } from './plan';
import { centroid } from './plane';
import {
	addFormerAndCover,
	DEMO_PASSWORD,
	hireGridChief,
	hireStaff,
	type Person,
	Staff,
	STORY_VILLAGE
} from './people';
import { buildRoster, type RosterShift } from './roster';
import { Streets } from './streets';
import { buildUnits, townUnitId, type Unit, villageUnitId } from './units';

/** What the story of the README and the end-to-end test need to find. */
export interface Landmarks {
	readonly village: string;
	readonly grid: string;
	readonly estate: string;
	readonly estateAddress: string;
	/** Element id of 示例花园消防通道. */
	readonly fireLane: string;
	/** Plate id of the same. */
	readonly fireLanePlate: string;
	readonly property: string;
	readonly fire: string;
	readonly police: string;
	readonly jointGrid: string;
}

export interface TownSeed {
	readonly version: 1;
	readonly asOf: Ms;
	readonly scale: number;
	readonly towns: readonly TownArea[];
	readonly villages: readonly VillageArea[];
	readonly grids: readonly GridArea[];
	readonly jointGrids: readonly JointGrid[];
	readonly addresses: readonly AddressRow[];
	readonly elementTypes: readonly ElementType[];
	readonly elements: readonly ElementDoc[];
	readonly units: readonly Unit[];
	readonly people: readonly Person[];
	readonly password: string;
	readonly assignments: readonly Assignment[];
	readonly beats: readonly Beat[];
	readonly roster: readonly RosterShift[];
	readonly plates: readonly PlateRow[];
	readonly landmarks: Landmarks;
}

export interface TownOptions {
	/** Elements and house numbers grow with it; 1 is the demo, 30 a full town. */
	readonly scale?: number;
	/** The moment at which the town is as described; surveys and posts lie before it. */
	readonly asOf?: Ms;
}

/** 2025-11-01 00:00 +08:00 */
export const DEFAULT_AS_OF: Ms = 1_761_926_400_000;

const STORY_ESTATE = '示例花园';

/** The grid of the story's village that is most built up and lies on a main road. */
function storyGrid(lands: readonly GridLand[]): string {
	const crowd = (land: GridLand) => crowding(centroid(ring(land.face)));
	const [best] = lands
		.filter(({ village }) => village.code === STORY_VILLAGE)
		.filter(({ face }) => border(face).some(({ edge }) => edge.line.kind === 'arterial'))
		.sort((a, b) => crowd(b) - crowd(a));
	if (!best) throw new Error('the story’s village lies on no main road');
	return best.area.code;
}

/** Land, houses and named places: what the base map and the records are both drawn from. */
export interface Ground {
	readonly geography: Geography;
	readonly fabrics: readonly GridFabric[];
	readonly streets: Streets;
	readonly estates: readonly Estate[];
	readonly places: readonly NamedPlace[];
	readonly storyGrid: string;
}

export function layGround(): Ground {
	const geography = buildGeography();
	const story = storyGrid(geography.lands);
	const fabrics = weave(geography.lands, new Map([[story, 'estate']]));
	const streets = new Streets(geography);
	const estates = findEstates(fabrics, streets, new Map([[story, STORY_ESTATE]]));
	const places = namePlaces(fabrics, streets);
	return { geography, fabrics, streets, estates, places, storyGrid: story };
}

function landmarksOf(
	estate: Estate,
	fireLane: ElementDoc,
	jointGrids: readonly JointGrid[],
	plates: readonly PlateRow[]
): Landmarks {
	const { town, village, grid } = fireLane;
	const joint = jointGrids.find(({ villages }) => villages.includes(village)) as JointGrid;
	const plate = plates.find(({ target }) => target === fireLane.id) as PlateRow;
	return {
		village,
		grid,
		estate: estate.name,
		estateAddress: estate.address,
		fireLane: fireLane.id,
		fireLanePlate: plate.id,
		property: villageUnitId(village, 'property'),
		fire: townUnitId(town, 'fire'),
		police: townUnitId(town, 'police'),
		jointGrid: joint.id
	};
}

/** A unit with accounts is reached through its first officer. */
function withContacts(units: readonly Unit[], staff: Staff): Unit[] {
	const people = new Map(staff.people.map((person) => [person.id, person]));
	return units.map((unit) => {
		const post = staff.assignments.find(
			({ role, unit: held }) => role === 'officer' && held === unit.id
		);
		const person = post && people.get(post.person);
		return person ? { ...unit, contact: { name: person.name, phone: person.phone } } : unit;
	});
}

export function buildTown({ scale = 1, asOf = DEFAULT_AS_OF }: TownOptions = {}): TownSeed {
	const ground = layGround();
	const { geography, fabrics, streets, estates, places } = ground;
	const hamlets = findHamlets(fabrics);
	const addresses = buildAddresses(geography, fabrics, {
		estates,
		hamlets,
		places,
		streets,
		scale
	});
	const story = estates.find(({ name }) => name === STORY_ESTATE) as Estate;
	const fireLane = fireLaneOf(story, asOf);
	const elements = buildElements({ fabrics, estates, places, streets, scale, asOf }, [fireLane]);
	const units = buildUnits(geography, estates);
	const staff = new Staff(asOf);
	hireStaff(staff, geography, units);
	const jointGrids = buildJointGrids(geography, (id, villages) =>
		hireGridChief(staff, id, villages)
	);
	const beats = buildBeats(geography, elements, staff);
	const worker = staff.people.find(({ username }) => username === 'wangge') as Person;
	const next = geography.villages.find(({ name }) => name === '沈西村') as VillageArea;
	addFormerAndCover(staff, worker, next.code);
	const plates = buildPlates(geography, elements, addresses);
	return {
		version: 1,
		asOf,
		scale,
		towns: geography.towns,
		villages: geography.villages,
		grids: geography.grids,
		jointGrids,
		addresses,
		elementTypes: ELEMENT_TYPES,
		elements,
		units: withContacts(units, staff),
		people: staff.people,
		password: DEMO_PASSWORD,
		assignments: staff.assignments,
		beats,
		roster: buildRoster(staff.people),
		plates,
		landmarks: landmarksOf(story, fireLane, jointGrids, plates)
	};
}
