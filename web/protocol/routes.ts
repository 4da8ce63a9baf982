/** Every path the app speaks to. POST bodies carry secrets, paths and queries never do. */
export const ROUTES = {
	hello: '/api/lq/hello',
	login: '/api/lq/login',
	register: '/api/lq/replicas',
	push: '/api/lq/push',
	pull: '/api/lq/pull',
	photo: '/api/lq/photos',
	/** Address, case and person look-ups beyond the replica's window. */
	search: '/api/lq/search',
	/** What waits for a decision of the centre: quarantined commands, replicas that stopped. */
	keeping: '/api/lq/quarantine',
	settle: '/api/lq/quarantine/settle',
	/** Commands out of a file that was carried by hand. */
	carry: '/api/lq/carry',
	/** The desk asks for a job link for a unit without account. */
	jobLink: '/api/lq/job-links',
	resident: '/r',
	job: '/j',
	follow: '/q'
} as const;

/** Realtime topic of a scope key; its messages carry no data, only "something changed". */
export function pokeTopic(key: string): string {
	return `lq/${key}`;
}
