/** What may be asked of a patrol. */
import * as z from 'zod/mini';
import { idSchema, slugSchema, textSchema } from '../fields';
import { posSchema } from '../geo';

export const patrolCommandSchemas = {
	'patrol.start': z.strictObject({
		village: z.string().check(z.regex(/^[0-9]{12}$/)),
		beat: z.optional(slugSchema),
		pos: z.optional(posSchema),
		/** Elements that are due on this round, in the order walked. */
		due: z.array(idSchema).check(z.maxLength(300))
	}),
	'patrol.visit': z.strictObject({
		element: idSchema,
		how: z.enum(['qr', 'fence', 'hand']),
		pos: z.optional(posSchema),
		accuracy: z.optional(z.number().check(z.gte(0), z.lte(1_000_000))),
		/** Where the register says the point is. */
		elementPos: z.optional(posSchema),
		result: z.enum(['fine', 'problem']),
		words: textSchema(500)
	}),
	'patrol.pause': z.strictObject({}),
	'patrol.resume': z.strictObject({}),
	'patrol.end': z.strictObject({ words: textSchema(500) }),
	'patrol.linkCase': z.strictObject({ case: idSchema })
} as const;

export type PatrolCommandType = keyof typeof patrolCommandSchemas;
export type PatrolCommand = {
	[T in PatrolCommandType]: {
		readonly id: string;
		readonly type: T;
		readonly target: string;
		readonly data: z.infer<(typeof patrolCommandSchemas)[T]>;
	};
}[PatrolCommandType];
