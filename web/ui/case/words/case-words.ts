/** What a case is called, where it comes from, and what is odd about it. */
import type { Source } from '~/domain/case/commands';
import type { CaseFlag, CasePhoto, CaseState } from '~/domain/case/state';
import type { SchemeIndex } from '~/domain/scheme';
import { m } from '~/paraglide/messages';
import { said } from './said';

/** The category, else the first words, else that it has none. */
export function caseTitle(
	state: Pick<CaseState, 'category' | 'words'>,
	scheme: SchemeIndex | undefined
): string {
	const category = state.category === undefined ? undefined : scheme?.category(state.category);
	if (category) return said(category);
	const words = state.words.trim();
	if (words !== '') return words.length > 24 ? `${words.slice(0, 24)}…` : words;
	return m.case_untitled();
}

export const caseNumber = (state: Pick<CaseState, 'number'>): string =>
	state.number ?? m.case_number_waiting();

const SOURCE: Readonly<Record<Source, () => string>> = {
	patrol: m.case_source_patrol,
	call: m.case_source_call,
	hotline: m.case_source_hotline,
	video: m.case_source_video,
	leader: m.case_source_leader,
	upper: m.case_source_upper,
	resident: m.case_source_resident,
	delegate: m.case_source_delegate,
	village: m.case_source_village
};

export const sourceWord = (source: Source): string => SOURCE[source]();

const FLAG: Readonly<Record<CaseFlag, () => string>> = {
	clockOff: m.case_flag_clockOff,
	outsideArea: m.case_flag_outsideArea,
	nullIsland: m.case_flag_nullIsland,
	imprecise: m.case_flag_imprecise,
	lateFact: m.case_flag_lateFact
};

export const flagWord = (flag: CaseFlag): string => FLAG[flag]();

const PHOTO: Readonly<Record<CasePhoto['kind'], () => string>> = {
	near: m.case_photo_near,
	far: m.case_photo_far,
	before: m.case_photo_before,
	after: m.case_photo_after,
	other: m.case_photo_other
};

export const photoKindWord = (kind: CasePhoto['kind']): string => PHOTO[kind]();
