/** Lights of a whole queue: each is computed once a minute and again when its case changes. */
import type { WorkCalendar } from '~/domain/calendar';
import { caseLight, type CaseLight } from '~/domain/case/light';
import type { CaseState } from '~/domain/case/state';
import type { TownSettings } from '~/domain/context';
import { MINUTE, type Ms } from '~/domain/time';

/** Before the calendar has arrived nothing runs. */
const NO_LIGHT: CaseLight = { light: 'green', clock: 'none' };

export interface LightRules {
	readonly now: Ms;
	readonly calendar: WorkCalendar | undefined;
	readonly settings: TownSettings;
}

export class Lights {
	#known = new Map<string, { readonly key: string; readonly light: CaseLight }>();

	of(state: CaseState, { now, calendar, settings }: LightRules): CaseLight {
		if (!calendar) return NO_LIGHT;
		const key = `${state.rev}@${Math.floor(now / MINUTE)}`;
		const known = this.#known.get(state.id);
		if (known?.key === key) return known.light;
		const light = caseLight(state, now, calendar, settings);
		this.#known.set(state.id, { key, light });
		return light;
	}
}
