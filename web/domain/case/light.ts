/** The light a case shows now; computed on the device too, so it is right without a network. */
import type { WorkCalendar } from '../calendar';
import type { TownSettings } from '../context';
import { lightOf, type Light } from '../limits';
import { MINUTE, type Ms } from '../time';
import { isOpen, type CaseState } from './state';

export interface CaseLight {
	readonly light: Light;
	/** When it turns red; absent where nothing runs. */
	readonly dueAt?: Ms;
	/** Which clock it is: the centre's own stage, the unit's handling, the check. */
	readonly clock: 'stage' | 'handling' | 'check' | 'none';
}

export function caseLight(
	state: CaseState,
	now: Ms,
	calendar: WorkCalendar,
	settings: TownSettings
): CaseLight {
	const { clock } = state;
	if (clock && (state.status === 'handling' || !isOpen(state)))
		return {
			light: lightOf(
				{
					start: clock.startedAt,
					due: clock.dueAt,
					limit: clock.limit,
					now,
					...(clock.doneAt === undefined ? {} : { doneAt: clock.doneAt })
				},
				calendar,
				clock.pauses
			),
			dueAt: clock.dueAt,
			clock: 'handling'
		};
	const minutes = stageMinutes(state, settings);
	if (minutes === undefined) return { light: 'green', clock: 'none' };
	const due =
		state.check && state.status !== 'reported'
			? state.check.dueAt
			: state.stageSince + minutes * MINUTE;
	const spent = (now - state.stageSince) / Math.max(1, due - state.stageSince);
	return {
		light: spent > 1 ? 'red' : spent > 0.7 ? 'yellow' : 'green',
		dueAt: due,
		clock: state.status === 'reported' || state.status === 'filed' ? 'stage' : 'check'
	};
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
