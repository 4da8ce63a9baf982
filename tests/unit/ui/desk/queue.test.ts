import { describe, expect, it } from 'vitest';
import type { CaseState, UnitPart } from '~/domain/case/state';
import type { Light } from '~/domain/limits';
import { News } from '~/ui/desk/queue/news';
import { inOrder } from '~/ui/desk/queue/order';
import { belongsTo, countViews, type Item } from '~/ui/desk/queue/views';

const item = (
	id: string,
	change: Partial<CaseState> = {},
	light: Light = 'green',
	dueAt = 100
): Item => ({
	state: {
		id,
		status: 'handling',
		receivedAt: 0,
		lifeSafety: false,
		units: [],
		...change
	} as unknown as CaseState,
	light: { light, dueAt, clock: 'handling' },
	pending: 0,
	doubtful: false
});
const unit = (status: UnitPart['status'], origin: UnitPart['origin'] = 'dispatch') =>
	({ unit: 'u-a', status, origin }) as UnitPart;
const ids = (items: Item[]) => items.map(({ state }) => state.id).join(' ');

describe('the saved views', () => {
	it('ask for the stage that the centre waits on', () => {
		expect(belongsTo('takeIn', item('a', { status: 'reported' }))).toBe(true);
		expect(belongsTo('verify', item('a', { status: 'reported' }))).toBe(false);
		expect(belongsTo('dispatch', item('a', { status: 'filed' }))).toBe(true);
	});

	it('hold a returned job until the unit was let go or replaced', () => {
		expect(belongsTo('returned', item('a', { units: [unit('declined')] }))).toBe(true);
		expect(belongsTo('returned', item('a', { units: [unit('released')] }))).toBe(false);
	});

	it('never call a closed case late or whistled for', () => {
		const closed = item('a', { status: 'closed', whistledAt: 1 }, 'red');
		expect(belongsTo('late', closed)).toBe(false);
		expect(belongsTo('whistle', closed)).toBe(false);
		expect(belongsTo('all', closed)).toBe(true);
	});

	it('are counted in one pass', () => {
		const counts = countViews([
			item('a', { status: 'reported', whistledAt: 1 }, 'yellow'),
			item('b', { status: 'closed' })
		]);
		expect(counts).toMatchObject({ takeIn: 1, late: 1, whistle: 1, all: 2, check: 0 });
	});
});

describe('the order', () => {
	it('is red before yellow before green before grey, danger to life first, then what is due', () => {
		const items = [
			item('grey', {}, 'grey'),
			item('green-late', {}, 'green', 300),
			item('green-soon', {}, 'green', 200),
			item('red', {}, 'red'),
			item('green-life', { lifeSafety: true }, 'green', 900),
			item('yellow', {}, 'yellow')
		];
		expect(ids(inOrder(items, 'urgent'))).toBe('red yellow green-life green-soon green-late grey');
	});

	it('puts what is closed last and newest first', () => {
		const items = [
			item('old', { status: 'closed', receivedAt: 1 }, 'doneLate'),
			item('new', { status: 'closed', receivedAt: 2 }, 'doneInTime'),
			item('open', { receivedAt: 0 })
		];
		expect(ids(inOrder(items, 'urgent'))).toBe('open new old');
		expect(ids(inOrder(items, 'newest'))).toBe('new old open');
	});
});

describe('news', () => {
	const report = (id: string, receivedAt: number, person = 'p1') =>
		({ id, receivedAt, reporter: { person } }) as unknown as CaseState;

	it('is what was received since the desk was opened, once, and not one’s own', () => {
		const news = new News(100);
		expect(news.of([report('old', 50)], 'me')).toEqual([]);
		const more = [report('old', 50), report('late sync', 60), report('new', 120)];
		expect(news.of([...more, report('own', 130, 'me')], 'me')).toEqual(['new']);
		expect(news.of(more, 'me')).toEqual([]);
	});
});
