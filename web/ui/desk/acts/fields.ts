/** Fields that several moves ask for. */
import { m } from '~/paraglide/messages';
import { OUTCOMES } from '~/domain/case/commands';
import { activeParts, type UnitPart } from '~/domain/case/state';
import { outcomeWord, unitStatusWord } from '~/ui/case/words/unit-words';
import type { FieldSpec, Option, View } from './act';

export const reason = (label: () => string = m.desk_field_reason): FieldSpec => ({
	key: 'reason',
	kind: 'words',
	label
});

export const words = (optional = true, label: () => string = m.desk_field_words): FieldSpec => ({
	key: 'words',
	kind: 'words',
	label,
	optional
});

export const photos: FieldSpec = {
	key: 'photos',
	kind: 'photos',
	label: m.desk_field_photos,
	optional: true
};

const partOption = (part: UnitPart): Option => ({
	value: part.unit,
	label: part.name,
	hint: unitStatusWord(part)
});

/** One of the called units; the only one is chosen already. */
export function calledUnit(wanted: (part: UnitPart) => boolean, optional = false): FieldSpec {
	const options = ({ state }: View) => activeParts(state).filter(wanted).map(partOption);
	return {
		key: 'unit',
		kind: 'choice',
		label: m.desk_field_unit,
		optional,
		options,
		initial: (view) => {
			const [only, ...more] = options(view);
			return only && more.length === 0 && !optional ? only.value : '';
		}
	};
}

/** Any part that was not let go, also one that declined. */
export const partToRelease: FieldSpec = {
	key: 'unit',
	kind: 'choice',
	label: m.desk_field_unit,
	options: ({ state }) =>
		state.units
			.filter((part) => part.status !== 'released' && part.duty !== 'lead')
			.map(partOption),
	initial: ({ state }) => state.units.find((part) => part.status === 'declined')?.unit ?? ''
};

export function unitOptions({ state, town }: View): Option[] {
	const called = new Set(activeParts(state).map((part) => part.unit));
	const { village } = state.place;
	const rank = (own: string | undefined) => (own === village ? 0 : own === undefined ? 1 : 2);
	return town.units
		.filter((unit) => unit.town === state.place.town && !called.has(unit.id))
		.filter((unit) => unit.village === undefined || unit.village === village)
		.sort((a, b) => rank(a.village) - rank(b.village))
		.map((unit) => ({
			value: unit.id,
			label: unit.name,
			keywords: unit.nameEn,
			...(unit.access === 'link' && { hint: m.case_unit_by_link() })
		}));
}

export const newUnit: FieldSpec = {
	key: 'unit',
	kind: 'search',
	label: m.desk_field_unit,
	options: unitOptions
};

export const outcomes: FieldSpec = {
	key: 'outcomes',
	kind: 'choices',
	label: m.desk_field_outcomes,
	options: () => OUTCOMES.map((value) => ({ value, label: outcomeWord(value) }))
};

/** Units that have handed in; all of them when none is chosen. */
export const unitsDone: FieldSpec = {
	key: 'units',
	kind: 'choices',
	label: m.desk_field_rework_units,
	optional: true,
	hint: () => m.desk_field_rework_units_hint(),
	options: ({ state }) =>
		activeParts(state)
			.filter((part) => part.status === 'done')
			.map(partOption)
};

export function choice(
	key: string,
	label: () => string,
	options: readonly (readonly [string, () => string])[],
	extra: Partial<FieldSpec> = {}
): FieldSpec {
	return {
		key,
		kind: 'choice',
		label,
		options: () => options.map(([value, word]) => ({ value, label: word() })),
		...extra
	};
}
