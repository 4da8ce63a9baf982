import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseState } from '../../../web/domain/case/state';
import { distanceM, townGeoAt } from '../../../web/domain/geo';
import { findCases, casesNear, type CaseQuery } from '../../../web/store/case-queries';
import { cellOf, cellsAround } from '../../../web/store/cells';
import { findElements, elementsNear } from '../../../web/store/element-queries';
import { openReplica, type ReplicaDb } from '../../../web/store/replica-db';
import { rowOf } from '../../../web/store/rows';

const VILLAGES = ['310115901201', '310115901202'];
const CENTRE = { lat: 311_100_000, lng: 1_215_700_000 };
const geo = townGeoAt(CENTRE);
const STATUSES = ['reported', 'handling', 'closed', 'void'] as const;

/** Only what a list reads. */
const docs = Array.from({ length: 120 }, (_, n) => {
	const village = VILLAGES[n % 2] as string;
	const pos = {
		lat: CENTRE.lat + ((n * 7919) % 60_000) - 30_000,
		lng: CENTRE.lng + ((n * 104_729) % 60_000) - 30_000
	};
	return {
		id: `c${String(n).padStart(14, '0')}`,
		status: STATUSES[n % 4],
		receivedAt: 1_000_000 + ((n * 37) % 120),
		category: n % 3 === 0 ? 'A0301' : 'B0101',
		number: `N${n}`,
		words: n % 5 === 0 ? '消防通道 堵塞' : '暴露垃圾',
		reporter: { person: `p${n % 6}`, name: '示例', role: 'gridWorker' },
		place: {
			town: '310115901',
			village,
			grid: `${village}00${(n % 3) + 1}`,
			pos,
			address: `示例路${n}号`,
			element: `e${n % 10}`
		},
		units:
			n % 4 === 1
				? [
						{ unit: 'u-fire', status: 'waiting' },
						{ unit: 'u-old', status: 'declined' }
					]
				: [],
		...(n % 7 === 0 && { check: { checker: 'p-check' } })
	} as unknown as CaseState;
});
let db: ReplicaDb;

beforeAll(async () => {
	({ own: db } = await openReplica('lq-queries-test'));
	await db.cases.bulkPut(docs.map((doc, n) => rowOf('cases', doc.id, n + 1, doc)));
});

/** The same question, answered slowly. */
function slow(query: CaseQuery): string[] {
	return docs
		.filter(
			(doc) =>
				(!query.statuses || query.statuses.includes(doc.status)) &&
				(!query.area || (doc.place.grid ?? '').startsWith(query.area)) &&
				(!query.unit ||
					doc.units.some(({ unit, status }) => unit === query.unit && status !== 'declined')) &&
				(!query.reporter || doc.reporter.person === query.reporter) &&
				(!query.checker || doc.check?.checker === query.checker) &&
				(!query.element || doc.place.element === query.element) &&
				(!query.text ||
					query.text
						.toLowerCase()
						.split(' ')
						.every((word) =>
							`${doc.number} ${doc.place.address} ${doc.words}`.toLowerCase().includes(word)
						))
		)
		.sort((a, b) => b.receivedAt - a.receivedAt)
		.slice(0, query.limit ?? 200)
		.map(({ receivedAt }) => String(receivedAt));
}

describe('lists of cases', () => {
	const [first] = VILLAGES as [string];
	const queries: CaseQuery[] = [
		{},
		{ limit: 7 },
		{ area: first },
		{ area: first, limit: 5 },
		{ area: `${first}001`, limit: 5 },
		{ area: '310115901', limit: 9 },
		{ area: '310115902' },
		{ statuses: ['reported', 'handling'] },
		{ statuses: ['closed'], limit: 6 },
		{ statuses: ['closed'], area: first, limit: 6 },
		{ reporter: 'p3' },
		{ reporter: 'p3', statuses: ['handling'], limit: 2 },
		{ unit: 'u-fire', limit: 10 },
		{ unit: 'u-old' },
		{ checker: 'p-check' },
		{ element: 'e4' },
		{ text: '消防' },
		{ text: '路1 垃圾', limit: 4 },
		{ text: 'n11', statuses: ['reported'] }
	];
	test.each(queries)('%o is what a slow reading gives', async (query) => {
		const rows = await findCases(db, query);
		expect(rows.map(({ doc }) => String(doc.receivedAt))).toEqual(slow(query));
	});
});

describe('near', () => {
	test.each([30, 150, 400, 5_000])('within %d m, nearest first, open ones only', async (metres) => {
		const rows = await casesNear(db, CENTRE, metres, geo);
		const expected = docs
			.filter(({ status }) => status === 'reported' || status === 'handling')
			.map(({ place }) => distanceM(CENTRE, place.pos ?? CENTRE, geo))
			.filter((away) => away <= metres)
			.sort((a, b) => a - b);
		expect(rows.map(({ doc }) => distanceM(CENTRE, doc.place.pos ?? CENTRE, geo))).toEqual(
			expected
		);
	});
	test('only of one category when asked', async () => {
		const rows = await casesNear(db, CENTRE, 5_000, geo, 'A0301');
		expect(new Set(rows.map(({ doc }) => doc.category))).toEqual(new Set(['A0301']));
	});
	test('a circle’s cells hold every place in it', () => {
		const cells = cellsAround(CENTRE, 400, geo) ?? [];
		for (const { place } of docs)
			if (place.pos && distanceM(CENTRE, place.pos, geo) <= 400)
				expect(cells).toContain(cellOf(place.pos));
		expect(cellsAround(CENTRE, 50_000, geo)).toBeUndefined();
	});
});

test('elements by type, area and words, in the order of their codes', async () => {
	const elements = ['b', 'c', 'a'].map((code, n) => ({
		id: `e${code}`,
		type: n === 1 ? 'hydrant' : 'lift',
		code,
		name: `示例${code}`,
		address: '示例路',
		village: VILLAGES[0] as string,
		grid: `${VILLAGES[0]}001`,
		pos: { lat: CENTRE.lat + n * 10_000, lng: CENTRE.lng }
	}));
	await db.elements.bulkPut(elements.map((doc) => rowOf('elements', doc.id, 1, doc)));
	const codes = async (query: object) => (await findElements(db, query)).map(({ code }) => code);
	expect(await codes({})).toEqual(['a', 'b', 'c']);
	expect(await codes({ type: 'lift' })).toEqual(['a', 'b']);
	expect(await codes({ area: VILLAGES[0], text: '示例c' })).toEqual(['c']);
	expect(await codes({ area: VILLAGES[1] })).toEqual([]);
	const near = await elementsNear(db, CENTRE, 150, geo);
	expect(near.map(({ code }) => code)).toEqual(['b', 'c']);
});
