/** Status, light and progress in the field's words, with the tone that underlines them. */
import type { Progress } from '~/app/doors';
import type { Light } from '~/domain/limits';
import { m } from '~/paraglide/messages';
import type { Tone } from '~/ui/shared/tone';
import type { Stage } from '../stage';

const STAGE: Readonly<Record<Stage, { tone: Tone; word: () => string }>> = {
	reported: { tone: 'accent', word: m.case_status_reported },
	verifying: { tone: 'accent', word: m.case_status_verifying },
	parked: { tone: 'accent', word: m.case_status_parked },
	filed: { tone: 'accent', word: m.case_status_filed },
	waiting: { tone: 'accent', word: m.case_status_waiting },
	accepted: { tone: 'accent', word: m.case_status_accepted },
	arrived: { tone: 'accent', word: m.case_status_arrived },
	handling: { tone: 'accent', word: m.case_status_handling },
	rework: { tone: 'yellow', word: m.case_status_rework },
	suspended: { tone: 'grey', word: m.case_status_suspended },
	checking: { tone: 'accent', word: m.case_status_checking },
	enforcement: { tone: 'grey', word: m.case_status_enforcement },
	closed: { tone: 'green', word: m.case_status_closed },
	refused: { tone: 'grey', word: m.case_status_refused },
	void: { tone: 'grey', word: m.case_status_void },
	merged: { tone: 'grey', word: m.case_status_merged }
};

export const stageWord = (stage: Stage): string => STAGE[stage].word();
export const stageTone = (stage: Stage): Tone => STAGE[stage].tone;

const LIGHT: Readonly<Record<Light, { tone: Tone; word: () => string }>> = {
	green: { tone: 'green', word: m.case_light_green },
	yellow: { tone: 'yellow', word: m.case_light_yellow },
	red: { tone: 'red', word: m.case_light_red },
	grey: { tone: 'grey', word: m.case_light_grey },
	doneInTime: { tone: 'green', word: m.case_light_doneInTime },
	doneLate: { tone: 'grey', word: m.case_light_doneLate }
};

export const lightWord = (light: Light): string => LIGHT[light].word();
export const lightTone = (light: Light): Tone => LIGHT[light].tone;

const PROGRESS: Readonly<Record<Progress, { tone: Tone; word: () => string }>> = {
	local: { tone: 'yellow', word: m.case_progress_local },
	sent: { tone: 'accent', word: m.case_progress_sent },
	safe: { tone: 'green', word: m.case_progress_safe }
};

export const progressWord = (progress: Progress): string => PROGRESS[progress].word();
export const progressTone = (progress: Progress): Tone => PROGRESS[progress].tone;
