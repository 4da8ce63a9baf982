/**
 * A job link for a unit without account: the server makes it, because only the server can sign it.
 * It opens one job, ends with it, and can be taken back.
 */
import * as z from 'zod/mini';
import { ROUTES } from '../protocol/routes';
import { DeviceDb } from '../store/device-db';

const answerSchema = z.object({
	url: z.string(),
	/** What is pasted into the unit's chat group: what, where, by when, and the link. */
	cardText: z.string()
});
export type JobLink = z.infer<typeof answerSchema>;

/** `refused`: the server does not know the dispatch (yet), or the job is over. */
export type JobLinkAnswer = JobLink | 'offline' | 'refused' | 'signIn';

const TIMEOUT_MS = 15_000;

export async function askJobLink(target: string, unit: string): Promise<JobLinkAnswer> {
	const person = await new DeviceDb().current();
	if (person?.token === undefined) return 'signIn';
	try {
		const response = await fetch(ROUTES.jobLink, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: person.token },
			body: JSON.stringify({ case: target, unit }),
			cache: 'no-store',
			credentials: 'omit',
			redirect: 'error',
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
		if (response.status === 401) return 'signIn';
		const parsed = answerSchema.safeParse(await response.json());
		return parsed.success ? parsed.data : 'refused';
	} catch {
		// No network, or a portal's page instead of an answer.
		return 'offline';
	}
}
