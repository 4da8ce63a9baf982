/** From the words of a message to rows of the address book. */
import type { AddressRef } from '~/domain/refs';
import { placeTries } from '~/domain/paste/place-words';

export type SearchAddress = (text: string, limit: number) => Promise<readonly AddressRef[]>;

const ROWS_MAX = 4;

/** The first words that the book knows decide; later ones only add choices. */
export async function findPlaces(
	places: readonly string[],
	search: SearchAddress
): Promise<AddressRef[]> {
	const found = new Map<string, AddressRef>();
	for (const words of places) {
		for (const row of await firstKnown(words, search)) found.set(row.id, row);
		if (found.size >= ROWS_MAX) break;
	}
	return [...found.values()].slice(0, ROWS_MAX);
}

async function firstKnown(words: string, search: SearchAddress): Promise<readonly AddressRef[]> {
	for (const attempt of placeTries(words)) {
		const rows = await search(attempt, ROWS_MAX);
		if (rows.length > 0) return rows;
	}
	return [];
}
