/** The light a case shows now; computed on the device too, so it is right without a network. */
import type { WorkCalendar } from '../calendar';
import type { TownSettings } from '../context';
import { lightOf, stricter, type Light } from '../limits';
import { MINUTE, type Ms } from '../time';
import { dueOf, pausesAt } from './clock';
import { hotlineLights } from './hotline';
import { isOpen, type CaseState } from './state';

export interface CaseLight {
	readonly light: Light;
	/** When it turns red; absent where nothing runs. */
	readonly dueAt?: Ms;
	/** Which clock it is: the centre's own stage, the unit's handling, the check, 12345's. */
	readonly clock: 'stage' | 'handling' | 'check' | 'hotline' | 'none';
}

/** Of our clock and 12345's the stricter light shows, and of equal ones the nearer date. */
export function caseLight(
	state: CaseState,
	now: Ms,
	calendar: WorkCalendar,
	settings: TownSettings
): CaseLight {
	return hotlineLights(state, now, calendar, settings).reduce<CaseLight>(
		(shown, { light, dueAt }) => {
			const nothingRuns = shown.dueAt === undefined;
			const isSooner = light === shown.light && dueAt < (shown.dueAt ?? Infinity);
			const isStricter = light !== shown.light && stricter(light, shown.light) === light;
			return nothingRuns || isSooner || isStricter ? { light, dueAt, clock: 'hotline' } : shown;
		},
		ownLight(state, now, calendar, settings)
	);
}

function ownLight(
	state: CaseState,
	now: Ms,
	calendar: WorkCalendar,
	settings: TownSettings
): CaseLight {
	if (state.clock && (state.status === 'handling' || !isOpen(state)))
		return handlingLight(state, state.clock, now, calendar);
	const minutes = stageMinutes(state, settings);
	if (minutes === undefined) return { light: 'green', clock: 'none' };
	const isCheck = state.status === 'verifying' || state.status === 'checking';
	const due = (isCheck ? state.check?.dueAt : undefined) ?? state.stageSince + minutes * MINUTE;
	const spent = (now - state.stageSince) / Math.max(1, due - state.stageSince);
	return {
		light: spent > 1 ? 'red' : spent > 0.7 ? 'yellow' : 'green',
		dueAt: due,
		clock: isCheck ? 'check' : 'stage'
	};
}

function handlingLight(
	state: CaseState,
	clock: NonNullable<CaseState['clock']>,
	now: Ms,
	calendar: WorkCalendar
): CaseLight {
	const pauses = pausesAt(state, now);
	const due = pauses === clock.pauses ? clock.dueAt : dueOf(clock, pauses, calendar);
	const done = clock.doneAt === undefined ? {} : { doneAt: clock.doneAt };
	const timing = { start: clock.startedAt, due, limit: clock.limit, now, ...done };
	return { light: lightOf(timing, calendar, pauses), dueAt: due, clock: 'handling' };
}

/** The centre's stages run round the clock from receipt. */
function stageMinutes(state: CaseState, settings: TownSettings): number | undefined {
	switch (state.status) {
		case 'reported':
			return settings.takeInMin;
		case 'filed':
			return settings.dispatchMin;
		case 'verifying':
		case 'checking':
			return settings.verifyMin;
		default:
			return undefined;
	}
}
