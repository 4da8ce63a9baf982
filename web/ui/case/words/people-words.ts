/** Who it was: a name with the post it was done from. */
import type { ActingRole, By } from '~/domain/actor';
import { m } from '~/paraglide/messages';

const ROLE: Readonly<Record<ActingRole, () => string>> = {
	gridWorker: m.case_role_gridWorker,
	cadre: m.case_role_cadre,
	stationHead: m.case_role_stationHead,
	officer: m.case_role_officer,
	clerk: m.case_role_clerk,
	chief: m.case_role_chief,
	gridChief: m.case_role_gridChief,
	supervisor: m.case_role_supervisor,
	analyst: m.case_role_analyst,
	admin: m.case_role_admin,
	leader: m.case_role_leader,
	hotline: m.case_role_hotline,
	link: m.case_role_link,
	resident: m.case_role_resident,
	system: m.case_role_system
};

/** A role of a newer server is shown by its own name. */
export const roleWord = (role: ActingRole | (string & {})): string =>
	ROLE[role as ActingRole]?.() ?? role;

/** 张示例 · 网格员, 代反馈 where the desk entered it. */
export function byWords(by: By): string {
	const parts = [by.name, roleWord(by.role)];
	if (by.onBehalf !== undefined) parts.push(m.case_on_behalf());
	if (by.enteredBy !== undefined) parts.push(m.case_entered_by({ name: by.enteredBy }));
	return parts.filter(Boolean).join(' · ');
}
