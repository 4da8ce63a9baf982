/**
 * Work that reaches the centre in a file instead of over a network. The file holds what the phone
 * would have pushed, byte for byte; the person at the desk vouches for whose it is, and everything that
 * comes of it says so.
 */
import * as z from 'zod/mini';
import { idSchema, personSchema, sha256Schema } from '../domain/fields';
import { MAX_COMMAND_BYTES, nonceSchema } from './envelope';

/** A push in another's name: under the person's own replica, by the same rules of the ledger. */
export const carryRequestSchema = z.strictObject({
	proto: z.int(),
	nonce: nonceSchema,
	person: personSchema,
	replica: idSchema,
	/** Commands of the same file still to come. */
	deferred: z.int().check(z.gte(0)),
	commands: z.array(z.string())
});
export type CarryRequest = z.infer<typeof carryRequestSchema>;

/** No phone holds more before its storage is full. */
export const MAX_CARRIED_COMMANDS = 20_000;
export const MAX_CARRIED_PHOTOS = 2_000;

const rawSchema = z.string().check(z.maxLength(MAX_COMMAND_BYTES));

/** First record of a carried file; the photos follow in the order of this list. */
export const manifestSchema = z.object({
	person: personSchema,
	/** Of the author, for the person who asks whose file this is. */
	name: z.string().check(z.maxLength(60)),
	replica: idSchema,
	madeAt: z.int(),
	/** In the order of their numbers. */
	commands: z.array(rawSchema).check(z.maxLength(MAX_CARRIED_COMMANDS)),
	photos: z
		.array(z.object({ case: idSchema, sha256: sha256Schema, bytes: z.int(), thumbBytes: z.int() }))
		.check(z.maxLength(MAX_CARRIED_PHOTOS))
});
export type Manifest = z.infer<typeof manifestSchema>;
