/** What is wrong with a field, in words a person can act on. */
import type { core } from 'zod/mini';
import { m } from '~/paraglide/messages';

export function issueWords(issue: core.$ZodIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return issue.input === undefined || issue.input === null || issue.input === ''
				? m.common_form_required()
				: m.common_form_wrong_kind();
		case 'too_small':
			return tooSmall(issue);
		case 'too_big':
			return tooBig(issue);
		case 'invalid_format':
			return m.common_form_wrong_format();
		case 'invalid_value':
		case 'invalid_union':
			return m.common_form_choose_one();
		default:
			return m.common_form_wrong_kind();
	}
}

function tooSmall(issue: core.$ZodIssueTooSmall): string {
	const n = Number(issue.minimum);
	if (issue.origin === 'string' && n <= 1) return m.common_form_required();
	if (issue.origin === 'string') return m.common_form_too_short({ n });
	if (issue.origin === 'array') return m.common_form_too_few({ n });
	return m.common_form_at_least({ n });
}

function tooBig(issue: core.$ZodIssueTooBig): string {
	const n = Number(issue.maximum);
	if (issue.origin === 'string') return m.common_form_too_long({ n });
	if (issue.origin === 'array') return m.common_form_too_many({ n });
	return m.common_form_at_most({ n });
}
