/** Words for the choices of the desk's moves. */
import { m } from '~/paraglide/messages';
import type { SATISFACTION, SUPERVISION_BASES } from '~/domain/case/commands';
import type { LimitUnit } from '~/domain/limits';
import type { Group } from './act';

export const BASIS_WORD: Readonly<Record<(typeof SUPERVISION_BASES)[number], () => string>> = {
	overdue: m.desk_basis_overdue,
	leader: m.desk_basis_leader,
	repeat: m.desk_basis_repeat,
	media: m.desk_basis_media,
	other: m.desk_basis_other
};

export const RESULT_WORD: Readonly<Record<(typeof SATISFACTION)[number], () => string>> = {
	satisfied: m.desk_result_satisfied,
	basically: m.desk_result_basically,
	dissatisfied: m.desk_result_dissatisfied,
	unreached: m.desk_result_unreached
};

export const STEP_WORD = {
	received: m.desk_step_received,
	contacted: m.desk_step_contacted,
	replied: m.desk_step_replied,
	returned: m.desk_step_returned,
	redone: m.desk_step_redone
};

export const GROUP_WORD: Readonly<Record<Group, () => string>> = {
	intake: m.desk_group_intake,
	job: m.desk_group_job,
	unit: m.desk_group_unit,
	time: m.desk_group_time,
	close: m.desk_group_close,
	more: m.desk_group_more
};

export const UNIT_WORD: Readonly<Record<LimitUnit, () => string>> = {
	urgentHour: m.desk_unit_urgentHour,
	hour: m.desk_unit_hour,
	workHour: m.desk_unit_workHour,
	day: m.desk_unit_day,
	workDay: m.desk_unit_workDay,
	urgentDay: m.desk_unit_urgentDay
};
