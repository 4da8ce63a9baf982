/** What a leader's screen reads: everything open, and what came or was closed today. */
import { getApp } from '~/app/compose';
import type { CaseRow } from '~/app/doors';
import { OPEN_STATUSES } from '~/domain/case/state';
import { byKey } from '~/ui/case/by-key';
import type { Town } from '~/ui/case/town.svelte';
import { Lights } from '../queue/lights';
import type { Item } from '../queue/views';
import { boardOf, type Board } from './board';

const OPEN_MAX = 5000;
/** More do not come or close in a town in a day. */
const DAY_MAX = 800;

export class Leader {
	#town: Town;
	#lights = new Lights();
	#open = getApp().cases.list(() => ({ statuses: OPEN_STATUSES, limit: OPEN_MAX }));
	#closed = getApp().cases.list(() => ({ statuses: ['closed'], limit: DAY_MAX }));
	#newest = getApp().cases.list(() => ({ limit: DAY_MAX }));

	/** Undefined until all three have answered. */
	readonly board: Board | undefined = $derived.by(() => {
		const lists = [this.#open.current, this.#closed.current, this.#newest.current];
		if (lists.some((list) => list === undefined)) return undefined;
		const rows = byKey(
			lists.flatMap((list) => list ?? []),
			(row) => row.state.id
		);
		return boardOf(
			[...rows.values()].map((row) => this.#item(row)),
			this.#town.now
		);
	});

	constructor(town: Town) {
		this.#town = town;
	}

	#item({ state, pending, doubtful }: CaseRow): Item {
		return { state, light: this.#lights.of(state, this.#town), pending, doubtful };
	}
}
