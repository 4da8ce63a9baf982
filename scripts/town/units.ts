/**
 * The units a case can go to. Town-wide ones follow the scheme's table; every village has its own
 * force beside them: its joint-duty station, community police, property company and cleaners.
 */
import type { UnitCard } from '../../web/domain/context';
import { HANGTOU, ZHOUPU } from './divisions';
import type { Estate } from './estates';
import type { Geography, VillageArea } from './geography';
import scheme from './data/shanghai-town-example.json' with { type: 'json' };
import { landline, mark, mobile, staffName } from './names';
import { Stream } from './random';

export interface Unit extends UnitCard {
	readonly nameEn: string;
	readonly contact: { readonly name: string; readonly phone: string };
	readonly phone: string;
}

const TOWN_LETTERS: Readonly<Record<string, string>> = {
	[ZHOUPU.code]: 'zp',
	[HANGTOU.code]: 'ht'
};

/** `u-zp-fire` */
export const townUnitId = (town: string, kind: string): string =>
	`u-${TOWN_LETTERS[town] ?? town}-${kind}`;

/** `u-zp-132205-property`: the last six digits keep a village's unit readable. */
export const villageUnitId = (village: string, kind: string): string =>
	`${townUnitId(village.slice(0, 9), village.slice(6))}-${kind}`;

/** Kinds that exist in each village, not once for the town. */
const VILLAGE_ONLY: ReadonlySet<string> = new Set(['station', 'property']);

/** Contacts of units without accounts come from the far end of the staff names. */
const FIRST_CONTACT = 560;

class Contacts {
	#next = FIRST_CONTACT;
	readonly #chance = new Stream('units');

	next(): { name: string; phone: string } {
		return { name: staffName(this.#next++), phone: mobile(this.#chance) };
	}

	line(): string {
		return landline(this.#chance);
	}
}

function townUnits(town: typeof ZHOUPU, contacts: Contacts): Unit[] {
	return Object.entries(scheme.responsibleUnits)
		.filter(([kind]) => !VILLAGE_ONLY.has(kind))
		.map(([kind, { zh, en, access }]) => ({
			id: townUnitId(town.code, kind),
			name: `${town.name.replace('镇', '')}${zh}`,
			nameEn: `${town.nameEn} ${en}`,
			kind,
			access: access as UnitCard['access'],
			town: town.code,
			contact: contacts.next(),
			phone: contacts.line()
		}));
}

type Force = Pick<Unit, 'kind' | 'access' | 'name' | 'nameEn'> & { readonly slug: string };

function forcesOf(village: VillageArea, estates: readonly Estate[]): Force[] {
	const chance = new Stream(`forces/${village.code}`);
	const estate = estates.find(({ fabric }) => fabric.land.village.code === village.code);
	const company = estate ? `${estate.name}物业服务处` : undefined;
	const forces: Force[] = [
		{
			slug: 'station',
			kind: 'station',
			access: 'account',
			name: `${village.name}联勤联动站`,
			nameEn: `${village.code} joint-duty station`
		},
		{
			slug: 'police',
			kind: 'police',
			access: 'account',
			name: `${village.name}社区民警`,
			nameEn: `${village.code} community police`
		},
		{
			slug: 'cleaners',
			kind: 'sanitation',
			access: 'link',
			name: `${village.name}${mark(chance)}保洁班`,
			nameEn: `${village.code} cleaners`
		}
	];
	if (!company) return forces;
	const nameEn = `${village.code} property office`;
	return [...forces, { slug: 'property', kind: 'property', access: 'link', name: company, nameEn }];
}

export function buildUnits(geography: Geography, estates: readonly Estate[]): Unit[] {
	const contacts = new Contacts();
	const townWide = [ZHOUPU, HANGTOU].flatMap((town) => townUnits(town, contacts));
	const own = geography.villages.flatMap((village) =>
		forcesOf(village, estates).map(({ slug, ...force }) => ({
			...force,
			id: villageUnitId(village.code, slug),
			town: village.town,
			village: village.code,
			contact: contacts.next(),
			phone: contacts.line()
		}))
	);
	return [...townWide, ...own];
}
