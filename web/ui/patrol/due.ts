/** Which points of a beat are due: not seen for as many days as their interval. Pure. */
import type { PatrolState } from '~/domain/patrol/state';
import type { BeatRef } from '~/domain/refs';
import { dayNumber, type Ms } from '~/domain/time';

export interface BeatPoint {
	readonly element: string;
	readonly everyDays: number;
	readonly lastAt?: Ms;
	/** Whole days since the last visit; absent: never seen from here. */
	readonly days?: number;
	readonly due: boolean;
}

type Seen = Pick<PatrolState, 'visits'>;

/** In the order of the beat. Whoever visited a point has visited it. */
export function beatPoints(
	beat: Pick<BeatRef, 'checkpoints'>,
	patrols: readonly Seen[],
	now: Ms
): BeatPoint[] {
	const last: Record<string, Ms> = {};
	for (const { visits } of patrols)
		for (const { element, at } of visits) last[element] = Math.max(last[element] ?? 0, at);
	return beat.checkpoints.map(({ element, everyDays }) => {
		const lastAt = last[element];
		if (lastAt === undefined) return { element, everyDays, due: true };
		const days = dayNumber(now) - dayNumber(lastAt);
		return { element, everyDays, lastAt, days, due: days >= everyDays };
	});
}
