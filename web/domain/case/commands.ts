/**
 * What may be asked of a case. One schema per command; the wire, the phone's forms and the server
 * parse with the same one, and unknown keys are refused here (the ledger keeps the raw bytes).
 */
import * as z from 'zod/mini';
import {
	categorySchema,
	conditionSchema,
	idSchema,
	msSchema,
	neededText,
	personSchema,
	photosSchema,
	placeSchema,
	reasonSchema,
	slugSchema,
	textSchema,
	wordsSchema
} from '../fields';
import { posSchema } from '../geo';
import { limitSchema } from '../limits';

export const SOURCES = [
	'patrol',
	'call',
	'hotline',
	'video',
	'leader',
	'upper',
	'resident',
	'delegate',
	'village'
] as const;
export type Source = (typeof SOURCES)[number];

/** What a unit did, as it hands in: 劝阻、教育、责令改正、清理、修复、立案查处、移送、其他. */
export const OUTCOMES = [
	'dissuaded',
	'educated',
	'ordered',
	'cleared',
	'repaired',
	'punished',
	'transferred',
	'other'
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const SUPERVISION_BASES = ['overdue', 'leader', 'repeat', 'media', 'other'] as const;
export const SATISFACTION = ['satisfied', 'basically', 'dissatisfied', 'unreached'] as const;

const unit = slugSchema;
const assist = z.array(slugSchema).check(
	z.maxLength(12),
	z.refine((list) => new Set(list).size === list.length, 'unique')
);
const hotlineClocks = z.strictObject({
	receivedAt: msSchema,
	contactedAt: z.optional(msSchema),
	repliedAt: z.optional(msSchema),
	redone: z.int(),
	redoneAt: z.optional(msSchema),
	returned: z.boolean(),
	from: z.optional(idSchema)
});
const empty = z.strictObject({});
const reasonOnly = z.strictObject({ reason: reasonSchema });

const filing = {
	category: categorySchema,
	condition: conditionSchema,
	/** Overrides the condition's own limit, with a reason. */
	limit: z.optional(limitSchema),
	limitReason: z.optional(reasonSchema)
};
const team = {
	lead: unit,
	assist,
	words: z.optional(wordsSchema),
	meetAt: z.optional(msSchema),
	meetPlace: z.optional(textSchema(200))
};

export const caseCommandSchemas = {
	'case.report': z.strictObject({
		source: z.enum(SOURCES),
		place: placeSchema,
		words: wordsSchema,
		photos: photosSchema,
		category: z.optional(categorySchema),
		condition: z.optional(conditionSchema),
		patrol: z.optional(idSchema),
		/** 我来处理: the finder will clear it; the case is parked until the after-photo. */
		selfHandle: z.optional(z.boolean()),
		/** 代报: entered for somebody who stands or rings there. */
		onBehalf: z.optional(neededText(40)),
		/** The district's or hotline's own number, when the case comes with one. */
		districtNumber: z.optional(neededText(40)),
		hotlineNumber: z.optional(neededText(40))
	}),
	'case.amend': z.strictObject({
		place: z.optional(placeSchema),
		category: z.optional(categorySchema),
		condition: z.optional(conditionSchema),
		words: z.optional(wordsSchema),
		districtNumber: z.optional(neededText(40)),
		hotlineNumber: z.optional(neededText(40))
	}),
	'case.addPhotos': z.strictObject({
		photos: photosSchema.check(z.minLength(1)),
		words: z.optional(wordsSchema),
		/** Whose work they show; needed where the desk enters what a unit sent by chat. */
		unit: z.optional(unit)
	}),
	'case.askVerify': z.strictObject({
		checker: z.optional(personSchema),
		words: z.optional(wordsSchema)
	}),
	'case.verifyExists': z.strictObject({
		exists: z.boolean(),
		words: wordsSchema,
		photos: photosSchema
	}),
	'case.file': z.strictObject(filing),
	'case.refuse': reasonOnly,
	'case.void': reasonOnly,
	'case.dispatch': z.strictObject(team),
	'case.fileAndDispatch': z.strictObject({ ...filing, ...team }),
	'case.withdrawDispatch': z.strictObject({
		reason: reasonSchema,
		/** Undo of 立案并派遣 takes the filing back too. */
		unfile: z.optional(z.boolean())
	}),
	'case.redispatch': z.strictObject({ ...team, reason: reasonSchema }),
	'case.addUnit': z.strictObject({ unit, reason: reasonSchema }),
	'case.releaseUnit': z.strictObject({ unit, reason: reasonSchema }),
	'case.whistle': z.strictObject({
		units: z.array(slugSchema).check(z.minLength(1), z.maxLength(12)),
		reason: reasonSchema,
		meetAt: z.optional(msSchema),
		meetPlace: z.optional(textSchema(200))
	}),
	'case.accept': z.strictObject({ unit }),
	'case.decline': z.strictObject({ unit, reason: reasonSchema }),
	'case.arrive': z.strictObject({ unit, pos: z.optional(posSchema) }),
	'case.handIn': z.strictObject({
		unit,
		outcomes: z.array(z.enum(OUTCOMES)).check(z.minLength(1), z.maxLength(OUTCOMES.length)),
		words: wordsSchema,
		photos: photosSchema
	}),
	'case.applyClose': z.strictObject({ words: z.optional(wordsSchema) }),
	'case.check': z.strictObject({
		passed: z.boolean(),
		words: wordsSchema,
		photos: photosSchema,
		/** Units that must work again when it did not pass; all that handed in when absent. */
		units: z.optional(z.array(slugSchema).check(z.maxLength(12)))
	}),
	'case.rework': z.strictObject({
		reason: reasonSchema,
		units: z.optional(z.array(slugSchema).check(z.maxLength(12)))
	}),
	/** 抽查: a case that its finder handled and closed is looked at again. */
	'case.sample': z.strictObject({
		checker: z.optional(personSchema),
		words: z.optional(wordsSchema)
	}),
	'case.close': z.strictObject({ words: z.optional(wordsSchema) }),
	'case.forceClose': reasonOnly,
	'case.selfHandle': z.strictObject({ photos: z.optional(photosSchema) }),
	'case.finishSelf': z.strictObject({ words: wordsSchema, photos: photosSchema }),
	'case.unpark': reasonOnly,
	'case.remind': z.strictObject({ unit: z.optional(unit), words: z.optional(wordsSchema) }),
	'case.supervise': z.strictObject({
		basis: z.enum(SUPERVISION_BASES),
		responsible: neededText(40),
		reportBackBy: msSchema,
		words: reasonSchema
	}),
	'case.answerSupervision': z.strictObject({ number: neededText(40), words: reasonSchema }),
	'case.requestExtension': z.strictObject({ extra: limitSchema, reason: reasonSchema }),
	'case.decideExtension': z.strictObject({ approve: z.boolean(), reason: reasonSchema }),
	'case.suspend': z.strictObject({ until: msSchema, reviewAt: msSchema, reason: reasonSchema }),
	'case.resume': reasonOnly,
	'case.appeal': reasonOnly,
	'case.decideAppeal': z.strictObject({ approve: z.boolean(), reason: reasonSchema }),
	'case.merge': z.strictObject({ into: idSchema, reason: reasonSchema }),
	'case.unmerge': reasonOnly,
	/** Written by the server on the primary case when another is merged into it or taken out. */
	'case.absorb': z.strictObject({
		other: idSchema,
		voices: z.int(),
		/** The ticket that comes with it: a case merged from both keeps both clocks. */
		hotlineNumber: z.optional(neededText(40)),
		hotline: z.optional(hotlineClocks)
	}),
	'case.release': z.strictObject({ other: idSchema, voices: z.optional(z.int()) }),
	/** Written by the server when the town's calendar changed under a running clock. */
	'case.retime': empty,
	'case.takeOver': reasonOnly,
	'case.handUp': z.strictObject({ to: neededText(60), reason: reasonSchema }),
	'case.transferEnforcement': z.strictObject({ unit, fileNumber: neededText(60) }),
	'case.endEnforcement': z.strictObject({ words: reasonSchema, photos: photosSchema }),
	'case.takeCustody': z.strictObject({ responsible: neededText(40), words: reasonSchema }),
	'case.settleOwner': z.strictObject({
		owner: neededText(80),
		payer: neededText(80),
		settledOn: msSchema
	}),
	'case.remark': z.strictObject({
		kind: z.enum(['instruct', 'forward', 'read']),
		words: textSchema(500),
		reportBackBy: z.optional(msSchema),
		responsible: z.optional(neededText(40))
	}),
	'case.recordDispute': z.strictObject({
		parties: z.array(neededText(60)).check(z.minLength(2), z.maxLength(8)),
		claims: neededText(2000),
		record: textSchema(4000),
		agreement: z.optional(textSchema(2000)),
		fulfilled: z.optional(z.boolean())
	}),
	'case.hotlineStep': z.strictObject({
		step: z.enum(['received', 'contacted', 'replied', 'returned', 'redone']),
		words: wordsSchema
	}),
	'case.followUp': z.strictObject({
		result: z.enum(SATISFACTION),
		solved: z.optional(z.boolean()),
		words: wordsSchema
	}),
	'case.reopen': z.strictObject({ words: wordsSchema, photos: photosSchema }),
	'case.voice': z.strictObject({ words: wordsSchema, photos: photosSchema })
} as const;

export type CaseCommandType = keyof typeof caseCommandSchemas;
export type CaseCommandData<T extends CaseCommandType> = z.infer<(typeof caseCommandSchemas)[T]>;

/** A parsed command: `target` is the case it asks something of. */
export type CaseCommand = {
	[T in CaseCommandType]: {
		readonly id: string;
		readonly type: T;
		readonly target: string;
		readonly data: CaseCommandData<T>;
	};
}[CaseCommandType];

export const CASE_COMMAND_TYPES = Object.keys(caseCommandSchemas) as CaseCommandType[];
