/** A handling limit as it is printed: the unit is part of it and never converted. */
import type { Limit, LimitUnit } from '~/domain/limits';
import { m } from '~/paraglide/messages';

const LIMIT: Readonly<Record<LimitUnit, (inputs: { n: number }) => string>> = {
	urgentHour: m.case_limit_urgentHour,
	hour: m.case_limit_hour,
	workHour: m.case_limit_workHour,
	day: m.case_limit_day,
	workDay: m.case_limit_workDay,
	urgentDay: m.case_limit_urgentDay
};

export const limitWords = ({ n, unit }: Limit): string => LIMIT[unit]({ n });

const SEVERITY: Readonly<Record<number, () => string>> = {
	1: m.case_severity_1,
	2: m.case_severity_2,
	3: m.case_severity_3
};

export const severityWord = (severity: number): string =>
	(SEVERITY[severity] ?? m.case_severity_1)();
