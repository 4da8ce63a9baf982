/** The six numbers of a leader's day, each with the cases behind it. Pure. */
import { isOpen } from '~/domain/case/state';
import { dayNumber, type Ms } from '~/domain/time';
import { inOrder } from '../queue/order';
import { unanswered, type Item } from '../queue/views';

export const NUMBERS = ['came', 'open', 'red', 'yellow', 'whistle', 'closed'] as const;
export type NumberKey = (typeof NUMBERS)[number];
export type Board = Readonly<Record<NumberKey, readonly Item[]>>;

export function boardOf(items: readonly Item[], now: Ms): Board {
	const today = dayNumber(now);
	const pick = (wanted: (item: Item) => boolean) => inOrder(items.filter(wanted), 'urgent');
	const open = pick(({ state }) => isOpen(state));
	return {
		came: pick(({ state }) => dayNumber(state.receivedAt) === today),
		open,
		red: open.filter(({ light }) => light.light === 'red'),
		yellow: open.filter(({ light }) => light.light === 'yellow'),
		whistle: open.filter(({ state }) => unanswered(state) > 0),
		closed: pick(({ state }) => state.closedAt !== undefined && dayNumber(state.closedAt) === today)
	};
}
