/** The lines that both papers share. */
import type { CaseState, TimelineEntry } from '~/domain/case/state';
import { m } from '~/paraglide/messages';
import type { Town } from '~/ui/case/town.svelte';
import { sourceWord } from '~/ui/case/words/case-words';
import { limitWords, severityWord } from '~/ui/case/words/limit-words';
import { said } from '~/ui/case/words/said';
import { exactTime } from '~/ui/shared/wall-clock';

export interface PaperFacts {
	readonly numbers: string;
	readonly place: string;
	readonly what: string;
	readonly severity: string;
	readonly source: string;
	readonly found: string;
	readonly received: string;
	readonly dispatched: string;
	readonly limit: string;
	readonly due: string;
	readonly close: string;
	/** What was told with the last dispatch. */
	readonly order: string;
	readonly meeting: string;
	readonly dispatcher: string;
}

const time = (at: number | undefined): string => (at === undefined ? '' : exactTime(at));

export function paperFacts(state: CaseState, town: Town): PaperFacts {
	const category = state.category ? town.scheme?.category(state.category) : undefined;
	const condition = state.condition ? town.scheme?.condition(state.condition) : undefined;
	const { clock } = state;
	const limit = clock?.limit ?? state.limit ?? condition?.limit;
	const last = state.timeline.findLast((line: TimelineEntry) => line.type === 'case.dispatched');
	const where = state.place.grid
		? town.gridName(state.place.grid)
		: town.villageName(state.place.village);
	return {
		numbers: [
			state.districtNumber && `${m.case_fact_district_number()} ${state.districtNumber}`,
			state.hotlineNumber && `${m.case_fact_hotline_number()} ${state.hotlineNumber}`
		]
			.filter(Boolean)
			.join('  '),
		place: `${state.place.address}  (${where})`,
		what: [category && said(category), condition && said(condition)].filter(Boolean).join(' · '),
		severity: [severityWord(state.severity), state.lifeSafety ? m.case_life_safety() : '']
			.filter(Boolean)
			.join('  '),
		source: sourceWord(state.source),
		found: time(state.reportedAt),
		received: time(state.receivedAt),
		dispatched: last ? time(last.at) : m.desk_paper_not_dispatched(),
		limit: limit ? limitWords(limit) : '',
		due: time(clock?.dueAt),
		close: condition ? said(condition.close) : '',
		order: last?.words ?? '',
		meeting: [time(state.meetAt), state.meetPlace ?? ''].filter(Boolean).join('  '),
		dispatcher: last?.by.name ?? ''
	};
}
