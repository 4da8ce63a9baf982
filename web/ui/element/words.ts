/** An element's values in words; what is graded above plain reading is shown masked. Pure but for words. */
import type { AttrValue, ElementCondition, ElementDoc } from '~/domain/element/element';
import type { AttrSchema } from '~/domain/refs';
import type { Grade } from '~/domain/grade';
import { maskName, maskPhone } from '~/domain/text';
import { m } from '~/paraglide/messages';
import type { Tone } from '~/ui/shared/tone';
import { said } from '../case/words/said';

const STATE: Readonly<Record<ElementCondition, { tone: Tone; word: () => string }>> = {
	intact: { tone: 'green', word: m.element_state_intact },
	damaged: { tone: 'yellow', word: m.element_state_damaged },
	lost: { tone: 'red', word: m.element_state_lost },
	retired: { tone: 'grey', word: m.element_state_retired }
};

export const stateWord = (state: ElementCondition): string => STATE[state].word();
export const stateTone = (state: ElementCondition): Tone => STATE[state].tone;

const GRADE: Readonly<Record<Grade, () => string>> = {
	public: m.element_grade_public,
	internal: m.element_grade_internal,
	sensitive: m.element_grade_sensitive,
	restricted: m.element_grade_restricted
};

export const gradeWord = (grade: Grade): string => GRADE[grade]();

export const isGraded = (grade: Grade): boolean => grade === 'sensitive' || grade === 'restricted';

type Option = { readonly zh: string; readonly en: string } & (
	{ readonly key: string } | { readonly id: string }
);

export function attrWords(schema: AttrSchema, value: AttrValue): string {
	if (typeof value === 'boolean') return value ? m.element_yes() : m.element_no();
	const options = (schema.options ?? []) as readonly Option[];
	const option = options.find((each) => ('key' in each ? each.key : each.id) === value);
	return option ? said(option) : String(value);
}

/** A household, a person cared for: known by a masked name until somebody has a reason. */
export const elementName = ({ name, grade }: Pick<ElementDoc, 'name' | 'grade'>): string =>
	isGraded(grade) ? maskName(name) : name;

/** 张**, 138****1234: until somebody reveals it with a reason. */
export function maskedWords(schema: AttrSchema, value: AttrValue): string {
	const plain = attrWords(schema, value);
	if (schema.kind === 'phone') return maskPhone(plain);
	return schema.kind === 'text' ? maskName(plain) : '***';
}
