/** The screen a person starts with follows from her posts that hold now. */
import { postsAt, type ActingRole, type Assignment } from '../domain/actor';
import type { Ms } from '../domain/time';
import type { Me } from '../protocol/pull';

import type { Home } from './doors';

export type { Me };

const DESK: readonly ActingRole[] = ['clerk', 'chief', 'supervisor', 'analyst', 'admin', 'hotline'];
const FIELD: readonly ActingRole[] = ['gridWorker', 'cadre', 'stationHead', 'gridChief'];

export function homeOf(me: Me | undefined, now: Ms): Home {
	if (!me) return '/sign-in';
	const roles = postsAt(me.assignments as Assignment[], now).map(({ role }) => role);
	if (roles.includes('leader')) return '/leader';
	if (roles.some((role) => DESK.includes(role))) return '/desk';
	if (roles.some((role) => FIELD.includes(role))) return '/today';
	return roles.includes('officer') ? '/jobs' : '/today';
}

/** Days that closed cases stay on the device (architecture 18). */
export function windowDaysOf(me: Me | undefined, now: Ms): number {
	const home = homeOf(me, now);
	return home === '/desk' || home === '/leader' ? 90 : 30;
}
