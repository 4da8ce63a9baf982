/**
 * Who may act on what: a grant names a role and how the person must stand to the thing. The
 * state tables of cases and patrols hold lists of grants and nothing else decides a right.
 */
import type { ActingRole, Actor, By, Post } from './actor';
import { isWithin, schemeOf } from './codes';
import { clears, type Grade } from './grade';

/**
 * - `area`: the post's area holds the thing's place, and the role may know things of its grade
 * - `town`: the post lies in the thing's town (a worker may report next door)
 * - `unit` / `lead`: the post's unit is called to the job / leads it
 * - `reporter` / `checker`: the person found it / was asked to check it
 * - `self`: the thing is the person's own
 * - `any`: no tie needed (system, resident page)
 */
export type Relation = 'area' | 'town' | 'unit' | 'lead' | 'reporter' | 'checker' | 'self' | 'any';

export interface Grant {
	readonly role: ActingRole;
	readonly relation: Relation;
}

/** What policy needs to know about a thing. */
export interface Subject {
	readonly town: string;
	readonly village?: string;
	readonly grid?: string;
	/** Internal when absent. */
	readonly grade?: Grade;
	readonly units?: readonly string[];
	readonly lead?: string;
	readonly reporter?: string;
	readonly checker?: string;
	readonly owner?: string;
}

/** `grants('area', 'clerk', 'chief')` reads as the sentence it stands for. */
export function grants(relation: Relation, ...roles: readonly ActingRole[]): Grant[] {
	return roles.map((role) => ({ role, relation }));
}

function finestCode(subject: Subject): string {
	return subject.grid ?? subject.village ?? subject.town;
}

/**
 * Who at a town's centre looks after work that the server could not take by itself: quarantine,
 * carried files, replicas that stopped.
 */
const KEEPERS = grants('area', 'clerk', 'chief', 'admin');

export const keepsWorkOf = (actor: Actor, town: string): boolean =>
	grantedPost(KEEPERS, actor, { town }) !== undefined;

const lies = (code: string, area: string): boolean => isWithin(code, area, schemeOf(code));

function holds(relation: Relation, post: Post, actor: Actor, subject: Subject): boolean {
	switch (relation) {
		case 'any':
			return true;
		case 'area':
			return lies(finestCode(subject), post.area) && clears(post.role, subject.grade ?? 'internal');
		case 'town':
			return lies(post.area, subject.town) || lies(subject.town, post.area);
		case 'unit':
			return post.unit !== undefined && (subject.units ?? []).includes(post.unit);
		case 'lead':
			return post.unit !== undefined && subject.lead === post.unit;
		case 'reporter':
			return subject.reporter === actor.person;
		case 'checker':
			return subject.checker === actor.person;
		case 'self':
			return subject.owner === actor.person;
	}
}

/** The first post that carries one of the grants, or undefined when the act is not the actor's. */
export function grantedPost(
	list: readonly Grant[],
	actor: Actor,
	subject: Subject
): Post | undefined {
	for (const grant of list) {
		const post = actor.posts.find(
			(candidate) =>
				candidate.role === grant.role && holds(grant.relation, candidate, actor, subject)
		);
		if (post) return post;
	}
	return undefined;
}

export function byOf(actor: Actor, post: Post, onBehalf?: string): By {
	const by: { -readonly [K in keyof By]: By[K] } = {
		person: actor.person,
		name: actor.name,
		role: post.role
	};
	if (post.unit !== undefined) by.unit = post.unit;
	if (onBehalf !== undefined) by.onBehalf = onBehalf;
	if (actor.enteredBy !== undefined) by.enteredBy = actor.enteredBy;
	return by;
}
