/**
 * 12345 is a second regime with clocks of its own (domain §3): first contact, first handling, the
 * whole of it, and what the hotline itself presses for. They run beside ours, whatever the state.
 */
import type { WorkCalendar } from '../calendar';
import { dueAt, lightOf, type Light, type Limit } from '../limits';
import type { TownSettings } from '../context';
import type { Ms } from '../time';
import type { CaseState } from './state';

export type HotlineClockKind = 'contact' | 'first' | 'total' | 'supervised';

export interface HotlineClock {
	readonly kind: HotlineClockKind;
	readonly startedAt: Ms;
	readonly dueAt: Ms;
	readonly limit: Limit;
	/** Absent while it runs. */
	readonly doneAt?: Ms;
}

/** The four clocks of a ticket; none for another case, or for a ticket that was sent back. */
export function hotlineClocks(
	state: CaseState,
	calendar: WorkCalendar,
	settings: Pick<TownSettings, 'hotlineDays'>
): HotlineClock[] {
	const { hotline } = state;
	if (!hotline || hotline.returned) return [];
	const days = settings.hotlineDays;
	const clock = (kind: HotlineClockKind, startedAt: Ms, doneAt: Ms | undefined): HotlineClock => {
		const limit: Limit = { n: days[kind], unit: 'workDay' };
		const due = dueAt(startedAt, limit, calendar);
		return { kind, startedAt, limit, dueAt: due, ...(doneAt === undefined ? {} : { doneAt }) };
	};
	const clocks = [clock('contact', hotline.receivedAt, hotline.contactedAt)];
	// With an approved extension the whole time counts instead of the first handling's.
	if (!state.extensions.some((entry) => entry.approved === true))
		clocks.push(clock('first', hotline.redoneAt ?? hotline.receivedAt, hotline.repliedAt));
	clocks.push(clock('total', hotline.receivedAt, hotline.repliedAt));
	for (const order of state.supervisions)
		clocks.push(clock('supervised', order.at, order.answeredAt));
	return clocks;
}

/** Of the clocks that still run, the light of each. */
export function hotlineLights(
	state: CaseState,
	now: Ms,
	calendar: WorkCalendar,
	settings: Pick<TownSettings, 'hotlineDays'>
): { readonly light: Light; readonly dueAt: Ms }[] {
	// A merged ticket runs on in the case that took it in.
	if (state.status === 'merged' || state.status === 'void') return [];
	return hotlineClocks(state, calendar, settings)
		.filter((clock) => clock.doneAt === undefined)
		.map(({ startedAt, dueAt: due, limit }) => ({
			light: lightOf({ start: startedAt, due, limit, now }, calendar),
			dueAt: due
		}));
}
