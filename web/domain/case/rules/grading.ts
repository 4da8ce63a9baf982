/** What category and condition fix for a case, read from the town's scheme. */
import { photoRule, type SchemePhotoKind } from '../../scheme';
import type { Context } from '../../context';
import { rejection, type Rejection } from '../../error';
import type { PhotoKind, PhotoRef } from '../../fields';
import type { Grading } from '../events';

export function isRejection(value: object): value is Rejection {
	return 'code' in value && typeof value.code === 'string';
}

/** Grade of a report: the condition's where known, else the category's, else the mildest. */
export function gradingOf(
	category: string | undefined,
	condition: string | undefined,
	context: Context
): Grading | Rejection {
	const { scheme } = context.rules;
	if (condition !== undefined) {
		const known = scheme.condition(condition);
		if (!known) return rejection('case/unknown-condition', 'condition', { condition });
		if (category !== undefined && known.category !== category)
			return rejection('case/condition-of-other-category', 'condition', { condition, category });
		return {
			category: known.category,
			condition,
			privacy: known.privacy,
			severity: known.severity,
			lifeSafety: known.lifeSafety
		};
	}
	if (category === undefined) return { privacy: 'internal', severity: 1, lifeSafety: false };
	const known = scheme.category(category);
	if (!known) return rejection('case/unknown-category', 'category', { category });
	return { category, privacy: known.privacy, severity: 1, lifeSafety: false };
}

/** A photo rule never delays an emergency: what is missing can be added later. */
export const isUrgent = (grading: Grading): boolean => grading.lifeSafety || grading.severity >= 3;

/** May be handled by its finder; so may what nobody has put under a condition yet. */
export function mayPark(condition: string | undefined, context: Context): boolean {
	if (condition === undefined) return true;
	return context.rules.scheme.condition(condition)?.selfHandle === true;
}

/** Who finds a thing and then decides to handle it has photographed it as found. */
const SHOWS: Readonly<Record<SchemePhotoKind, readonly PhotoKind[]>> = {
	near: ['near'],
	far: ['far'],
	before: ['before', 'near', 'far'],
	after: ['after']
};

/** Photo kinds the condition wants and `photos` lack; `onSpot` reads the rule of 自行处置. */
export function missingKinds(
	state: Pick<Grading, 'condition'>,
	wanted: readonly SchemePhotoKind[],
	photos: readonly PhotoRef[],
	context: Context,
	onSpot = false
): SchemePhotoKind[] {
	const condition =
		state.condition === undefined ? undefined : context.rules.scheme.condition(state.condition);
	if (!condition) return [];
	const rule = photoRule(condition, onSpot);
	if (!rule.required) return [];
	return wanted.filter(
		(kind) => rule.kinds.includes(kind) && !photos.some((photo) => SHOWS[kind].includes(photo.kind))
	);
}
