/** Signing in and making this device one of the person's replicas. */
import * as z from 'zod/mini';
import { idSchema } from '../domain/fields';
import { nonceSchema } from './envelope';
import { meSchema } from './pull';

export const loginRequestSchema = z.strictObject({
	proto: z.int(),
	nonce: z.optional(nonceSchema),
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
	nonce: z.optional(nonceSchema),
	replica: z.optional(idSchema),
	device: z.string().check(z.maxLength(80))
});
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

/** `code`: auth/sign-in (no valid token), auth/malformed, auth/bad-credentials, auth/too-many, auth/disabled, auth/upgrade. */
export const loginResponseSchema = z.union([
	z.object({
		ok: z.literal(true),
		/** The request's, or an answer to somebody else's sign-in could pass for this one's (P08). */
		nonce: z.optional(z.string()),
		token: z.string(),
		serverTime: z.int(),
		lineage: z.string(),
		replica: idSchema,
		/** Highest sequence the server has from this replica; above 0 with an empty store = lost store. */
		lastSeq: z.int(),
		me: meSchema
	}),
	z.object({
		ok: z.literal(false),
		nonce: z.optional(z.string()),
		code: z.string(),
		retryAfterMs: z.optional(z.int())
	})
]);
export type LoginResponse = z.infer<typeof loginResponseSchema>;
