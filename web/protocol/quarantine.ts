/**
 * What the server could not take by itself waits at the centre: quarantined commands, a second content
 * under a known id, replicas that stopped with work behind them. Each is settled once, by one person,
 * with words; the same request again gets the same answer, another one is told who was first.
 */
import * as z from 'zod/mini';
import { reasonSchema } from '../domain/fields';
import { commandIdSchema, nonceSchema } from './envelope';
import { stoppedSchema } from './pull';
import { answerShape } from './push';

/** `limit` 0 asks for the counts only. */
export const keepingRequestSchema = z.strictObject({
	proto: z.int(),
	nonce: nonceSchema,
	limit: z.int().check(z.gte(0), z.lte(200))
});

/**
 * `apply`: judged anew as the author's own work, at its own time, by what she or the desk may do; a
 * refusal by the rules settles nothing. `return`: back to the author with the desk's words. `discard`:
 * not done, kept in the ledger. `dismiss`: of a replica, whose loss was looked into.
 */
export const SETTLE_ACTS = ['apply', 'return', 'discard', 'dismiss'] as const;
export type SettleAct = (typeof SETTLE_ACTS)[number];

export const settleRequestSchema = z.strictObject({
	proto: z.int(),
	nonce: nonceSchema,
	/** Minted by the asking device: the same id again is the same decision. */
	id: commandIdSchema,
	/** Id of the line in the ledger, or of the replica. */
	subject: z.string().check(z.regex(/^[a-z0-9~-]{3,120}$/)),
	act: z.enum(SETTLE_ACTS),
	words: reasonSchema
});
export type SettleRequest = z.infer<typeof settleRequestSchema>;

const rejectionShape = {
	code: z.string(),
	field: z.optional(z.string()),
	params: z.optional(z.record(z.string(), z.union([z.string(), z.number()])))
};

export const keptCommandSchema = z.object({
	id: z.string(),
	result: z.enum(['quarantined', 'conflict_hash']),
	...rejectionShape,
	person: z.object({ id: z.string(), name: z.string(), disabled: z.boolean() }),
	device: z.string(),
	/** Empty, with `at` 0, when the command could not be read. */
	type: z.string(),
	target: z.string(),
	at: z.int(),
	receivedAt: z.int(),
	/** False: nothing in it can be judged, it can only be returned or discarded. */
	readable: z.boolean(),
	/** What it is about, as far as it says. */
	words: z.string(),
	reason: z.string(),
	address: z.string(),
	category: z.string(),
	photos: z.int(),
	/** Number of the case it is about, when that is this town's. */
	number: z.string()
});
export type KeptCommand = z.infer<typeof keptCommandSchema>;

export const stoppedReplicaSchema = z.object({
	...stoppedSchema.shape,
	person: z.object({ id: z.string(), name: z.string() })
});
export type StoppedReplica = z.infer<typeof stoppedReplicaSchema>;

export const keepingResponseSchema = z.object({
	...answerShape,
	/** All that wait, also beyond the list. */
	commandsLeft: z.int(),
	/** Replicas that said how much was still to come. */
	replicasLeft: z.int(),
	/** Oldest first. */
	commands: z.array(keptCommandSchema),
	replicas: z.array(stoppedReplicaSchema)
});
export type KeepingResponse = z.infer<typeof keepingResponseSchema>;

/** `done` also for the same request again. `already`: somebody else was first (`first`). */
export const settleResponseSchema = z.object({
	...answerShape,
	outcome: z.optional(z.enum(['done', 'already', 'refused', 'unknown'])),
	rejection: z.optional(z.object(rejectionShape)),
	first: z.optional(
		z.object({ act: z.enum(SETTLE_ACTS), by: z.string(), words: z.string(), at: z.int() })
	)
});
export type SettleResponse = z.infer<typeof settleResponseSchema>;
