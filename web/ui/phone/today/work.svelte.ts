/** What waits for the person: jobs of her units, checks asked of her, what she parked, what she found. */
import { getApp } from '~/app/compose';
import type { CaseRow, Live } from '~/app/doors';
import { byKey } from '~/ui/case/by-key';
import { byTimeLeft } from '~/ui/case/by-time-left';
import { nextStep } from '~/ui/case/next-step';
import type { Town } from '~/ui/case/town.svelte';
import type { Viewer } from '../viewer.svelte';

const MINE_SHOWN = 4;
const NOBODY = '-';

export class MyWork {
	#cases = getApp().cases;
	#town: Town;
	#viewer: Viewer;
	#byUnit: Live<CaseRow[]>;
	#asked: Live<CaseRow[]>;
	#unasked: Live<CaseRow[]>;
	#parked: Live<CaseRow[]>;
	#mine: Live<CaseRow[]>;

	constructor(town: Town, viewer: Viewer) {
		this.#town = town;
		this.#viewer = viewer;
		const village = () => viewer.village ?? NOBODY;
		this.#asked = this.#cases.list(() => ({ checker: viewer.person || NOBODY }));
		this.#unasked = this.#cases.list(() => ({
			area: village(),
			statuses: ['verifying', 'checking']
		}));
		this.#byUnit = this.#cases.list(() => ({
			unit: viewer.units[0] ?? NOBODY,
			statuses: ['reported', 'verifying', 'parked', 'filed', 'handling']
		}));
		this.#parked = this.#cases.list(() => ({
			reporter: viewer.person || NOBODY,
			statuses: ['parked']
		}));
		this.#mine = this.#cases.list(() => ({
			reporter: viewer.person || NOBODY,
			limit: MINE_SHOWN + this.#parkedCount
		}));
	}

	get #parkedCount(): number {
		return this.#parked.current?.length ?? 0;
	}

	/** Only what she herself has a next step in, the most pressing first. */
	readonly tasks: CaseRow[] | undefined = $derived.by(() => {
		const lists = [this.#asked.current, this.#unasked.current, this.#byUnit.current];
		if (lists.some((rows) => rows === undefined)) return undefined;
		const rows = byKey(
			lists.flatMap((list) => list ?? []),
			(row) => row.state.id
		);
		const open = [...rows.values()].filter(({ state }) => {
			const step = nextStep(state, this.#viewer);
			return step !== undefined && step.kind !== 'finishSelf';
		});
		return this.#sorted(open);
	});

	readonly parked: CaseRow[] | undefined = $derived.by(
		() => this.#parked.current && this.#sorted(this.#parked.current)
	);

	readonly mine: CaseRow[] | undefined = $derived.by(() =>
		this.#mine.current?.filter(({ state }) => state.status !== 'parked').slice(0, MINE_SHOWN)
	);

	#sorted(rows: readonly CaseRow[]): CaseRow[] {
		return byTimeLeft(rows, this.#town.now, this.#town.calendar, this.#town.settings);
	}
}
