/**
 * 立案并派遣 as one plan: what it is, by when, who leads, who helps, where they meet. Prefilled, so
 * that the second press can be the last; changing the condition suggests another team until the team
 * was touched.
 */
import type { RunData } from '~/app/doors';
import type { CaseCommandType } from '~/domain/case/commands';
import { activeParts, type CaseState } from '~/domain/case/state';
import { compact } from '~/domain/compact';
import type { Limit } from '~/domain/limits';
import type { UnitRef } from '~/domain/refs';
import type { Condition } from '~/domain/scheme';
import type { Town } from '~/ui/case/town.svelte';
import { alsoAtHand, suggestTeam } from './team';

export type DispatchType = 'case.fileAndDispatch' | 'case.dispatch' | 'case.redispatch';

export interface Grading {
	readonly category?: string;
	readonly condition?: string;
}

export class Plan {
	readonly state: CaseState;
	readonly type: DispatchType;
	#town: Town;
	#grading = $state.raw<Grading>({});
	#chosen = $state.raw<readonly string[]>([]);
	#lead = $state<string>();
	#touched = $state(false);
	otherLimit = $state.raw<Limit>();
	limitReason = $state('');
	words = $state('');
	meetAt = $state<number | ''>('');
	meetPlace = $state('');
	reason = $state('');

	constructor(state: CaseState, type: DispatchType, town: Town) {
		this.state = state;
		this.type = type;
		this.#town = town;
		this.meetAt = state.meetAt ?? '';
		this.meetPlace = state.meetPlace ?? '';
		this.grading = compact({ category: state.category, condition: state.condition }) as Grading;
	}

	get grading(): Grading {
		return this.#grading;
	}

	set grading(grading: Grading) {
		this.#grading = grading;
		this.otherLimit = undefined;
		if (this.#touched) return;
		const { lead, assist } = suggestTeam(this.state, this.condition, this.#town);
		this.#lead = lead;
		this.#chosen = lead === undefined ? assist : [lead, ...assist];
	}

	get condition(): Condition | undefined {
		const { condition } = this.#grading;
		return condition === undefined ? undefined : this.#town.scheme?.condition(condition);
	}

	get lead(): string | undefined {
		return this.#lead;
	}

	set lead(lead: string | undefined) {
		this.#touched = true;
		this.#lead = lead;
	}

	get chosen(): readonly string[] {
		return this.#chosen;
	}

	set chosen(chosen: readonly string[]) {
		this.#touched = true;
		this.#chosen = chosen;
	}

	/** Suggested ones that were taken out stay at hand. */
	get suggested(): string[] {
		const { lead, assist } = suggestTeam(this.state, this.condition, this.#town);
		const rest = alsoAtHand(this.state.place.village, { lead, assist }, this.#town);
		return [...(lead === undefined ? [] : [lead]), ...assist, ...rest.map(({ id }) => id)];
	}

	/** Of this town, and of other villages none. */
	get units(): UnitRef[] {
		const { town, village } = this.state.place;
		return this.#town.units.filter(
			(unit) => unit.town === town && (unit.village === undefined || unit.village === village)
		);
	}

	/** The team in the order in which it is told: lead first. */
	get team(): UnitRef[] {
		const ids = [this.#lead, ...this.#chosen.filter((id) => id !== this.#lead)];
		return ids
			.map((id) => id && this.#town.unit(id))
			.filter((unit) => unit !== undefined && unit !== '') as UnitRef[];
	}

	get limit(): Limit | undefined {
		if (this.type !== 'case.fileAndDispatch') return this.state.limit;
		return this.otherLimit ?? this.condition?.limit;
	}

	/** Units that declined and are not in the new team: they are let go with the same reason. */
	get letGo(): string[] {
		return this.state.units
			.filter((part) => part.status === 'declined' && !this.#chosen.includes(part.unit))
			.map((part) => part.unit);
	}

	get calledAlready(): readonly string[] {
		return activeParts(this.state).map((part) => part.unit);
	}

	get data(): RunData<CaseCommandType> {
		const team = {
			lead: this.#lead ?? '',
			assist: this.#chosen.filter((id) => id !== this.#lead),
			words: this.words.trim() || undefined,
			meetAt: this.meetAt === '' ? undefined : this.meetAt,
			meetPlace: this.meetPlace.trim() || undefined
		};
		if (this.type === 'case.dispatch') return compact(team) as RunData<CaseCommandType>;
		if (this.type === 'case.redispatch')
			return compact({ ...team, reason: this.reason.trim() }) as RunData<CaseCommandType>;
		return compact({
			...team,
			category: this.#grading.category ?? '',
			condition: this.#grading.condition ?? '',
			limit: this.otherLimit,
			limitReason: this.otherLimit ? this.limitReason.trim() : undefined
		}) as RunData<CaseCommandType>;
	}
}
