/** What came in while one was looking. Pure but for its memory. */
import type { CaseState } from '~/domain/case/state';
import type { Ms } from '~/domain/time';

export class News {
	#known: ReadonlySet<string> | undefined;
	#since: Ms;

	/** @param since When the desk was opened, on the server's clock. */
	constructor(since: Ms) {
		this.#since = since;
	}

	/**
	 * Ids that were not there before and that others reported. What was received before the desk was
	 * opened is no news, even if this device learns of it only now: its first sync brings everything.
	 */
	of(states: readonly CaseState[], me: string | undefined): string[] {
		const known = this.#known;
		this.#known = new Set(states.map(({ id }) => id));
		return states
			.filter(({ id, reporter, receivedAt }) => {
				const late = receivedAt >= this.#since && reporter.person !== me;
				return late && known?.has(id) !== true;
			})
			.map(({ id }) => id);
	}
}
