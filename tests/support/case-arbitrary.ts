/** Any command that the schemas allow, made out of the schemas themselves, given by anybody. */
import fc from 'fast-check';
import type * as z from 'zod/mini';
import {
	CASE_COMMAND_TYPES,
	caseCommandSchemas,
	type CaseCommandType
} from '../../web/domain/case/commands';
import {
	categorySchema,
	conditionSchema,
	idSchema,
	msSchema,
	personSchema,
	photoSchema,
	placeSchema,
	slugSchema
} from '../../web/domain/fields';
import type { CaseStatus } from '../../web/domain/case/state';
import { CASE_TABLE } from '../../web/domain/case/table';
import { posSchema } from '../../web/domain/geo';
import { limitSchema } from '../../web/domain/limits';
import { DAY, HOUR } from '../../web/domain/time';
import * as people from './case';

const { CASE, GRID, SIBLING, T0, TOWN, UNITS, VILLAGE, photo, rules } = people;
type Any = fc.Arbitrary<unknown>;

const pos = fc.constantFrom(
	{ lat: 0, lng: 0 },
	{ lat: 311_100_000, lng: 1_215_700_000 },
	{ lat: -900_000_000, lng: 1_800_000_000 }
);
const place = fc.record(
	{
		town: fc.constant(TOWN),
		village: fc.constantFrom(VILLAGE, VILLAGE, VILLAGE, SIBLING),
		grid: fc.constantFrom(GRID, `${VILLAGE}002`, `${SIBLING}0001`),
		pos,
		accuracy: fc.constantFrom(5, 5000),
		address: fc.constant('示例路')
	},
	{ requiredKeys: ['town', 'village', 'address'] }
);

/** Fields whose meaning the shape does not say: drawn so that commands meet often. */
const KNOWN = new Map<unknown, Any>([
	[idSchema, fc.constantFrom(CASE, 'case00000000002', 'case00000000003')],
	[slugSchema, fc.constantFrom(...UNITS.map((unit) => unit.id), 'nobody')],
	[personSchema, fc.constantFrom(people.worker.person, 'p-other')],
	[categorySchema, fc.constantFrom('E8101', 'E0136', 'E0111', 'E8204')],
	[conditionSchema, fc.constantFrom('E8101.1', 'E0136.1', 'E0136.2', 'E0111.2', 'E8204.2')],
	[msSchema, fc.integer({ min: -5, max: 40 }).map((days) => T0 + days * DAY)],
	[posSchema, pos],
	[placeSchema, place],
	[
		limitSchema,
		fc.record({
			n: fc.integer({ min: 1, max: 40 }),
			unit: fc.constantFrom('workDay', 'hour', 'urgentHour')
		})
	],
	[
		photoSchema,
		fc
			.tuple(
				fc.constantFrom('near', 'far', 'before', 'after', 'other'),
				fc.integer({ min: 1, max: 60 })
			)
			.map(([kind, name]) => photo(kind as 'near', name))
	]
]);

/** As far as our schemas use it; each member is there for its own `type` only. */
interface Def {
	readonly type: string;
	readonly shape: Readonly<Record<string, z.core.$ZodType>>;
	readonly innerType: z.core.$ZodType;
	readonly element: z.core.$ZodType;
	readonly entries: Readonly<Record<string, string>>;
}

function arbitraryOf(schema: z.core.$ZodType): Any {
	const known = KNOWN.get(schema);
	if (known) return known;
	const def = schema._zod.def as unknown as Def;
	switch (def.type) {
		case 'object': {
			const shape = Object.entries(def.shape);
			const requiredKeys = shape
				.filter(([, member]) => member._zod.optin !== 'optional')
				.map(([key]) => key);
			return fc.record(
				Object.fromEntries(shape.map(([key, member]) => [key, arbitraryOf(member)])),
				{ requiredKeys }
			);
		}
		case 'optional':
			return arbitraryOf(def.innerType);
		case 'enum':
			return fc.constantFrom(...Object.values(def.entries));
		case 'array':
			return fc.uniqueArray(arbitraryOf(def.element), {
				// Two parties make a dispute.
				minLength: KNOWN.has(def.element) ? 1 : 2,
				maxLength: 3,
				selector: (item) => JSON.stringify(item)
			});
		case 'boolean':
			return fc.boolean();
		case 'number':
			return fc.integer({ min: 0, max: 9 });
		case 'string':
			return fc.constantFrom('示例', '乙示例 😀', 'DB-1');
		default:
			throw new Error(`no arbitrary for a schema of ${def.type}`);
	}
}

