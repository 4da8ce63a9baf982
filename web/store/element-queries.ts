/** Lists of elements by code, and what stands near a place. */
import type { ElementDoc } from '../domain/element/element';
import { distanceM, type Pos, type TownGeo } from '../domain/geo';
import { normalizeForSearch } from '../domain/text';
import { cellsAround } from './cells';
import type { ReplicaDb } from './replica-db';

export interface ElementQuery {
	readonly type?: string;
	readonly area?: string;
	readonly text?: string;
	readonly limit?: number;
}

export async function findElements(db: ReplicaDb, query: ElementQuery): Promise<ElementDoc[]> {
	const words = normalizeForSearch(query.text ?? '')
		.split(' ')
		.filter(Boolean);
	const { type, area } = query;
	const rows = await rowsFor(db, query)
		.filter(
			(row) =>
				(type === undefined || row.type === type) &&
				(area === undefined || row.grid.startsWith(area)) &&
				(words.length === 0 || matches(row.doc, words))
		)
		.limit(query.limit ?? 500)
		.toArray();
	return rows.map(({ doc }) => doc);
}

function rowsFor({ elements }: ReplicaDb, { type, area }: ElementQuery) {
	const over = (index: string, value: string) =>
		elements.where(index).between([value, ''], [value, '\uffff']);
	if (area !== undefined && area.length >= 15) return over('[grid+code]', area);
	if (area !== undefined && area.length === 12) return over('[village+code]', area);
	if (type !== undefined) return over('[type+code]', type);
	return elements.orderBy('code');
}

function matches({ name, code, address }: ElementDoc, words: readonly string[]): boolean {
	const text = normalizeForSearch(`${name} ${code} ${address}`);
	return words.every((word) => text.includes(word));
}

/** Nearest first. */
export async function elementsNear(
	db: ReplicaDb,
	pos: Pos,
	metres: number,
	geo: TownGeo
): Promise<ElementDoc[]> {
	const cells = cellsAround(pos, metres, geo);
	const rows = cells
		? await db.elements.where('cell').anyOf(cells).toArray()
		: await db.elements.toArray();
	return rows
		.map(({ doc }) => ({ doc, away: distanceM(pos, doc.pos, geo) }))
		.filter(({ away }) => away <= metres)
		.sort((a, b) => a.away - b.away)
		.map(({ doc }) => doc);
}
