/** Signing in and making this device one of the person's replicas. */
import * as z from 'zod/mini';
import { idSchema } from '../domain/fields';
import { meSchema } from './pull';

export const loginRequestSchema = z.strictObject({
	proto: z.int(),
	username: z.string().check(z.minLength(1), z.maxLength(60)),
	password: z.string().check(z.minLength(1), z.maxLength(200)),
	/** This person's replica on this device, when there is one already. */
	replica: z.optional(idSchema),
	device: z.string().check(z.maxLength(80))
});
export type LoginRequest = z.infer<typeof loginRequestSchema>;

/** With a token: renews it, and makes a replica where `replica` is absent or not the person's. */
export const registerRequestSchema = z.strictObject({
	proto: z.int(),
	replica: z.optional(idSchema),
	device: z.string().check(z.maxLength(80))
});
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

/** `code`: auth/sign-in (no valid token), auth/malformed, auth/bad-credentials, auth/too-many, auth/disabled, auth/upgrade. */
export const loginResponseSchema = z.union([
	z.object({
		ok: z.literal(true),
		token: z.string(),
		serverTime: z.int(),
		lineage: z.string(),
		replica: idSchema,
		/** Highest sequence the server has from this replica; above 0 with an empty store = lost store. */
		lastSeq: z.int(),
		me: meSchema
	}),
	z.object({ ok: z.literal(false), code: z.string(), retryAfterMs: z.optional(z.int()) })
]);
export type LoginResponse = z.infer<typeof loginResponseSchema>;
