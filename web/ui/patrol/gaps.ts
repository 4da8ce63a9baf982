/**
 * Where a patrol has no record: while it was paused, and where nothing was recorded for long. A gap
 * is shown as one and never bridged. Pure.
 */
import type { PatrolState } from '~/domain/patrol/state';
import { MINUTE, type Ms } from '~/domain/time';

export interface Gap {
	readonly from: Ms;
	readonly to: Ms;
}

/** Between two points of a round lie minutes, not half an hour. */
export const SILENT_MS = 30 * MINUTE;

type Walked = Pick<PatrolState, 'startedAt' | 'endedAt' | 'visits' | 'gaps'>;

export function gapsOf(patrol: Walked, now: Ms): Gap[] {
	const end = patrol.endedAt ?? now;
	const pauses = patrol.gaps.map(({ from, to }) => ({ from, to: to ?? end }));
	const moments = [patrol.startedAt, ...patrol.visits.map(({ at }) => at), end].sort(
		(a, b) => a - b
	);
	const silences = moments
		.slice(1)
		.map((to, index) => ({ from: moments[index] ?? to, to }))
		.filter(({ from, to }) => to - from > SILENT_MS);
	return merged([...pauses, ...silences]);
}

function merged(gaps: readonly Gap[]): Gap[] {
	const result: Gap[] = [];
	for (const gap of [...gaps].sort((a, b) => a.from - b.from)) {
		const last = result[result.length - 1];
		if (last && gap.from <= last.to)
			result[result.length - 1] = { from: last.from, to: Math.max(last.to, gap.to) };
		else result.push(gap);
	}
	return result;
}
