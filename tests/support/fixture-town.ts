/**
 * A small town for tests that must know every byte of it: two towns of three villages, one person a
 * role and place, and in each village one of everything. Every text that belongs to a village carries
 * the village's marker, so that a leak is a string search (fault oracle O4).
 */
import scheme from '../../scripts/town/data/shanghai-town-example.json' with { type: 'json' };
import type { Assignment, Role } from '../../web/domain/actor';
import { postsAt } from '../../web/domain/actor';
import { AGGREGATES, kindOf, parseCommand, type DomainEvent } from '../../web/domain/aggregates';
import type { State } from '../../web/domain/aggregates';
import { DEFAULT_SETTINGS, type Context } from '../../web/domain/context';
import type { ElementDoc } from '../../web/domain/element/element';
import { rulesFrom, type RefDoc, type UnitRef } from '../../web/domain/refs';
import type { Scheme } from '../../web/domain/scheme';

export const TOWNS = ['310115901', '310115902'] as const;
export const PASSWORD = 'fixture-town-1';

export const villagesOf = (town: string): string[] => ['201', '202', '203'].map((n) => town + n);
export const gridsOf = (village: string): string[] => ['001', '002'].map((n) => village + n);
export const markOf = (village: string): string => `mk${village}km`;
/** Of what everybody in a town may read and nobody outside it. */
export const townMarkOf = (town: string): string => `tm${town}mt`;

export interface FixturePerson {
	readonly id: string;
	readonly username: string;
	readonly name: string;
	readonly town: string;
	readonly assignments: readonly Assignment[];
}

export interface FixtureCase {
	readonly id: string;
	readonly village: string;
	readonly what: 'reported' | 'handling' | 'sensitive' | 'old';
	/** SHA-256 that the case declares; the bytes were never sent. */
	readonly photo: string;
}

export interface FixtureTown {
	readonly people: readonly FixturePerson[];
	readonly cases: readonly FixtureCase[];
	readonly refs: readonly RefDoc[];
	/** For `lq-load`. */
	readonly ndjson: string;
	person(role: Role, area: string): FixturePerson;
}

export const unitIdOf = (village: string, kind: string): string => `u-${village}-${kind}`;
export const fireOf = (town: string): string => `u-${town}-fire`;

const ROLES_OF_VILLAGE: readonly Role[] = ['gridWorker', 'cadre', 'stationHead'];
const ROLES_OF_TOWN: readonly Role[] = [
	'clerk',
	'chief',
	'gridChief',
	'supervisor',
	'analyst',
	'admin',
	'leader',
	'hotline'
];

/** A record id that reads: 15 characters out of the parts. */
export const fixtureId = (prefix: string, code: string, n = 0): string =>
	(prefix + code.slice(-9) + n).padEnd(15, 'x').slice(0, 15);

const shaOf = (text: string): string =>
	[...text]
		.reduce((hash, char) => (hash + char.charCodeAt(0).toString(16)).slice(-64), '')
		.padStart(64, '0');

/** `towns` of one district, whose codes differ in their last three digits. */
export function buildFixtureTown(now = Date.now(), towns: readonly string[] = TOWNS): FixtureTown {
	const people = towns.flatMap(peopleOf);
	const refs = towns.flatMap((town) => refsOf(town, people));
	const lines: string[] = [];
	const put = (c: string, row: unknown) => lines.push(JSON.stringify({ c, row }));
	const cases: FixtureCase[] = [];

	for (const { assignments, ...row } of people) {
		put('people', { ...row, title: '', password: PASSWORD });
		for (const assignment of assignments) put('assignments', assignment);
	}
	for (const doc of refs) put('refs', doc);
	for (const town of towns) {
		for (const village of villagesOf(town)) {
			for (const grid of gridsOf(village)) putElements(put, village, grid);
			const story = storyOf(village, refs, people, now);
			for (const { collection, state, events } of story.documents) {
				for (const event of events) put('events', event);
				put(collection, state);
			}
			cases.push(...story.cases);
		}
	}
	return {
		people,
		cases,
		refs,
		ndjson: `${lines.join('\n')}\n`,
		person(role, area) {
			const found = people.find(({ assignments }) =>
				assignments.some((entry) => entry.role === role && entry.area === area)
			);
			if (!found) throw new Error(`the fixture town has no ${role} of ${area}`);
			return found;
		}
	};
}

function personOf(role: Role, area: string, unit?: string): FixturePerson {
	const town = area.length < 9 ? TOWNS[0] : area.slice(0, 9);
	const id = `p-${role.toLowerCase()}-${unit ?? area}`.slice(0, 40);
	return {
		id,
		username: id,
		name: `${role}${area.length === 12 ? area : ''}`.slice(0, 40),
		town,
		assignments: [
			{
				id: `a-${id}`,
				person: id,
				role,
				area,
				...(unit === undefined ? {} : { unit }),
				validFrom: 0
			}
		]
	};
}

