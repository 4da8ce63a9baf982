/** What came in while one was looking. Pure but for its memory. */
import type { CaseState } from '~/domain/case/state';

export class News {
	#known: ReadonlySet<string> | undefined;

	/** Ids that were not there before, others' reports only. The first answer is no news. */
	of(states: readonly CaseState[], me: string | undefined): string[] {
		const known = this.#known;
		this.#known = new Set(states.map(({ id }) => id));
		if (!known) return [];
		return states
			.filter(({ id, reporter }) => !known.has(id) && reporter.person !== me)
			.map(({ id }) => id);
	}
}
