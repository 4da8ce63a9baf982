/**
 * A photo's bytes travel apart from the command that declared them, and after it. Upload is a
 * multipart POST: `proto`, `nonce`, `case`, `sha256` as text, `photo` and `thumb` as JPEG files.
 * Download is GET `<photo>/<case>/<sha256>`, `?size=thumb` for the small one, both with the token
 * in the Authorization header and answered `no-store`.
 */
import * as z from 'zod/mini';

export const MAX_PHOTO_BYTES = 500_000;
export const MAX_THUMB_BYTES = 20_000;

/**
 * `stored`: the bytes are on the server's disk, hashed and fsynced; the same answer when they were
 * there before. `later`: no command has declared it yet, or the server is short of room. `refused`:
 * these bytes will never be accepted (`photo/…` code).
 */
export const photoAnswerSchema = z.object({
	proto: z.int(),
	nonce: z.string(),
	status: z.enum(['stored', 'later', 'refused', 'busy', 'signIn', 'revoked', 'upgrade']),
	code: z.optional(z.string()),
	retryAfterMs: z.optional(z.int())
});
export type PhotoAnswer = z.infer<typeof photoAnswerSchema>;
