/** The reference documents of a town: what phone and server build its rules from. */
import { DEFAULT_SETTINGS } from '../../web/domain/context';
import { townGeoAt } from '../../web/domain/geo';
import type { AddressRef, PersonRef, RefDoc } from '../../web/domain/refs';
import { schemeSchema } from '../../web/domain/scheme';
import { dayOf } from '../../web/domain/time';
import { workCalendar } from '../town/calendar';
import scheme from '../town/data/shanghai-town-example.json' with { type: 'json' };
import { HANGTOU } from '../town/divisions';
import type { ElementType } from '../town/element-types';
import type { TownSeed } from '../town/index';
import { landline } from '../town/names';
import { Stream } from '../town/random';
import { titleOf } from './titles';

/** Hangtou's documents are its own, as if another server had made them. */
const PREFIXES: Readonly<Record<string, string>> = { [HANGTOU.code]: 'HT' };

const typeRef = ({ id, zh, en, kind, grade, checkEveryDays, attrs }: ElementType) => ({
	id,
	zh,
	en,
	kind,
	grade,
	...(checkEveryDays !== undefined && { checkEveryDays }),
	attrs: attrs.map(({ options, ...attr }) => ({
		...attr,
		...(options && { options: options.map(({ id: key, ...words }) => ({ key, ...words })) })
	}))
});

function peopleOf(seed: TownSeed, town: string): PersonRef[] {
	return seed.people
		.filter(({ home }) => town.startsWith(home))
		.map(({ id, name, phone }) => {
			const posts = seed.assignments.filter(({ person }) => person === id);
			const unit = posts.find((post) => post.unit !== undefined)?.unit;
			const village = posts.find(({ area }) => area.length === 12)?.area;
			return {
				id,
				name,
				title: titleOf(posts),
				phone,
				...(unit !== undefined && { unit }),
				...(village !== undefined && { village })
			};
		});
}

function addressesOf(seed: TownSeed, village: string): AddressRef[] {
	return seed.addresses
		.filter((row) => row.village === village)
		.map(({ id, text, kind, nick, initials, grid, pos }) => ({
			id,
			text,
			kind,
			...(nick.length > 0 && { nick }),
			py: initials,
			grid,
			village,
			pos
		}));
}

function docsOf(seed: TownSeed, town: TownSeed['towns'][number]): RefDoc[] {
	const { code } = town;
	const own = <T extends { readonly town: string }>(rows: readonly T[]): T[] =>
		rows.filter((row) => row.town === code);
	const year = Number(dayOf(seed.asOf).slice(0, 4));
	const lines = new Stream(`lines/${code}`);
	const villages = own(seed.villages);
	return [
		{
			kind: 'town',
			town: code,
			name: town.name,
			prefix: PREFIXES[code] ?? 'ZP',
			phone: landline(lines),
			settings: DEFAULT_SETTINGS,
			geo: townGeoAt(town.centre)
		},
		{ kind: 'scheme', town: code, scheme: { ...schemeSchema.parse(scheme), town: code } },
		{
			kind: 'calendar',
			town: code,
			// A year whose holidays are not published yet stays unknown.
			calendar: workCalendar([year - 2, year - 1, year, year + 1])
		},
		{
			kind: 'units',
			town: code,
			units: own(seed.units).map(({ contact, ...unit }) => ({ ...unit, contact: contact.name }))
		},
		{
			kind: 'grids',
			town: code,
			villages: villages.map(({ code: village, name, centre }) => ({
				code: village,
				name,
				phone: landline(lines),
				centre
			})),
			grids: own(seed.grids).map(({ code: grid, name, village, ring, bbox, centre }) => ({
				code: grid,
				name,
				village,
				ring,
				bbox,
				centre
			}))
		},
		{
			kind: 'joint',
			town: code,
			joint: own(seed.jointGrids).map(({ id, name, villages: members, chief, team }) => ({
				id,
				name,
				villages: members,
				chief,
				team
			}))
		},
		{
			kind: 'beats',
			town: code,
			beats: own(seed.beats).map(({ id, name, village, grids, worker, checkpoints }) => ({
				id,
				name,
				village,
				grids,
				worker,
				checkpoints: checkpoints.map(({ element, intervalDays }) => ({
					element,
					everyDays: intervalDays
				}))
			}))
		},
		{ kind: 'people', town: code, people: peopleOf(seed, code) },
		{ kind: 'types', town: code, types: seed.elementTypes.map(typeRef) },
		...villages.map(({ code: village }): RefDoc => ({
			kind: 'addresses',
			town: code,
			village,
			addresses: addressesOf(seed, village)
		}))
	];
}

export const refDocsOf = (seed: TownSeed): RefDoc[] =>
	seed.towns.flatMap((town) => docsOf(seed, town));
