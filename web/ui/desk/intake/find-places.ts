/** From the words of a message to rows of the address book. */
import type { AddressRef } from '~/domain/refs';
import { placeTries } from '~/domain/paste/place-words';

export type SearchAddress = (text: string, limit: number) => Promise<readonly AddressRef[]>;

export interface FoundPlaces {
	readonly rows: readonly AddressRef[];
	/** False: only the road or the estate was known, the number was not. */
	readonly exact: boolean;
}

const ROWS_MAX = 4;

/** The first words that the book knows decide; later ones only add choices. */
export async function findPlaces(
	places: readonly string[],
	search: SearchAddress
): Promise<FoundPlaces> {
	const found: AddressRef[] = [];
	let exact = false;
	for (const words of places) {
		const rows = await firstKnown(words, search);
		if (found.length === 0) exact = rows.some((row) => hasNumberOf(row, words));
		found.push(...rows.filter((row) => !found.some(({ id }) => id === row.id)));
		if (found.length >= ROWS_MAX) break;
	}
	return { rows: found.slice(0, ROWS_MAX), exact };
}

/** Books part letters and numbers by a space, people do not. */
const spaced = (words: string): string =>
	words.replace(/([\u4e00-\u9fff])(\d)/g, '$1 $2').replace(/(\d)([\u4e00-\u9fff])/g, '$1 $2');

async function firstKnown(words: string, search: SearchAddress): Promise<readonly AddressRef[]> {
	for (const attempt of placeTries(words))
		for (const form of new Set([attempt, spaced(attempt)])) {
			const rows = await search(form, ROWS_MAX);
			if (rows.length > 0) return rows;
		}
	return [];
}

/** The wrong lane of the right road is worse than no lane: its number must be there. */
function hasNumberOf(row: AddressRef, words: string): boolean {
	const number = (/(\d+)弄/.exec(words) ?? /[路街巷道](\d+)号/.exec(words))?.[1];
	const numbers: readonly string[] = row.text.match(/\d+/g) ?? [];
	return number === undefined || numbers.includes(number);
}
