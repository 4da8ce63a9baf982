/**
 * A command as it travels and rests: one JSON string, made once on the phone and never re-written,
 * so that its SHA-256 is the same everywhere (architecture 13).
 */
import * as z from 'zod/mini';
import { idSchema, msSchema } from '../domain/fields';
import { rejection, type Rejection } from '../domain/error';

/** Raised when an old client can no longer be understood; the server then answers `upgrade`. */
export const PROTO = 1;

export const MAX_COMMAND_BYTES = 32_768;
export const MAX_BATCH_COMMANDS = 100;
export const MAX_BATCH_BYTES = 262_144;

/** Sent with a request and told again by its answer: whatever does not is somebody else's. */
export const nonceSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/));

export const commandIdSchema = z
	.string()
	.check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

export const envelopeSchema = z.strictObject({
	v: z.literal(1),
	/** uuidv7, minted by the replica. */
	id: commandIdSchema,
	replica: idSchema,
	/** 1, 2, 3 … within the replica, without gaps. */
	seq: z.int().check(z.gte(1), z.lte(9_007_199_254_740_991)),
	type: z.string().check(z.regex(/^[a-z]+\.[a-zA-Z]+$/), z.maxLength(60)),
	target: idSchema,
	/** Device clock when it was done. */
	at: msSchema,
	/** Device clock minus server clock at the last contact; absent before the first. */
	skew: z.optional(z.int()),
	/** The language of error words is the reader's; the data carries none. */
	data: z.record(z.string(), z.unknown())
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** Key order is fixed by construction: the string is the identity of the command. */
export function sealEnvelope(envelope: Envelope): string {
	const { v, id, replica, seq, type, target, at, skew, data } = envelope;
	return JSON.stringify({ v, id, replica, seq, type, target, at, skew, data });
}

export function openEnvelope(
	raw: string
): { ok: true; envelope: Envelope } | { ok: false; rejection: Rejection } {
	if (raw.length > MAX_COMMAND_BYTES)
		return {
			ok: false,
			rejection: rejection('command/too-long', undefined, { max: MAX_COMMAND_BYTES })
		};
	let json: unknown;
	try {
		json = JSON.parse(raw);
	} catch {
		return { ok: false, rejection: rejection('command/not-json') };
	}
	const parsed = envelopeSchema.safeParse(json);
	if (parsed.success) return { ok: true, envelope: parsed.data };
	const field = (parsed.error.issues[0]?.path ?? []).map(String).join('.') || 'command';
	return { ok: false, rejection: rejection('command/bad-envelope', field) };
}
