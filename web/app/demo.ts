/** Whether the server runs a demonstration: only then may a sign-in page name accounts. */
import * as z from 'zod/mini';
import { ROUTES } from '../protocol/routes';

const helloSchema = z.object({
	demo: z.optional(
		z.object({
			password: z.string(),
			/** User names by role: the ones a newcomer tries first. */
			accounts: z.array(z.object({ role: z.string(), username: z.string() }))
		})
	)
});
export type Demo = NonNullable<z.infer<typeof helloSchema>['demo']>;

const TIMEOUT_MS = 5_000;

/** Undefined for a real town, and without a network. */
export async function askDemo(): Promise<Demo | undefined> {
	try {
		const answer = await fetch(ROUTES.hello, {
			cache: 'no-store',
			credentials: 'omit',
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
		const parsed = helloSchema.safeParse(await answer.json());
		return parsed.success ? parsed.data.demo : undefined;
	} catch {
		return undefined;
	}
}
