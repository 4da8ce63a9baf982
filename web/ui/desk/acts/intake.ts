/** Moves before there is a job: correct, verify, refuse, file, merge. */
import Ban from '@lucide/svelte/icons/ban';
import Camera from '@lucide/svelte/icons/camera';
import FileCheck from '@lucide/svelte/icons/file-check-2';
import FilePen from '@lucide/svelte/icons/file-pen';
import FileX from '@lucide/svelte/icons/file-x-2';
import Merge from '@lucide/svelte/icons/merge';
import MessagePlus from '@lucide/svelte/icons/message-square-plus';
import Search from '@lucide/svelte/icons/search-check';
import Split from '@lucide/svelte/icons/split';
import Undo from '@lucide/svelte/icons/undo-2';
import UserSearch from '@lucide/svelte/icons/user-search';
import { m } from '~/paraglide/messages';
import { compact } from '~/domain/compact';
import type { Place } from '~/domain/fields';
import { workerOf } from '~/domain/refs';
import { act, text, textOr, type Act, type FieldSpec, type View } from './act';
import { choice, photos, reason, words } from './fields';

interface Graded {
	readonly category?: string;
	readonly condition?: string;
}

const category: FieldSpec = {
	key: 'category',
	kind: 'category',
	label: m.desk_field_category,
	covers: ['condition'],
	initial: ({ state }) => compact({ category: state.category, condition: state.condition })
};

const checker: FieldSpec = {
	key: 'checker',
	kind: 'choice',
	label: m.desk_field_checker,
	optional: true,
	hint: () => m.desk_field_checker_hint(),
	options: ({ state, town }) => {
		const worker = state.place.grid && workerOf(town.beats, state.place.grid);
		const own = town.people.filter((person) => person.village === state.place.village);
		const first = town.people.find((person) => person.id === worker);
		return [...(first ? [first] : []), ...own.filter((person) => person.id !== worker)].map(
			(person) => ({ value: person.id, label: person.name, hint: person.title })
		);
	},
	initial: ({ state, town }) => (state.place.grid && workerOf(town.beats, state.place.grid)) || ''
};

const grading = (values: Readonly<Record<string, unknown>>): Graded =>
	(values.category as Graded | undefined) ?? {};

/** Only what differs: an amendment names what it changes. */
function changes(values: Readonly<Record<string, unknown>>, { state }: View) {
	const { category: kind, condition } = grading(values);
	const place = values.place as Place | undefined;
	const other = (key: 'words' | 'districtNumber' | 'hotlineNumber') => {
		const value = text(values, key);
		return value !== (state[key] ?? '') && (value !== '' || key === 'words') ? value : undefined;
	};
	return compact({
		place: place && JSON.stringify(place) !== JSON.stringify(state.place) ? place : undefined,
		category: kind === state.category ? undefined : kind,
		condition: condition === state.condition ? undefined : condition,
		words: other('words'),
		districtNumber: other('districtNumber'),
		hotlineNumber: other('hotlineNumber')
	});
}

export const INTAKE: readonly Act[] = [
	act('case.amend', {
		group: 'intake',
		label: m.desk_act_amend,
		icon: FilePen,
		fields: [
			{
				key: 'place',
				kind: 'place',
				label: m.desk_field_place,
				initial: ({ state }) => state.place
			},
			category,
			{ ...words(true, m.desk_field_case_words), initial: ({ state }) => state.words },
			{
				key: 'districtNumber',
				kind: 'text',
				label: m.case_fact_district_number,
				optional: true,
				initial: ({ state }) => state.districtNumber ?? ''
			},
			{
				key: 'hotlineNumber',
				kind: 'text',
				label: m.case_fact_hotline_number,
				optional: true,
				initial: ({ state }) => state.hotlineNumber ?? ''
			}
		],
		data: changes
	}),
	act('case.addPhotos', {
		group: 'intake',
		label: m.desk_act_addPhotos,
		icon: Camera,
		fields: [{ ...photos, optional: false }, words()],
		data: (values) => compact({ words: textOr(values, 'words') })
	}),
	act('case.askVerify', {
		group: 'intake',
		label: m.desk_act_askVerify,
		icon: UserSearch,
		fields: [checker, words()],
		follows: m.desk_follows_askVerify,
		data: (values) =>
			compact({ checker: textOr(values, 'checker'), words: textOr(values, 'words') })
	}),
	act('case.verifyExists', {
		group: 'intake',
		label: m.desk_act_verifyExists,
		icon: Search,
		fields: [
			choice('exists', m.desk_field_exists, [
				['yes', m.desk_exists_yes],
				['no', m.desk_exists_no]
			]),
			words(),
			photos
		],
		data: (values) => ({ exists: values.exists === 'yes', words: text(values, 'words') })
	}),
	act('case.file', {
		group: 'intake',
		label: m.desk_act_file,
		icon: FileCheck,
		fields: [category],
		data: (values) => {
			const { category: kind = '', condition = '' } = grading(values);
			return { category: kind, condition };
		}
	}),
	act('case.refuse', {
		group: 'intake',
		label: m.desk_act_refuse,
		icon: FileX,
		final: true,
		follows: m.desk_follows_refuse,
		fields: [reason()],
		data: (values) => ({ reason: text(values, 'reason') })
	}),
	act('case.void', {
		group: 'intake',
		label: m.desk_act_void,
		icon: Ban,
		final: true,
		follows: m.desk_follows_void,
		fields: [reason()],
		data: (values) => ({ reason: text(values, 'reason') })
	}),
	act('case.unpark', {
		group: 'intake',
		label: m.desk_act_unpark,
		icon: Undo,
		fields: [reason()],
		data: (values) => ({ reason: text(values, 'reason') })
	}),
	act('case.merge', {
		group: 'intake',
		label: m.desk_act_merge,
		icon: Merge,
		follows: m.desk_follows_merge,
		fields: [{ key: 'into', kind: 'case', label: m.desk_field_into }, reason()],
		data: (values) => ({ into: text(values, 'into'), reason: text(values, 'reason') })
	}),
	act('case.unmerge', {
		group: 'intake',
		label: m.desk_act_unmerge,
		icon: Split,
		offered: ({ state }) => state.status === 'merged',
		fields: [reason()],
		data: (values) => ({ reason: text(values, 'reason') })
	}),
	act('case.voice', {
		group: 'intake',
		label: m.desk_act_voice,
		icon: MessagePlus,
		follows: m.desk_follows_voice,
		fields: [words(), photos],
		data: (values) => ({ words: text(values, 'words') })
	})
];
