/**
 * Look-ups beyond what a replica holds: cases that were closed before its window, and addresses. Cut
 * to the viewer's scope like a pull; nothing of it is stored on the device.
 */
import * as z from 'zod/mini';
import { answerShape } from './push';

export const searchRequestSchema = z.strictObject({
	proto: z.int(),
	nonce: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/)),
	what: z.enum(['cases', 'addresses']),
	/** Words that must all occur: in a case its numbers, address and words; in an address also pinyin. */
	text: z.string().check(z.minLength(1), z.maxLength(60)),
	limit: z.int().check(z.gte(1), z.lte(100))
});
export type SearchRequest = z.infer<typeof searchRequestSchema>;

export const searchResponseSchema = z.object({
	...answerShape,
	/** `CaseState` or `AddressRef`, newest first or in the order of the book. */
	rows: z.array(z.record(z.string(), z.unknown()))
});
export type SearchResponse = z.infer<typeof searchResponseSchema>;
