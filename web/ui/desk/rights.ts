/** Who finds work on which screen: by the roles that hold now. What each may do, the rules say. */
import { isValidAt, postsAt, type Assignment, type Role } from '~/domain/actor';
import { keepsWorkOf } from '~/domain/policy';
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
const AS_LEADER: readonly Role[] = ['leader', 'chief', 'supervisor', 'gridChief', 'analyst'];

const assignmentsOf = (me: Me | undefined) => (me?.assignments ?? []) as readonly Assignment[];

function holdsOne(me: Me | undefined, roles: readonly Role[], now: number): boolean {
	return assignmentsOf(me).some((entry) => roles.includes(entry.role) && isValidAt(entry, now));
}

export const worksAtDesk = (me: Me | undefined, now: number) => holdsOne(me, AT_DESK, now);
export const readsAsLeader = (me: Me | undefined, now: number) => holdsOne(me, AS_LEADER, now);
export const mayRemark = (me: Me | undefined, now: number) => holdsOne(me, ['leader'], now);
export const keepsWork = (me: Me | undefined, now: number) =>
	me !== undefined && keepsWorkOf({ ...me, posts: postsAt(assignmentsOf(me), now) }, me.town);
