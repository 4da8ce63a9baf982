/**
 * What a run of fault schedules adds up to. The tiers share it, so that their last lines read alike
 * and runs of several days can be summed.
 */
export interface Tally {
	schedules: number;
	/** Things people did: saved, taken on, handed in. */
	acts: number;
	/** Shown as saved, and neither on the server nor in quarantine at the end (O1, O5). */
	lost: number;
	/** On the server more than once, or ledger, rows and events disagree (O1, O2). */
	doubled: number;
	/** Replicas of equal scope that do not hold the same (O3). */
	diverged: number;
	/** Work that still waits although nothing stands in its way any more. */
	stuck: number;
	/** Bytes that reached somebody beyond their scope (O4). */
	leaked: number;
	/** What was done to them: kills, rollbacks, drops, …; by the fault's name. */
	faults: Record<string, number>;
}

export const NONE: Readonly<Tally> = {
	schedules: 0,
	acts: 0,
	lost: 0,
	doubled: 0,
	diverged: 0,
	stuck: 0,
	leaked: 0,
	faults: {}
};

const HARM = ['lost', 'doubled', 'diverged', 'stuck', 'leaked'] as const;

export function add(a: Readonly<Tally>, b: Readonly<Tally>): Tally {
	const faults = { ...a.faults };
	for (const [name, n] of Object.entries(b.faults)) faults[name] = (faults[name] ?? 0) + n;
	const sum = { ...a, schedules: a.schedules + b.schedules, acts: a.acts + b.acts, faults };
	for (const key of HARM) sum[key] += b[key];
	return sum;
}

export const isClean = (tally: Readonly<Tally>): boolean => HARM.every((key) => tally[key] === 0);

/** `schedules=… acts=… lost=0 …`: the last line of every run. */
export function lineOf(tally: Readonly<Tally>): string {
	return (['schedules', 'acts', ...HARM] as const).map((key) => `${key}=${tally[key]}`).join(' ');
}
