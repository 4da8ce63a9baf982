/**
 * Pull: the rows that changed after a cursor and that the viewer may see. The cursor is an integer
 * out of the write transaction, never a time. A row that left the viewer's scope comes as `gone`.
 */
import * as z from 'zod/mini';
import { idSchema } from '../domain/fields';
import { nonceSchema } from './envelope';
import { answerShape } from './push';

export const PULL_COLLECTIONS = [
	'cases',
	'patrols',
	'notes',
	'elements',
	'overlays',
	'refs'
] as const;
export type PullCollection = (typeof PULL_COLLECTIONS)[number];

export const pullRequestSchema = z.strictObject({
	proto: z.int(),
	nonce: nonceSchema,
	replica: idSchema,
	/** 0 at first, and again when lineage or scope hash changed. */
	after: z.int().check(z.gte(0)),
	lineage: z.optional(z.string().check(z.maxLength(64))),
	scopeHash: z.optional(z.string().check(z.maxLength(64))),
	/** Closed cases older than this stay on the server: phone 30, desk 90 days. */
	windowDays: z.int().check(z.gte(1), z.lte(400)),
	limit: z.int().check(z.gte(1), z.lte(5000))
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** `[collection, id, seq, document]`; null when it is gone from the viewer's scope. */
export const pullRowSchema = z.tuple([
	z.enum(PULL_COLLECTIONS),
	z.string(),
	z.int(),
	z.nullable(z.record(z.string(), z.unknown()))
]);
export type PullRow = z.infer<typeof pullRowSchema>;

export const assignmentSchema = z.object({
	id: z.string(),
	person: z.string(),
	role: z.string(),
	area: z.string(),
	unit: z.optional(z.string()),
	validFrom: z.int(),
	validTo: z.optional(z.int())
});

export const meSchema = z.object({
	person: z.string(),
	name: z.string(),
	town: z.string(),
	assignments: z.array(assignmentSchema)
});
export type Me = z.infer<typeof meSchema>;

/** What a centre did with a command of this replica that it had to look at (protocol/quarantine.ts). */
export const settledSchema = z.object({
	command: z.string(),
	act: z.enum(['apply', 'return', 'discard']),
	/** Name of who decided. */
	by: z.string(),
	words: z.string(),
	at: z.int()
});
export type Settled = z.infer<typeof settledSchema>;

/**
 * An older replica of the same person that is no longer heard of. `waiting`: it said that `deferred`
 * commands were still to come. `cleared`: the same device has another store now, and whether anything
 * came after number `lastSeq` nobody can tell (faults C09).
 */
export const stoppedSchema = z.object({
	replica: z.string(),
	kind: z.enum(['waiting', 'cleared']),
	device: z.string(),
	lastContact: z.int(),
	lastSeq: z.int(),
	deferred: z.int()
});
export type Stopped = z.infer<typeof stoppedSchema>;

export const pullResponseSchema = z.object({
	...answerShape,
	/** Of the keys that the answer was cut with; another one than the replica's means resweep. */
	scopeHash: z.string(),
	keys: z.array(z.string()),
	me: meSchema,
	/** True when the cursor was not usable and rows start from the beginning: mark and sweep. */
	reset: z.boolean(),
	rows: z.array(pullRowSchema),
	/** Cursor after these rows. */
	next: z.int(),
	more: z.boolean(),
	/** This replica's own stream, to notice a store that was lost or rolled back. */
	lastSeq: z.int(),
	/** Of the last 30 days; told with every answer, so that none can be missed. */
	settled: z.optional(z.array(settledSchema)),
	stopped: z.optional(z.array(stoppedSchema))
});
export type PullResponse = z.infer<typeof pullResponseSchema>;
