import { describe, expect, it } from 'vitest';
import type { AddressRef } from '~/domain/refs';
import { findPlaces } from '~/ui/desk/intake/find-places';

const BOOK = ['周祝公路 1590 弄', '周祝公路 1427 弄', '示例花园（周祝公路 1590 弄）'].map(
	(text, i) => ({ id: `a${i}`, text }) as AddressRef
);
const search = async (words: string, limit: number) =>
	BOOK.filter(({ text }) => text.includes(words)).slice(0, limit);
const ids = (rows: readonly AddressRef[]) => rows.map(({ id }) => id).join(' ');

describe('from the words of a message to the address book', () => {
	it('finds a lane that the book writes with spaces', async () => {
		const { rows, exact } = await findPlaces(['周祝公路1590弄12号'], search);
		expect(ids(rows)).toBe('a0 a2');
		expect(exact).toBe(true);
	});

	it('drops the words of the sentence before the road', async () => {
		expect((await findPlaces(['看见周祝公路1427弄'], search)).exact).toBe(true);
	});

	it('offers the road but does not choose another lane of it', async () => {
		const { rows, exact } = await findPlaces(['周祝公路99弄'], search);
		expect(rows).toHaveLength(3);
		expect(exact).toBe(false);
	});

	it('finds an estate by its name', async () => {
		const { rows, exact } = await findPlaces(['示例花园3号楼'], search);
		expect(ids(rows)).toBe('a2');
		expect(exact).toBe(true);
	});

	it('finds nothing where nothing is known', async () => {
		expect(await findPlaces(['虚构路1号'], search)).toEqual({ rows: [], exact: false });
	});
});
