/**
 * Scope: every replicated row carries a set of keys, a viewer is a set of keys, and the row is
 * visible when they meet. This file makes both sets and nothing else does; SQL only intersects.
 *
 * - `a:<area>` the thing lies in that area (every level from grid to city)
 * - `a:<area>+s`, `a:<area>+r` the same for sensitive and restricted things
 * - `d:<area>` desk matters of that area: internal notes and reporters' contacts
 * - `u:<unit>` a unit called to the job
 * - `p:<person>` the finder, the one asked to check
 * - `t:<town>` what everybody of a town may read: scheme, units, grids, addresses
 */
import { postsAt, type Assignment, type Post, type Role } from './actor';
import { ancestors, atLevel, schemeOf } from './codes';
import { activeParts, isPending, type CaseState } from './case/state';
import { clears, type Grade } from './grade';
import type { Ms } from './time';

const SUFFIX: Readonly<Record<Grade, string>> = {
	public: '',
	internal: '',
	sensitive: '+s',
	restricted: '+r'
};

/** Roles that work at a desk and read internal notes and reporters' contacts. */
const DESK_ROLES: readonly Role[] = [
	'clerk',
	'chief',
	'stationHead',
	'cadre',
	'supervisor',
	'hotline'
];

/** An officer sees the jobs that call her unit, not the area's cases. */
const AREA_BLIND: readonly Role[] = ['officer'];

/** Public things lie under the plain key with the internal ones. */
const TIERS: readonly Grade[] = ['internal', 'sensitive', 'restricted'];

export function areaKeys(code: string, grade: Grade = 'internal'): string[] {
	return ancestors(code, schemeOf(code)).map((area) => `a:${area}${SUFFIX[grade]}`);
}

export function deskKeys(code: string): string[] {
	return ancestors(code, schemeOf(code)).map((area) => `d:${area}`);
}

export function scopeOfCase(state: CaseState): string[] {
	const code = state.place.grid ?? state.place.village;
	const keys = areaKeys(code, state.privacy);
	for (const part of activeParts(state)) keys.push(`u:${part.unit}`);
	if (isPerson(state.reporter.person)) keys.push(`p:${state.reporter.person}`);
	const checker = state.check?.checker;
	if (checker !== undefined && isPending(state.check)) keys.push(`p:${checker}`);
	return sorted(keys);
}

/** `link:…`, `resident` and `system` have no replica. */
function isPerson(id: string): boolean {
	return id !== 'resident' && id !== 'system' && !id.startsWith('link:');
}

function keysOfPost(post: Post): string[] {
	const role = post.role as Role;
	const keys: string[] = [];
	const town = atLevel(post.area, 'town', schemeOf(post.area));
	if (town !== undefined) keys.push(`t:${town}`);
	if (post.unit !== undefined) keys.push(`u:${post.unit}`);
	if (!AREA_BLIND.includes(role)) {
		for (const tier of TIERS.filter((grade) => clears(role, grade)))
			keys.push(`a:${post.area}${SUFFIX[tier]}`);
	}
	if (DESK_ROLES.includes(role)) keys.push(`d:${post.area}`);
	return keys;
}

/** The keys of a person by the assignments valid at `at`; without any, she sees nothing. */
export function keysOfPerson(person: string, assignments: readonly Assignment[], at: Ms): string[] {
	const posts = postsAt(assignments, at);
	if (posts.length === 0) return [];
	return sorted([`p:${person}`, ...posts.flatMap(keysOfPost)]);
}

export function meets(scope: readonly string[], keys: readonly string[]): boolean {
	return scope.some((key) => keys.includes(key));
}

/** Sorted by code unit and without doubles, so that equal sets are equal strings. */
export function sorted(keys: readonly string[]): string[] {
	return [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
