/** What the query of pull.js finds: the rows after a cursor that meet the keys, in their order. */
import type { Data, DocRow, JournalRow } from './data';

export interface PageParams {
	readonly keys: readonly string[];
	readonly after: number;
	readonly limit: number;
	/** Closed before this stays on the server. */
	readonly cut: number;
}

export interface PageRow {
	readonly seq: number;
	readonly collection: string;
	readonly id: string;
	readonly doc: string;
	readonly bytes: number;
}

export function pageOf(data: Data, { keys, after, limit, cut }: PageParams): PageRow[] {
	const mine = new Set(keys);
	const hits: { readonly row: JournalRow; readonly shown: boolean }[] = [];
	for (const row of data.tables.journal.values()) {
		if (row.seq <= after) continue;
		const meets = row.now.some((key) => mine.has(key));
		const shown = meets && !isBeyond(data, row, cut);
		const gone = after > 0 && row.ever.some((key) => mine.has(key) && !row.now.includes(key));
		if (shown || gone) hits.push({ row, shown });
	}
	hits.sort((a, b) => a.row.seq - b.row.seq);
	return hits.slice(0, limit).map(({ row: { seq, collection, id }, shown }) => {
		const doc = (shown && documentOf(data, collection, id)?.doc) || 'null';
		return { seq, collection, id, doc, bytes: doc.length };
	});
}

const documentOf = (data: Data, collection: string, id: string): DocRow | undefined =>
	data.tables[collection as 'cases'].get(id);

function isBeyond(data: Data, { collection, id }: JournalRow, cut: number): boolean {
	const at = closedAt(data, collection, id);
	return at >= 1 && at <= cut;
}

function closedAt(data: Data, collection: string, id: string): number {
	const row = documentOf(data, collection, id);
	if (collection === 'notes') return data.tables.cases.get(row?.caseId ?? '')?.closedAt ?? 0;
	return collection === 'cases' || collection === 'patrols' ? (row?.closedAt ?? 0) : 0;
}
