/**
 * Who acts. Rights are assignments with a validity, so "was she allowed when she did it" is a
 * look-up at the time of the act and not a guess at the time of arrival (architecture 9).
 */
import type { Ms } from './time';

export const ROLES = [
	'gridWorker',
	'cadre',
	'stationHead',
	'officer',
	'clerk',
	'chief',
	'gridChief',
	'supervisor',
	'analyst',
	'admin',
	'leader',
	'hotline'
] as const;

/** Roles a person can be assigned. */
export type Role = (typeof ROLES)[number];

/**
 * `link` is a unit without account working from one job's link, `resident` the public page,
 * `system` the server itself (reactions, calendar changes).
 */
export type ActingRole = Role | 'link' | 'resident' | 'system';

export interface Assignment {
	readonly id: string;
	readonly person: string;
	readonly role: Role;
	/** Area code: city 4, district 6, town 9, village 12 or grid 15 digits. */
	readonly area: string;
	readonly unit?: string;
	readonly validFrom: Ms;
	/** Exclusive; open when absent. */
	readonly validTo?: Ms;
}

/** One assignment as it bears on an act. */
export interface Post {
	readonly role: ActingRole;
	readonly area: string;
	readonly unit?: string;
}

export interface Actor {
	/** A person's id, `link:<id>`, `resident` or `system`. */
	readonly person: string;
	readonly name: string;
	readonly posts: readonly Post[];
	/** Name of who at the centre entered this person's work, out of quarantine or a carried file. */
	readonly enteredBy?: string;
}

/** How the actor stands in an event: enough to read the history without any other table. */
export interface By {
	readonly person: string;
	readonly name: string;
	readonly role: ActingRole;
	readonly unit?: string;
	/** Set when the centre enters an act for a unit or a caller (代反馈 / 代报). */
	readonly onBehalf?: string;
	/** The work is `person`'s own; this one at the centre vouched for it and entered it. */
	readonly enteredBy?: string;
}

export const SYSTEM: Actor = {
	person: 'system',
	name: '',
	posts: [{ role: 'system', area: '' }]
};

export function isValidAt(assignment: Assignment, at: Ms): boolean {
	return (
		assignment.validFrom <= at && (assignment.validTo === undefined || at < assignment.validTo)
	);
}

export function postsAt(assignments: readonly Assignment[], at: Ms): Post[] {
	return assignments
		.filter((assignment) => isValidAt(assignment, at))
		.map(({ role, area, unit }) => (unit === undefined ? { role, area } : { role, area, unit }));
}

/** The furthest an act may be dated back and still be judged by the rights of its own time. */
export const BACKDATE_LIMIT_MS = 7 * 86_400_000;

/**
 * The moment whose rights apply to an act.
 *
 * A phone's clock is not to be trusted blindly: the act can be at most seven days old, never in
 * the future, and never before the same replica's previous command.
 */
export function policyTime(at: Ms, now: Ms, previousAt: Ms | undefined): Ms {
	const earliest = Math.max(now - BACKDATE_LIMIT_MS, previousAt ?? 0);
	return Math.min(now, Math.max(at, earliest));
}
