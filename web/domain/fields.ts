/**
 * Schemas of the fields that several commands share. Bounds are part of the rule: what is longer
 * is refused with the field's name, never cut (faults I01, P06).
 */
import * as z from 'zod/mini';
import { posSchema } from './geo';

/** PocketBase's default record id. */
export const idSchema = z.string().check(z.regex(/^[a-z0-9]{15}$/));
/** Units, beats and joint grids carry readable ids. */
export const slugSchema = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{1,40}$/));
export const personSchema = z.string().check(z.regex(/^[a-z0-9:-]{1,40}$/));
export const codeSchema = z.string().check(z.regex(/^[0-9]{4,16}$/));
export const categorySchema = z.string().check(z.regex(/^[A-Z][0-9]{4}$/));
export const conditionSchema = z.string().check(z.regex(/^[A-Z][0-9]{4}\.[0-9]{1,2}$/));
/** 2000-01-01 to 2100-01-01: no year 1900, no 9999. */
export const msSchema = z.int().check(z.gte(946_684_800_000), z.lt(4_102_444_800_000));
export const sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/**
 * Half a character: a surrogate without its other half. Counted by hand, since the server's engine
 * reads a look-ahead behind a surrogate wrongly and would refuse every emoji.
 */
function hasLoneSurrogate(text: string): boolean {
	if (!/[\ud800-\udfff]/.test(text)) return false;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		if (unit < 0xd800 || unit > 0xdfff) continue;
		const next = text.charCodeAt(i + 1);
		if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return true;
		i++;
	}
	return false;
}

/** A lone surrogate breaks JSON on the way to the database, a NUL or bidi override a reader. */
function isClean(text: string): boolean {
	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text))
		return false;
	return !hasLoneSurrogate(text);
}
export const textSchema = (max: number) =>
	z.string().check(z.maxLength(max), z.refine(isClean, 'text'));
export const neededText = (max: number) =>
	z.string().check(
		z.refine((text) => text.trim().length > 0, 'required'),
		z.maxLength(max),
		z.refine(isClean, 'text')
	);

export const wordsSchema = textSchema(2000);
export const reasonSchema = neededText(500);

/** What a photo shows; the condition's rule counts them by kind. */
export const PHOTO_KINDS = ['near', 'far', 'before', 'after', 'other'] as const;
export type PhotoKind = (typeof PHOTO_KINDS)[number];

/** A photo as a command declares it. The bytes travel apart and never gate the command. */
export const photoSchema = z.strictObject({
	sha256: sha256Schema,
	bytes: z.int().check(z.gte(100), z.lte(500_000)),
	w: z.int().check(z.gte(16), z.lte(4096)),
	h: z.int().check(z.gte(16), z.lte(4096)),
	kind: z.enum(PHOTO_KINDS),
	takenAt: msSchema,
	at: z.optional(posSchema)
});
export type PhotoRef = z.infer<typeof photoSchema>;
export const photosSchema = z.array(photoSchema).check(z.maxLength(20));

export const placeSchema = z.strictObject({
	town: z.string().check(z.regex(/^[0-9]{9}$/)),
	village: z.string().check(z.regex(/^[0-9]{12}$/)),
	/** Absent where only the village is known. */
	grid: z.optional(z.string().check(z.regex(/^[0-9]{15,16}$/))),
	pos: z.optional(posSchema),
	/** Metres, as the device estimates it. */
	accuracy: z.optional(z.number().check(z.gte(0), z.lte(1_000_000))),
	address: textSchema(200),
	element: z.optional(idSchema)
});
export type Place = z.infer<typeof placeSchema>;
