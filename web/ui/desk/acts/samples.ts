/**
 * What the rules are asked with before a person has filled anything in: plausible data, so that
 * the answer is about the case and the person, not about an empty field.
 */
import { DAY } from '~/domain/time';
import type { Act, FieldSpec, Values, View } from './act';

/** Well-formed and of no scheme: the rules look at rights and status first. */
export const NO_CATEGORY = { category: 'E0000', condition: 'E0000.0' };
export const NO_UNIT = 'no-unit';
/** Enough for a reason, a name, and the two parties of a dispute. */
const TWO_LINES = '-\n-';

export function initialValues(act: Act, view: View): Record<string, unknown> {
	return Object.fromEntries(act.fields.map((field) => [field.key, initialOf(field, view)]));
}

function initialOf(field: FieldSpec, view: View): unknown {
	const given = field.initial?.(view);
	if (given !== undefined) return given;
	return field.kind === 'choices' || field.kind === 'photos' ? [] : '';
}

/** Undefined: a needed list has nothing to choose from. */
export function sampleValues(act: Act, view: View): Values | undefined {
	const values: Record<string, unknown> = {};
	for (const field of act.fields) {
		const value = sampleOf(field, view);
		if (value === undefined) return undefined;
		values[field.key] = value;
	}
	return values;
}

function sampleOf(field: FieldSpec, view: View): unknown {
	const initial = initialOf(field, view);
	if (isFilled(field, initial)) return initial;
	const first = field.options?.(view)[0]?.value;
	switch (field.kind) {
		case 'choice':
		case 'search':
			return first ?? (field.optional ? '' : undefined);
		case 'choices':
			return first !== undefined ? [first] : field.optional ? [] : undefined;
		case 'when':
			return field.optional ? '' : view.town.now + DAY;
		case 'case':
			return view.state.id.replace(/^./, (char) => (char === 'z' ? 'a' : 'z'));
		case 'category':
			return NO_CATEGORY;
		case 'words':
		case 'text':
			return TWO_LINES;
		default:
			return initial;
	}
}

function isFilled(field: FieldSpec, value: unknown): boolean {
	if (field.kind === 'category') return 'condition' in (value as object);
	return Array.isArray(value) ? value.length > 0 : value !== '';
}
