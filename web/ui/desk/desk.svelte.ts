/**
 * The desk's state for one layout: which cases stand in the queue and in which order, which is open,
 * what is new, and what the map is asked for. Panes read it; only panes' presses change it.
 */
import { getContext, setContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import { getApp } from '~/app/compose';
import type { CaseRow } from '~/app/doors';
import { OPEN_STATUSES } from '~/domain/case/state';
import type { Pos } from '~/domain/geo';
import type { Town } from '~/ui/case/town.svelte';
import { readStored, writeStored } from '~/ui/shared/stored';
import { Lights } from './queue/lights';
import { News } from './queue/news';
import { inOrder, type Order } from './queue/order';
import { belongsTo, countViews, VIEWS, type Item, type View } from './queue/views';

/** All open cases of a town fit; a search shows what one can still read through. */
const OPEN_MAX = 5000;
const FOUND_MAX = 300;
const KEY_VIEW = 'lianqin.desk.view';
const KEY_ORDER = 'lianqin.desk.order';

export class Desk {
	readonly town: Town;
	#app = getApp();
	#view = $state<View>(VIEWS.find((view) => view === readStored(KEY_VIEW)) ?? 'all');
	#order = $state<Order>(readStored(KEY_ORDER) === 'newest' ? 'newest' : 'urgent');
	/** Searches number, words and address, in closed cases too. */
	text = $state('');
	/** The case in the middle pane. */
	selected = $state<string>();
	/** Set while somebody is asked to press on the map: the intake form. */
	onpick = $state.raw<(place: Pos) => void>();
	/** What the map marks besides cases: where the form says it is. */
	mark = $state.raw<Pos>();
	/** Text pasted anywhere on the desk, until the intake form takes it. */
	pasted = $state<string>();
	/** Came in while this desk was open, and nobody here has looked at it yet. */
	readonly fresh = new SvelteSet<string>();
	#news = new News(this.#app.now());
	#lights = new Lights();
	/** Where the open case stood in the queue when it was last there. */
	#place = 0;

	#open = this.#app.cases.list(() => ({ statuses: OPEN_STATUSES, limit: OPEN_MAX }));
	#found = this.#app.cases.list(() =>
		this.searching ? { text: this.text.trim(), limit: FOUND_MAX } : { limit: 0 }
	);

	#items = $derived(this.#open.current?.map((row) => this.#item(row)));
	readonly counts = $derived(countViews(this.#items ?? []));
	/** What the queue shows, in its order; undefined until the first answer. */
	readonly shown: readonly Item[] | undefined = $derived.by(() => {
		if (this.searching) {
			const found = this.#found.current?.map((row) => this.#item(row));
			return found && inOrder(found, this.#order);
		}
		const wanted = this.#items?.filter((item) => belongsTo(this.#view, item));
		return wanted && inOrder(wanted, this.#order);
	});

	constructor(town: Town) {
		this.town = town;
		$effect(() => this.#notice(this.#open.current));
		$effect(() => {
			if (this.index >= 0) this.#place = this.index;
		});
	}

	get searching(): boolean {
		return this.text.trim() !== '';
	}

	get view(): View {
		return this.#view;
	}

	set view(view: View) {
		this.#view = view;
		this.text = '';
		writeStored(KEY_VIEW, view);
	}

	get order(): Order {
		return this.#order;
	}

	set order(order: Order) {
		this.#order = order;
		writeStored(KEY_ORDER, order);
	}

	/** The open case, whether or not it still belongs to the view. */
	get current(): Item | undefined {
		const isIt = ({ state }: Item) => state.id === this.selected;
		return this.shown?.find(isIt) ?? this.#items?.find(isIt);
	}

	get index(): number {
		return this.shown?.findIndex(({ state }) => state.id === this.selected) ?? -1;
	}

	/**
	 * The neighbour of the open case in the queue. One that was just dispatched has left the view: then
	 * the one that moved up to its place is next.
	 */
	beside(step: 1 | -1): string | undefined {
		const items = this.shown ?? [];
		const gone = step === 1 ? this.#place : this.#place - 1;
		const next = this.index < 0 ? gone : this.index + step;
		return items[Math.min(Math.max(next, 0), items.length - 1)]?.state.id;
	}

	#item({ state, pending, doubtful }: CaseRow): Item {
		return { state, light: this.#lights.of(state, this.town), pending, doubtful };
	}

	#notice(rows: readonly CaseRow[] | undefined): void {
		if (!rows) return;
		const states = rows.map(({ state }) => state);
		for (const id of this.#news.of(states, this.#app.session.me?.person)) this.fresh.add(id);
	}
}

const KEY = Symbol('desk');

export function provideDesk(town: Town): Desk {
	return setContext(KEY, new Desk(town));
}

export function useDesk(): Desk {
	const desk = getContext<Desk | undefined>(KEY);
	if (!desk) throw new Error('provideDesk() belongs into the layout above');
	return desk;
}
