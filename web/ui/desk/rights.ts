/** Who finds work on which screen: by the roles that hold now. What each may do, the rules say. */
import { isValidAt, type Assignment, type Role } from '~/domain/actor';
import type { Me } from '~/app/home';

const AT_DESK: readonly Role[] = [
	'clerk',
	'chief',
	'stationHead',
	'cadre',
	'supervisor',
	'hotline',
	'gridChief'
];
/** Repeats domain/policy `keepsWorkOf` for the menu; the server decides. */
const KEEPERS: readonly Role[] = ['clerk', 'chief', 'admin'];
const AS_LEADER: readonly Role[] = ['leader', 'chief', 'supervisor', 'gridChief', 'analyst'];

function holdsOne(me: Me | undefined, roles: readonly Role[], now: number): boolean {
	const assignments = (me?.assignments ?? []) as readonly Assignment[];
	return assignments.some((entry) => roles.includes(entry.role) && isValidAt(entry, now));
}

export const worksAtDesk = (me: Me | undefined, now: number) => holdsOne(me, AT_DESK, now);
export const readsAsLeader = (me: Me | undefined, now: number) => holdsOne(me, AS_LEADER, now);
export const mayRemark = (me: Me | undefined, now: number) => holdsOne(me, ['leader'], now);
export const keepsWork = (me: Me | undefined, now: number) => holdsOne(me, KEEPERS, now);
