/** Grades of what is known, and who may know it by duty (architecture 21). */
import type { ActingRole, Role } from './actor';

export const GRADES = ['public', 'internal', 'sensitive', 'restricted'] as const;
export type Grade = (typeof GRADES)[number];

/** The highest grade that rests offline with a role, whose duty it is to know. */
export const CLEARANCE: Readonly<Record<Role, Grade>> = {
	gridWorker: 'sensitive',
	cadre: 'restricted',
	stationHead: 'restricted',
	officer: 'internal',
	clerk: 'restricted',
	chief: 'restricted',
	gridChief: 'sensitive',
	supervisor: 'sensitive',
	analyst: 'internal',
	admin: 'internal',
	leader: 'sensitive',
	hotline: 'sensitive'
};

export const rankOf = (grade: Grade): number => GRADES.indexOf(grade);

/** May a role know things of this grade because they lie in its area? */
export function clears(role: ActingRole, grade: Grade): boolean {
	const clearance: Grade | undefined = (CLEARANCE as Partial<Record<ActingRole, Grade>>)[role];
	return clearance !== undefined && rankOf(grade) <= rankOf(clearance);
}
