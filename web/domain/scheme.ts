/**
 * The category scheme as data: what can be reported, under which opening condition 立案条件, with
 * which limit, units and photos. A town replaces it by import; nothing here knows a category.
 */
import * as z from 'zod/mini';
import { limitSchema } from './limits';

const words = z.object({ zh: z.string(), en: z.string() });
const unitKinds = z.array(z.string());
const jointSchema = z.enum(['no', 'sometimes', 'usual']);

/** `before` and `after` prove a case handled on the spot. */
const photoKind = z.enum(['near', 'far', 'before', 'after']);

const photosSchema = z.object({
	/** Binds staff, never a resident, and never delays an emergency. */
	required: z.boolean(),
	kinds: z.array(photoKind),
	/** What 自行处置 needs instead; absent where it may not be handled on the spot. */
	onSpot: z.optional(z.array(photoKind))
});

const conditionSchema = z.object({
	id: z.string(),
	...words.shape,
	limit: limitSchema,
	severity: z.literal([1, 2, 3]),
	lifeSafety: z.boolean(),
	/** When it counts as done 结案条件. */
	close: words,
	photos: photosSchema,
	lead: z.optional(z.string()),
	assist: z.optional(unitKinds),
	joint: z.optional(jointSchema),
	selfHandle: z.optional(z.boolean())
});

const categorySchema = z.object({
	id: z.string(),
	kind: z.enum(['component', 'event']),
	major: z.string(),
	minor: z.string(),
	...words.shape,
	lead: z.string(),
	assist: unitKinds,
	joint: jointSchema,
	selfHandle: z.boolean(),
	nature: z.enum(['enforce', 'manage', 'service']),
	/** 转立案执法 is allowed. */
	legalHandover: z.boolean(),
	privacy: z.enum(['internal', 'sensitive', 'restricted']),
	/** null: residents are not offered it. */
	resident: z.nullable(
		z.object({ pick: z.boolean(), ...words.shape, callFirst: z.array(z.string()) })
	),
	conditions: z.array(conditionSchema).check(z.minLength(1))
});

export const schemeSchema = z.object({
	scheme: z.string(),
	version: z.int(),
	town: z.string(),
	responsibleUnits: z.record(
		z.string(),
		z.object({ ...words.shape, access: z.enum(['account', 'link']) })
	),
	majors: z.array(
		z.object({ kind: z.enum(['component', 'event']), major: z.string(), ...words.shape })
	),
	categories: z.array(categorySchema),
	residentPicks: z.array(
		z.object({ id: z.string(), ...words.shape, icon: z.string(), categories: z.array(z.string()) })
	),
	workerTiles: z.array(
		z.object({ id: z.string(), ...words.shape, category: z.string(), condition: z.string() })
	)
});

export type Scheme = z.infer<typeof schemeSchema>;
export type Category = Scheme['categories'][number];
export type SchemePhotoKind = z.infer<typeof photoKind>;
export type ResidentPick = Scheme['residentPicks'][number];
export type Tile = Scheme['workerTiles'][number];

/** A condition with what it takes over from its category. */
export type Condition = Required<Omit<Category['conditions'][number], 'photos'>> &
	Pick<Category, 'nature' | 'legalHandover' | 'privacy'> & {
		/** Id of its category. */
		category: string;
		photos: z.infer<typeof photosSchema>;
	};

export interface PhotoRule {
	required: boolean;
	kinds: readonly SchemePhotoKind[];
}

export interface SchemeIndex {
	scheme: Scheme;
	/** `<scheme>@<version>`, written into every case. */
	name: string;
	category(id: string): Category | undefined;
	condition(id: string): Condition | undefined;
	/** In the order of the scheme; empty for an unknown category. */
	conditionsOf(categoryId: string): Condition[];
	tiles: readonly Tile[];
	residentPicks: readonly ResidentPick[];
}

const resolve = (category: Category, own: Category['conditions'][number]): Condition => ({
	lead: category.lead,
	assist: category.assist,
	joint: category.joint,
	selfHandle: category.selfHandle,
	nature: category.nature,
	legalHandover: category.legalHandover,
	privacy: category.privacy,
	...own,
	category: category.id
});

export function indexScheme(scheme: Scheme): SchemeIndex {
	const categories = new Map(scheme.categories.map((category) => [category.id, category]));
	const byCategory = new Map(
		scheme.categories.map((category) => [
			category.id,
			category.conditions.map((condition) => resolve(category, condition))
		])
	);
	const conditions = new Map(
		[...byCategory.values()].flat().map((condition) => [condition.id, condition])
	);
	return {
		scheme,
		name: `${scheme.scheme}@${scheme.version}`,
		category: (id) => categories.get(id),
		condition: (id) => conditions.get(id),
		conditionsOf: (id) => byCategory.get(id) ?? [],
		tiles: scheme.workerTiles,
		residentPicks: scheme.residentPicks
	};
}

/** Which photos a condition asks for, by the way it is handled. */
export const photoRule = ({ photos }: Condition, onSpot = false): PhotoRule => ({
	required: photos.required,
	kinds: onSpot ? (photos.onSpot ?? photos.kinds) : photos.kinds
});

export interface SchemeProblem {
	code: 'scheme/duplicate-id' | 'scheme/unknown-ref' | 'scheme/life-safety-unit';
	/** The condition, category, tile or pick at fault. */
	at: string;
	ref?: string;
}

function duplicates(ids: readonly string[]): SchemeProblem[] {
	return ids
		.filter((id, i) => ids.indexOf(id) !== i)
		.map((at) => ({ code: 'scheme/duplicate-id', at }));
}

/** What the shape alone cannot say: references, unique ids, and life safety round the clock. */
export function schemeProblems(scheme: Scheme): SchemeProblem[] {
	const index = indexScheme(scheme);
	const conditions = scheme.categories.flatMap(({ id }) => index.conditionsOf(id));
	const missing = (at: string, refs: readonly string[], known: (ref: string) => boolean) =>
		refs
			.filter((ref) => !known(ref))
			.map((ref): SchemeProblem => ({ code: 'scheme/unknown-ref', at, ref }));
	const isUnit = (ref: string) =>
		Object.prototype.hasOwnProperty.call(scheme.responsibleUnits, ref);
	const isCategory = (ref: string) => index.category(ref) !== undefined;
	return [
		...duplicates(scheme.categories.map(({ id }) => id)),
		...duplicates(conditions.map(({ id }) => id)),
		...conditions.flatMap(({ id, lead, assist }) => missing(id, [lead, ...assist], isUnit)),
		...conditions
			.filter(({ lifeSafety, limit }) => lifeSafety && limit.unit !== 'urgentHour')
			.map(({ id }): SchemeProblem => ({ code: 'scheme/life-safety-unit', at: id })),
		...scheme.workerTiles.flatMap((tile) =>
			missing(tile.id, [tile.condition], (ref) => index.condition(ref)?.category === tile.category)
		),
		...scheme.residentPicks.flatMap((pick) => missing(pick.id, pick.categories, isCategory))
	];
}
