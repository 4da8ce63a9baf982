/** The order of the queue. Pure. */
import type { Light } from '~/domain/limits';
import { isOpen } from '~/domain/case/state';
import type { Item } from './views';

export type Order = 'urgent' | 'newest';

const RANK: Readonly<Record<Light, number>> = {
	red: 0,
	yellow: 1,
	green: 2,
	grey: 3,
	doneLate: 4,
	doneInTime: 4
};

const received = (a: Item, b: Item) => b.state.receivedAt - a.state.receivedAt;

/** Open before closed, then by light, danger to life first, then by what turns red next. */
function urgency(a: Item, b: Item): number {
	const open = Number(isOpen(b.state)) - Number(isOpen(a.state));
	if (open !== 0) return open;
	if (!isOpen(a.state)) return received(a, b);
	const light = RANK[a.light.light] - RANK[b.light.light];
	if (light !== 0) return light;
	const danger = Number(b.state.lifeSafety) - Number(a.state.lifeSafety);
	if (danger !== 0) return danger;
	const due = (a.light.dueAt ?? Infinity) - (b.light.dueAt ?? Infinity);
	return due < 0 ? -1 : due > 0 ? 1 : received(a, b);
}

export function inOrder(items: readonly Item[], order: Order): Item[] {
	return [...items].sort(order === 'newest' ? received : urgency);
}
