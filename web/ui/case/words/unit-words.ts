/** A unit's part in a joint-duty job, in words. */
import type { Outcome } from '~/domain/case/commands';
import type { UnitPart, UnitStatus } from '~/domain/case/state';
import { m } from '~/paraglide/messages';
import type { Tone } from '~/ui/shared/tone';

const STATUS: Readonly<Record<UnitStatus, { tone: Tone; word: () => string }>> = {
	waiting: { tone: 'yellow', word: m.case_unit_waiting },
	accepted: { tone: 'accent', word: m.case_unit_accepted },
	arrived: { tone: 'accent', word: m.case_unit_arrived },
	done: { tone: 'green', word: m.case_unit_done },
	declined: { tone: 'red', word: m.case_unit_declined },
	released: { tone: 'grey', word: m.case_unit_released }
};

export function unitStatusWord(part: Pick<UnitPart, 'status' | 'origin'>): string {
	if (part.status === 'waiting' && part.origin === 'whistle') return m.case_unit_waiting_whistle();
	return STATUS[part.status].word();
}

export const unitTone = (status: UnitStatus): Tone => STATUS[status].tone;

const DUTY = { lead: m.case_duty_lead, assist: m.case_duty_assist };
const ORIGIN = {
	dispatch: m.case_origin_dispatch,
	whistle: m.case_origin_whistle,
	added: m.case_origin_added
};

export const dutyWord = (duty: UnitPart['duty']): string => DUTY[duty]();
export const originWord = (origin: UnitPart['origin']): string => ORIGIN[origin]();

const OUTCOME: Readonly<Record<Outcome, () => string>> = {
	dissuaded: m.case_outcome_dissuaded,
	educated: m.case_outcome_educated,
	ordered: m.case_outcome_ordered,
	cleared: m.case_outcome_cleared,
	repaired: m.case_outcome_repaired,
	punished: m.case_outcome_punished,
	transferred: m.case_outcome_transferred,
	other: m.case_outcome_other
};

export const outcomeWord = (outcome: Outcome | (string & {})): string =>
	OUTCOME[outcome as Outcome]?.() ?? outcome;

export const outcomeWords = (outcomes: readonly string[]): string =>
	outcomes.map(outcomeWord).join(m.case_list_comma());
