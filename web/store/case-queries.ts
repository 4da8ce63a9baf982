/** Lists of cases, newest first, each over the index that leaves the fewest rows to look at. */
import type { Collection } from 'dexie';
import { OPEN_STATUSES, type CaseState } from '../domain/case/state';
import { distanceM, type Pos, type TownGeo } from '../domain/geo';
import { normalizeForSearch } from '../domain/text';
import { cellsAround } from './cells';
import type { ReplicaDb } from './replica-db';
import type { CaseTableRow } from './tables';

export interface CaseQuery {
	readonly statuses?: readonly CaseState['status'][];
	readonly area?: string;
	readonly unit?: string;
	readonly reporter?: string;
	readonly checker?: string;
	readonly element?: string;
	readonly text?: string;
	readonly limit?: number;
}

const DEFAULT_LIMIT = 200;

export async function findCases(db: ReplicaDb, query: CaseQuery): Promise<CaseTableRow[]> {
	const limit = query.limit ?? DEFAULT_LIMIT;
	const fits = testOf(query);
	const plan = planOf(db, query);
	if (!plan.sorted) {
		const rows = (await plan.rows.toArray()).filter(fits);
		return rows.sort((a, b) => a.newest - b.newest).slice(0, limit);
	}
	// A bare limit reads whole blocks; with a test, rows are looked at one by one until it is full.
	return plan.exact
		? plan.rows.limit(limit).toArray()
		: plan.rows.filter(fits).limit(limit).toArray();
}

interface Plan {
	readonly rows: Collection<CaseTableRow, string>;
	/** Newest first already. */
	readonly sorted: boolean;
	/** The index alone answers the query. */
	readonly exact: boolean;
}

function planOf({ cases }: ReplicaDb, query: CaseQuery): Plan {
	const few = (rows: Collection<CaseTableRow, string>): Plan => ({
		rows,
		sorted: false,
		exact: false
	});
	const sorted = (index: string, value: string): Plan => ({
		rows: cases.where(index).between([value, -Infinity], [value, Infinity]),
		sorted: true,
		exact: !query.statuses && !query.text && Object.keys(query).length <= 2
	});
	const { element, checker, unit, reporter, area, statuses } = query;
	if (element !== undefined) return few(cases.where('element').equals(element));
	if (checker !== undefined) return few(cases.where('checker').equals(checker));
	if (unit !== undefined) return few(cases.where('units').equals(unit));
	if (reporter !== undefined) return sorted('[reporter+newest]', reporter);
	// Open work is little; what was closed is much.
	if (statuses?.every((status) => OPEN_STATUSES.includes(status)))
		return few(cases.where('status').anyOf([...statuses]));
	if (area !== undefined && area.length >= 15) return sorted('[grid+newest]', area);
	if (area !== undefined && area.length === 12) return sorted('[village+newest]', area);
	return {
		rows: cases.orderBy('newest'),
		sorted: true,
		exact: Object.keys(query).every((key) => key === 'limit')
	};
}

function testOf(query: CaseQuery): (row: CaseTableRow) => boolean {
	const words = normalizeForSearch(query.text ?? '')
		.split(' ')
		.filter(Boolean);
	return (row) =>
		(query.statuses === undefined || query.statuses.includes(row.doc.status)) &&
		(query.area === undefined || (row.grid || row.village).startsWith(query.area)) &&
		(query.unit === undefined || row.units.includes(query.unit)) &&
		(query.reporter === undefined || row.reporter === query.reporter) &&
		(query.checker === undefined || row.checker === query.checker) &&
		(query.element === undefined || row.element === query.element) &&
		(words.length === 0 || matches(row.doc, words));
}

function matches(doc: CaseState, words: readonly string[]): boolean {
	const { number, districtNumber, hotlineNumber, place } = doc;
	const text = normalizeForSearch(
		[number, districtNumber, hotlineNumber, place.address, doc.words].filter(Boolean).join(' ')
	);
	return words.every((word) => text.includes(word));
}

/** Open cases within `metres`, nearest first. */
export async function casesNear(
	db: ReplicaDb,
	pos: Pos,
	metres: number,
	geo: TownGeo,
	category?: string
): Promise<CaseTableRow[]> {
	const cells = cellsAround(pos, metres, geo);
	const rows = cells
		? await db.cases.where('cell').anyOf(cells).toArray()
		: await db.cases.where('status').anyOf(OPEN_STATUSES).toArray();
	return rows
		.filter(({ doc }) => category === undefined || doc.category === category)
		.flatMap((row) => {
			const at = row.doc.place.pos;
			return at ? [{ row, away: distanceM(pos, at, geo) }] : [];
		})
		.filter(({ away }) => away <= metres)
		.sort((a, b) => a.away - b.away)
		.map(({ row }) => row);
}