function peopleOf(town: string): FixturePerson[] {
	return [
		...villagesOf(town).flatMap((village) => [
			...ROLES_OF_VILLAGE.map((role) => personOf(role, village)),
			personOf('officer', village, unitIdOf(village, 'station'))
		]),
		...ROLES_OF_TOWN.map((role) => personOf(role, town)),
		personOf('officer', town, fireOf(town)),
		...(town === TOWNS[0] ? [personOf('leader', town.slice(0, 6))] : [])
	];
}

function unitsOf(town: string): UnitRef[] {
	const unit = (
		id: string,
		kind: string,
		village?: string,
		access: UnitRef['access'] = 'account'
	): UnitRef => ({
		id,
		name: `${kind} ${townMarkOf(town)}`,
		nameEn: kind,
		kind,
		access,
		town,
		...(village === undefined ? {} : { village }),
		contact: '示例人',
		phone: '021-00000000'
	});
	return [
		...['fire', 'urban', 'police', 'maintain'].map((kind) => unit(`u-${town}-${kind}`, kind)),
		...villagesOf(town).map((village) => unit(unitIdOf(village, 'station'), 'station', village)),
		// Its property company works from a link.
		...villagesOf(town).map((village) =>
			unit(unitIdOf(village, 'property'), 'property', village, 'link')
		)
	];
}

function refsOf(town: string, people: readonly FixturePerson[]): RefDoc[] {
	const centre = { lat: 311_100_000, lng: 1_215_700_000 };
	const villages = villagesOf(town);
	return [
		{
			kind: 'town',
			town,
			name: `示例镇 ${townMarkOf(town)}`,
			prefix: `S${String.fromCharCode(64 + Number(town.slice(-1)))}`,
			phone: '021-00000000',
			settings: DEFAULT_SETTINGS,
			geo: { mPerLat: 0.01109, mPerLng: 0.00953, origin: centre }
		},
		{ kind: 'scheme', town, scheme: { ...(scheme as unknown as Scheme), town } },
		{
			kind: 'calendar',
			town,
			calendar: {
				officeHours: [
					[510, 690],
					[780, 1050]
				],
				days: {},
				knownYears: [2025, 2026, 2027]
			}
		},
		{ kind: 'units', town, units: unitsOf(town) },
		{
			kind: 'grids',
			town,
			villages: villages.map((code) => ({
				code,
				name: `示例村${code.slice(-1)} ${townMarkOf(town)}`,
				phone: '021-00000000',
				centre
			})),
			grids: []
		},
		{
			kind: 'joint',
			town,
			joint: [
				{
					id: `j-${town}-1`,
					name: '示例综合网格',
					villages,
					chief: `p-gridchief-${town}`,
					team: [fireOf(town)]
				}
			]
		},
		{
			kind: 'beats',
			town,
			beats: villages.map((village) => ({
				id: `b-${village}`,
				name: '示例责任网格',
				village,
				grids: gridsOf(village),
				worker: `p-gridworker-${village}`,
				checkpoints: []
			}))
		},
		{
			kind: 'people',
			town,
			people: people
				.filter((person) => person.town === town)
				.map(({ id, name }) => ({ id, name, title: townMarkOf(town) }))
		},
		{ kind: 'types', town, types: [] },
		...villages.map((village): RefDoc => ({
			kind: 'addresses',
			town,
			village,
			addresses: [
				{
					id: fixtureId('ad', village),
					text: `示例路1弄 ${markOf(village)}`,
					kind: 'lane',
					py: 'slyn',
					grid: gridsOf(village)[0] as string,
					village,
					pos: centre
				}
			]
		}))
	];
}

function putElements(put: (c: string, row: unknown) => void, village: string, grid: string): void {
	const mark = markOf(village);
	const element: ElementDoc = {
		id: fixtureId('el', grid),
		type: 'hydrant',
		code: `C${grid}`,
		name: `示例消火栓 ${mark}`,
		address: `示例路1弄 ${mark}`,
		town: village.slice(0, 9),
		village,
		grid,
		pos: { lat: 311_100_000, lng: 1_215_700_000 },
		state: 'intact',
		attrs: { note: mark },
		source: mark,
		surveyedAt: 0,
		grade: 'internal'
	};
	put('elements', element);
	put('elements', { ...element, id: fixtureId('er', grid), grade: 'restricted' });
	for (const tier of ['sensitive', 'restricted']) {
		put('overlays', {
			id: `${element.id}-${tier.charAt(0)}`,
			element: element.id,
			tier,
			village,
			grid,
			attrs: { secret: `${tier} ${mark}` }
		});
	}
}

