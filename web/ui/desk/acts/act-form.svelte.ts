/** The form of a move: its values, checked by the command's own schema. */
import { safeParse, type core, type ZodMiniType } from 'zod/mini';
import type { PhotoDraft } from '~/app/doors';
import { caseCommandSchemas } from '~/domain/case/commands';
import { m } from '~/paraglide/messages';
import { FormState } from '~/ui/shared/form.svelte';
import type { Act, FieldSpec, View } from './act';
import { declared } from './photo-draft';
import { initialValues } from './samples';

type Issue = core.$ZodIssue;
type Form = FormState<Record<string, unknown>, Record<string, unknown>>;

export function actForm(act: Act, view: View, photos: () => readonly PhotoDraft[]): Form {
	const schema = caseCommandSchemas[act.type] as ZodMiniType;
	const withPhotos = act.fields.some((field) => field.kind === 'photos');
	const check = (values: Record<string, unknown>) => {
		const data = act.data(values, view);
		const whole = withPhotos ? { ...data, photos: photos().map(declared) } : data;
		const parsed = safeParse(schema, whole, { reportInput: true });
		const empty = act.fields.filter((field) => isMissing(field, values)).map(missing);
		const issues = [...empty, ...(parsed.error?.issues ?? []).map((issue) => atField(act, issue))];
		return issues.length > 0 ? { issues } : { data: { ...data }, issues };
	};
	return new FormState(check, initialValues(act, view), fieldWords);
}

/** A choice that was not made may still be well-formed data. */
function isMissing(field: FieldSpec, values: Record<string, unknown>): boolean {
	if (field.optional) return false;
	if (field.kind === 'category') return !values[field.key];
	const isChosen = ['choice', 'search', 'case', 'when', 'place'].includes(field.kind);
	return isChosen && (values[field.key] === '' || values[field.key] === undefined);
}

const missing = (field: FieldSpec): Issue =>
	({
		code: 'invalid_type',
		expected: 'string',
		path: [field.key],
		input: '',
		message: ''
	}) as Issue;

/** An issue of a key that the form does not show goes to the field that stands for it. */
function atField(act: Act, issue: Issue): Issue {
	const key = String(issue.path[0] ?? '');
	const field = act.fields.find((entry) => entry.key === key || entry.covers?.includes(key));
	return { ...issue, path: [field?.key ?? ''] } as Issue;
}

/** The domain's own refinements carry a word as their message. */
function fieldWords(_: string, issue: Issue): string | undefined {
	if (issue.code !== 'custom') return undefined;
	return issue.message === 'required' ? m.common_form_required() : m.common_form_wrong_kind();
}