export const DATA: ReadonlyMap<CaseCommandType, Any> = new Map(
	CASE_COMMAND_TYPES.map((type) => [type, arbitraryOf(caseCommandSchemas[type])])
);

const CAST = [
	people.worker,
	people.cadre,
	people.clerk,
	people.chief,
	people.gridChief,
	people.supervisor,
	people.leader,
	people.hotline,
	people.fire,
	people.police,
	people.urban,
	people.property,
	people.resident,
	people.system
];

const CONTEXT = fc.oneof(
	{ arbitrary: fc.constant({}), weight: 4 },
	{
		arbitrary: fc.record(
			{
				at: fc.integer({ min: -30, max: 30 }).map((hours) => T0 + hours * HOUR),
				skew: fc.constantFrom(0, HOUR),
				checker: fc.constant('p-beat'),
				caseNumber: fc.constant('ZP-1'),
				supervisionNumber: fc.constant('DB-1'),
				rules: fc.constant({ ...rules, settings: { ...rules.settings, autoClose: false } })
			},
			{ requiredKeys: [] }
		),
		weight: 1
	}
);
const AFTER = fc.constantFrom(0, 60_000, HOUR, 2 * DAY);
const ANY_TYPE = fc.constantFrom(...CASE_COMMAND_TYPES);
const ANYBODY = fc.constantFrom(...CAST);
const LUCK = fc.integer({ min: 0, max: 9 });

/** What ends a case for good comes seldom, else no story gets far. */
const isEnd = (type: CaseCommandType): boolean => /refuse|void|merge|forceClose|report$/.test(type);

/** What may come next by the table, and who may do it; now and then anything, by anybody. */
function nextAct(g: fc.GeneratorValue, status: CaseStatus | undefined): people.Act {
	const luck = g(() => LUCK);
	const open = CASE_COMMAND_TYPES.filter((type) => {
		const { from } = CASE_TABLE[type];
		if (isEnd(type) && luck !== 1) return status === undefined && from === 'new';
		return from === 'new' ? status === undefined : status !== undefined && from.includes(status);
	});
	const type =
		luck === 0 || open.length === 0 ? g(() => ANY_TYPE) : g(() => fc.constantFrom(...open));
	const may = CAST.filter(({ posts }) =>
		CASE_TABLE[type].by.some(({ role }) => role === posts[0]?.role)
	);
	return {
		type,
		data: g(() => DATA.get(type)!),
		actor: luck === 0 ? g(() => ANYBODY) : g(() => fc.constantFrom(...may)),
		after: g(() => AFTER),
		context: g(() => CONTEXT)
	};
}

/** Where a case may stand when chance takes over, so that every stage is reached. */
const { chief, clerk, urban, why, worker } = people;
const heap = worker('case.report', people.report(people.HEAP));
const parked = worker('case.report', people.report({ ...people.HEAP, selfHandle: true }));
const BEGINNINGS: readonly (readonly people.Act[])[] = [
	[],
	[heap],
	[heap, clerk('case.file', people.HEAP)],
	[heap, clerk('case.merge', { into: 'case00000000002', ...why })],
	[parked],
	[parked, worker('case.finishSelf', { words: '', photos: [photo('after', 61)] })],
	[
		...people.lone(people.DUMPING),
		chief('case.suspend', { until: T0 + 9 * DAY, reviewAt: T0 + DAY, ...why })
	],
	[
		...people.lone(people.DUMPING),
		urban('case.transferEnforcement', { unit: 'urban', fileNumber: '执-1' })
	],
	people.joint(),
	people.worked(),
	people.applied(people.DUMPING),
	people.closed(),
	people.lone(people.DUMPING)
];

export type Look = (before: people.Story, act: people.Act, after: people.Story) => void;

/** A story of chance; `look` sees each act, and everything is frozen, so that a rule that writes is caught. */
export function play(g: fc.GeneratorValue, look: Look = () => undefined): people.Story {
	let story = people.given(...g(() => fc.constantFrom(...BEGINNINGS)));
	const length = g(() => fc.integer({ min: 1, max: 40 }));
	for (let i = 0; i < length; i++) {
		const act = nextAct(g, story.state?.status);
		const next = freeze(story).when(act);
		look(story, act, next);
		story = next;
	}
	return story;
}

function freeze<T>(value: T): T {
	if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
	Object.freeze(value);
	Object.values(value).forEach(freeze);
	return value;
}