interface Told {
	readonly collection: 'cases' | 'patrols' | 'notes';
	readonly state: State;
	readonly events: readonly DomainEvent[];
}

/** One command in a document's story: who, what, when. */
type Chapter = readonly [actor: FixturePerson, type: string, data: unknown, at: number];

function storyOf(
	village: string,
	refs: readonly RefDoc[],
	people: readonly FixturePerson[],
	now: number
): { documents: Told[]; cases: FixtureCase[] } {
	const town = village.slice(0, 9);
	const rules = rulesFrom(refs, town);
	if (!rules) throw new Error('the fixture town has no rules');
	const worker = people.find(({ id }) => id === `p-gridworker-${village}`) as FixturePerson;
	const clerk = people.find(({ id }) => id === `p-clerk-${town}`) as FixturePerson;
	const mark = markOf(village);
	const words = `示例 ${mark}`;
	const grid = gridsOf(village)[0] as string;
	const place = { town, village, grid, address: `示例路1弄 ${mark}` };
	let serial = 0;
	let minted = 0;

	const tell = (target: string, chapters: readonly Chapter[]): Told => {
		let state: State | undefined;
		const events: DomainEvent[] = [];
		const kind = kindOf(chapters[0]?.[1] ?? '') ?? 'case';
		for (const [actor, type, data, at] of chapters) {
			const tail = `${village.slice(-6)}${String(++serial).padStart(6, '0')}`;
			const commandId = `0190f5f0-0000-7000-8000-${tail}`;
			const parsed = parseCommand(commandId, type, target, data);
			if (!parsed.ok) throw new Error(`fixture: ${JSON.stringify(parsed.rejection)}`);
			const context: Context = {
				now: at,
				at,
				commandId,
				actor: { person: actor.id, name: actor.name, posts: postsAt(actor.assignments, at) },
				rules,
				...(type === 'case.report' && { caseNumber: `${town}-${village.slice(-3)}-${++minted}` }),
				checker: worker.id
			};
			const decision = AGGREGATES[kind].decide(state, parsed.command, context);
			if (!decision.ok) throw new Error(`fixture ${type}: ${JSON.stringify(decision.rejection)}`);
			for (const event of decision.events) {
				events.push(event);
				state = AGGREGATES[kind].evolve(state, event);
			}
		}
		return { collection: AGGREGATES[kind].collection, state: state as State, events };
	};

	const day = 86_400_000;
	const photoOf = (what: string) => shaOf(`${what}${village}`);
	const report = (what: string, condition: string, at: number): Chapter => [
		worker,
		'case.report',
		{
			source: 'patrol',
			place,
			words,
			photos: [{ sha256: photoOf(what), bytes: 1000, w: 64, h: 48, kind: 'far', takenAt: at }],
			category: condition.split('.')[0],
			condition
		},
		at
	];
	const dispatch = (condition: string, at: number): Chapter => [
		clerk,
		'case.fileAndDispatch',
		{
			category: condition.split('.')[0],
			condition,
			lead: fireOf(town),
			assist: [unitIdOf(village, 'station')],
			words
		},
		at
	];
	const cases = (['reported', 'handling', 'sensitive', 'old'] as const).map((what, n) => ({
		id: fixtureId('ca', village, n),
		village,
		what,
		photo: photoOf(what)
	}));
	const [reported, handling, sensitive, old] = cases.map(({ id }) => id) as [
		string,
		string,
		string,
		string
	];
	return {
		cases,
		documents: [
			tell(reported, [report('reported', 'E8101.1', now - day)]),
			tell(handling, [
				report('handling', 'E8101.1', now - day),
				dispatch('E8101.1', now - day + 60_000)
			]),
			tell(sensitive, [report('sensitive', 'E8001.1', now - day)]),
			tell(old, [
				report('old', 'E8101.1', now - 120 * day),
				[
					people.find(({ id }) => id === `p-chief-${town}`) as FixturePerson,
					'case.forceClose',
					{ reason: words },
					now - 119 * day
				]
			]),
			tell(fixtureId('pa', village), [
				[worker, 'patrol.start', { village, due: [] }, now - day],
				[
					worker,
					'patrol.visit',
					{ element: fixtureId('el', grid), how: 'hand', result: 'fine', words },
					now - day + 60_000
				]
			]),
			tell(fixtureId('no', village), [
				[clerk, 'note.write', { case: reported, village, words }, now - day]
			]),
			tell(fixtureId('co', village), [
				[
					clerk,
					'contact.keep',
					{ case: reported, village, name: words.slice(0, 40), phone: '13800000000' },
					now - day
				]
			])
		]
	};
}
