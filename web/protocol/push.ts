/**
 * Push: what a replica sends and what becomes of each command. No HTTP status decides the fate of
 * work; only `results` of an answer that echoes the request's nonce does (faults P08, P10).
 */
import * as z from 'zod/mini';
import { idSchema } from '../domain/fields';
import { nonceSchema } from './envelope';

export const pushRequestSchema = z.strictObject({
	proto: z.int(),
	nonce: nonceSchema,
	/** The server history this replica last knew; absent at first contact. */
	lineage: z.optional(z.string().check(z.maxLength(64))),
	replica: idSchema,
	/** Lease number of the sending tab, echoed, so that a late answer to a frozen tab is void. */
	lease: z.int(),
	/** Commands still waiting behind this batch, for the centre's view of backlogs. */
	deferred: z.int(),
	commands: z.array(z.string())
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

/**
 * Final, consume the sequence: `ok`, `duplicate` (the first result again), `rejected` (by a rule),
 * `conflict_hash` (same id, other bytes), `quarantined` (kept raw for the desk).
 * Not final: `hold` (an earlier number is missing), `later` (not now; blocks only its target).
 */
export const RESULTS = [
	'ok',
	'duplicate',
	'rejected',
	'conflict_hash',
	'quarantined',
	'hold',
	'later'
] as const;
export type ResultKind = (typeof RESULTS)[number];

export const FINAL_RESULTS: readonly ResultKind[] = [
	'ok',
	'duplicate',
	'rejected',
	'conflict_hash',
	'quarantined'
];

export const pushResultSchema = z.object({
	id: z.string(),
	result: z.enum(RESULTS),
	/** Of a rejection. For a duplicate: those of the first answer. */
	code: z.optional(z.string()),
	field: z.optional(z.string()),
	params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
	/** What the first answer was, when this one is `duplicate`. */
	first: z.optional(z.enum(RESULTS)),
	/** Journal sequence at which its effect is visible. */
	seq: z.optional(z.int())
});
export type PushResult = z.infer<typeof pushResultSchema>;

/**
 * Only `done` says anything about commands or rows; every other answer has empty ones.
 * - `busy`: nothing was done, ask again after `retryAfterMs`
 * - `signIn`: the token is missing, expired or of nobody; what waits keeps waiting
 * - `revoked`: the person is disabled (pull only; a push is answered with `quarantined` per command)
 * - `upgrade`: this app is too old to be understood
 * - `malformed`: the request itself cannot be read (`field`); the same bytes will fail again, so
 *   send fewer commands at once or report the defect
 */
export const STATUSES = ['done', 'busy', 'signIn', 'revoked', 'upgrade', 'malformed'] as const;

export const answerShape = {
	proto: z.int(),
	nonce: z.string(),
	lineage: z.string(),
	serverTime: z.int(),
	/** Everything up to this journal sequence is on disk, fsynced. */
	durableSeq: z.int(),
	/** The run of the server that answers, and the journal sequence at which it began. */
	boot: z.optional(z.object({ id: z.string(), seq: z.int() })),
	status: z.enum(STATUSES),
	retryAfterMs: z.optional(z.int()),
	/** Of a malformed request. */
	field: z.optional(z.string())
};

export const pushResponseSchema = z.object({
	...answerShape,
	lease: z.int(),
	/** Up to here the replica's stream is consumed without a gap; 0 unless `done`. */
	lastSeq: z.int(),
	/** One for each command sent, in their order; `id` is empty when it could not be read. */
	results: z.array(pushResultSchema)
});
export type PushResponse = z.infer<typeof pushResponseSchema>;
