/** Own work in the order in which it breaks its limit. Pure. */
import type { CaseRow } from '~/app/doors';
import type { WorkCalendar } from '~/domain/calendar';
import { caseLight } from '~/domain/case/light';
import type { TownSettings } from '~/domain/context';
import type { Ms } from '~/domain/time';

export function byTimeLeft(
	rows: readonly CaseRow[],
	now: Ms,
	calendar: WorkCalendar | undefined,
	settings: TownSettings
): CaseRow[] {
	const dueOf = ({ state }: CaseRow): number =>
		(calendar && caseLight(state, now, calendar, settings).dueAt) ?? Infinity;
	return rows
		.map((row) => ({ row, due: dueOf(row) }))
		.sort((a, b) =>
			a.due === b.due ? b.row.state.receivedAt - a.row.state.receivedAt : a.due - b.due
		)
		.map(({ row }) => row);
}
