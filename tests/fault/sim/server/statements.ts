/**
 * Every statement that the hooks of login, push, pull and photos ask the database, by its text. One
 * that is not known throws: then this file has fallen behind the hooks.
 */
import type { Data, DocumentTable } from './data';
import { insertOf, touchDocument } from './documents';
import { pageOf } from './page';

export type Params = Readonly<Record<string, string | number>>;
export type Row = Readonly<Record<string, unknown>>;
type Work = (data: Data, params: Params) => readonly Row[] | void;

const one = (row: Row | undefined): Row[] => (row ? [row] : []);
const idsOf = (params: Params): string[] => JSON.parse(String(params['ids'])) as string[];
const metaOf =
	(key: string): Work =>
	({ tables }) => {
		const v = tables.meta.get(key);
		return v === undefined ? [] : [{ v }];
	};

/** Whole texts, spaces folded. */
const EXACT: Readonly<Record<string, Work>> = {
	[`SELECT value AS v FROM meta WHERE "key" = 'lineage'`]: metaOf('lineage'),
	[`SELECT value AS v FROM meta WHERE "key" = 'seq'`]: metaOf('seq'),
	[`SELECT 1 AS v FROM meta WHERE "key" = {:mark}`]: ({ tables }, { mark }) =>
		tables.meta.has(String(mark)) ? [{ v: 1 }] : [],
	[`SELECT 1 AS v FROM sqlite_master WHERE name = 'meta'`]: () => [{ v: 1 }],
	[`UPDATE meta SET value = {:name} WHERE "key" = 'lineage'`]: (data, { name }) =>
		data.set('meta', 'lineage', name!),
	[`UPDATE meta SET value = value WHERE "key" = 'seq'`]: () => {},
	[`INSERT INTO meta VALUES ({:mark}, 1) ON CONFLICT DO NOTHING`]: (data, { mark }) =>
		data.set('meta', String(mark), 1),
	[`DELETE FROM meta WHERE "key" = {:mark}`]: ({ tables }, { mark }) =>
		void tables.meta.delete(String(mark)),

	'SELECT name, town, disabled FROM people WHERE id = {:person}': ({ tables }, { person }) =>
		one(tables.people.get(String(person)) as Row | undefined),
	'SELECT id, role, area, unit, validFrom, validTo FROM assignments WHERE person = {:person} AND (validTo = 0 OR validTo > {:since}) ORDER BY id':
		({ tables }, { person, since }) =>
			[...tables.assignments.values()]
				.filter(
					(row) => row.person === person && (row.validTo === 0 || row.validTo > Number(since))
				)
				.sort((a, b) => (a.id < b.id ? -1 : 1)) as unknown as Row[],

	'SELECT id, person, lastSeq, lastAt FROM replicas WHERE id = {:id}': ({ tables }, { id }) =>
		one(tables.replicas.get(String(id)) as Row | undefined),
	'INSERT INTO replicas (id, person, device, lastContact) VALUES ({:id}, {:person}, {:device}, {:now})':
		(data, { id, person, device, now }) =>
			data.set('replicas', String(id), {
				id: String(id),
				person: String(person),
				device: String(device),
				lastSeq: 0,
				lastAt: 0,
				lastContact: Number(now),
				deferred: 0,
				proto: 0
			}),
	'UPDATE replicas SET device = {:device}, lastContact = {:now} WHERE id = {:id}': (
		data,
		{ id, device, now }
	) => update(data, id, { device: String(device), lastContact: Number(now) }),
	'UPDATE replicas SET lastSeq = {:lastSeq}, lastAt = {:lastAt}, lastContact = {:now}, deferred = {:deferred}, proto = {:proto} WHERE id = {:id}':
		(data, { id, lastSeq, lastAt, now, deferred, proto }) =>
			update(data, id, {
				lastSeq: Number(lastSeq),
				lastAt: Number(lastAt),
				lastContact: Number(now),
				deferred: Number(deferred),
				proto: Number(proto)
			}),

	"SELECT id, hash, result, code, field, coalesce(params, '') AS params, seq FROM commands WHERE id IN (SELECT value FROM json_each({:ids}))":
		({ tables }, params) =>
			idsOf(params).flatMap((id) => {
				const row = tables.commands.get(id);
				return row ? [{ ...row, params: row.params ?? '' }] : [];
			}),
	'SELECT rseq FROM commands WHERE replica = {:replica} AND rseq > {:lastSeq}': (
		{ tables },
		{ replica, lastSeq }
	) =>
		[...tables.commands.values()].filter(
			(row) => row.replica === replica && row.rseq > Number(lastSeq)
		) as unknown as Row[],
	'SELECT raw FROM commands WHERE target = {:caseId} AND person = {:person} AND instr(raw, {:sha256}) > 0':
		({ tables }, { caseId, person, sha256 }) =>
			[...tables.commands.values()].filter(
				({ target, person: by, raw }) =>
					target === caseId && by === person && raw.includes(String(sha256))
			) as unknown as Row[],

	'SELECT value FROM counters WHERE id = {:id}': ({ tables }, { id }) =>
		one(tables.counters.get(String(id))),
	"SELECT coalesce(max(number), '') AS v FROM cases WHERE number > {:from} AND number < {:to}": (
		{ tables },
		{ from, to }
	) => {
		let v = '';
		for (const { number } of tables.cases.values())
			if (number > String(from) && number < String(to) && number > v) v = number;
		return [{ v }];
	},
	"SELECT '' AS v": () => [{ v: '' }],

	"SELECT coalesce(max(seq), 0) AS v FROM journal WHERE collection = 'refs'": ({ tables }) => {
		let v = 0;
		for (const { id } of tables.refs.values())
			v = Math.max(v, tables.journal.get(`refs/${id}`)?.seq ?? 0);
		return [{ v }];
	},
	"SELECT doc FROM refs WHERE town = {:town} AND kind IN ('town', 'scheme', 'calendar', 'units', 'beats')":
		({ tables }, { town }) =>
			[...tables.refs.values()].filter(
				(row) =>
					row.town === town && ['town', 'scheme', 'calendar', 'units', 'beats'].includes(row.kind)
			) as unknown as Row[],
	'UPDATE notes SET rev = rev + 1 WHERE caseId = {:id}': (data, { id }) => {
		for (const note of [...data.tables.notes.values()])
			if (note.caseId === id) touchDocument(data, 'notes', note.id);
	},
	'SELECT seq FROM journal WHERE collection = {:collection} AND id = {:id}': (
		{ tables },
		{ collection, id }
	) => one(tables.journal.get(`${collection}/${id}`) as Row | undefined),

	'SELECT bytes, thumbBytes FROM photos WHERE "case" = {:caseId} AND sha256 = {:sha256}': (
		{ tables },
		{ caseId, sha256 }
	) => one(tables.photos.get(`${caseId}/${sha256}`) as Row | undefined),
	'SELECT 1 AS n FROM photos WHERE "case" = {:caseId} AND sha256 = {:sha256}': (
		{ tables },
		{ caseId, sha256 }
	) => (tables.photos.has(`${caseId}/${sha256}`) ? [{ n: 1 }] : []),
	'SELECT sha256 FROM photos WHERE "case" = {:caseId}': ({ tables }, { caseId }) =>
		[...tables.photos.values()].filter((row) => row.case === caseId) as unknown as Row[],
	'SELECT doc FROM cases WHERE id = {:caseId} AND EXISTS ( SELECT 1 FROM json_each(scope) s JOIN json_each({:keys}) k ON k.value = s.value)':
		({ tables }, { caseId, keys }) => {
			const row = tables.cases.get(String(caseId));
			const mine = JSON.parse(String(keys)) as string[];
			const meets = row && (JSON.parse(row.scope) as string[]).some((key) => mine.includes(key));
			return meets ? [{ doc: row.doc }] : [];
		},
	"SELECT subject, act, name, words, at FROM desk_acts WHERE replica = {:replica} AND at > {:since} AND act IN ('apply', 'return', 'discard') ORDER BY at DESC LIMIT 100":
		() => []
};

function update(data: Data, id: string | number | undefined, change: object): void {
	const known = data.tables.replicas.get(String(id));
	if (known) data.set('replicas', known.id, { ...known, ...change });
}

/** By their beginning: the rest is made out of constants or of parameters. */
const BEGINS: readonly (readonly [head: string, make: (sql: string) => Work])[] = [
	[
		'SELECT id, doc, coalesce(scope,',
		(sql) => {
			const table = /FROM (\w+) WHERE id IN/.exec(sql)?.[1] as DocumentTable;
			return ({ tables }, params) =>
				idsOf(params).flatMap((id) => one(tables[table].get(id) as Row | undefined));
		}
	],
	[
		'WITH hits AS (',
		() => (data, params) => {
			const keys: string[] = [];
			for (let i = 0; params[`k${i}`] !== undefined; i++) keys.push(String(params[`k${i}`]));
			const { after, limit, cut } = params as Record<'after' | 'limit' | 'cut', number>;
			return pageOf(data, { keys, after, limit, cut }) as unknown as Row[];
		}
	],
	[
		'INSERT INTO photos ',
		() =>
			(data, { caseId, sha256, bytes, thumbBytes, person }) => {
				const key = `${caseId}/${sha256}`;
				if (data.tables.photos.has(key)) return;
				data.set('photos', key, {
					case: String(caseId),
					sha256: String(sha256),
					bytes: Number(bytes),
					thumbBytes: Number(thumbBytes),
					person: String(person)
				});
			}
	],
	['SELECT r.id, r.device, r.lastContact', () => stopped]
];

/** Replicas of a person that were left behind: by what they said, or because the store was cleared. */
const stopped: Work = ({ tables }, { person, replica, since }) => {
	const mine = [...tables.replicas.values()].filter((row) => row.person === person);
	return mine
		.filter((row, i) => {
			if (row.id === replica || row.lastContact <= Number(since)) return false;
			const newer = mine.slice(i + 1).filter((other) => other.lastContact > row.lastContact);
			if (row.deferred > 0) return newer.length > 0;
			return (
				row.lastSeq > 0 && row.device !== '' && newer.some(({ device }) => device === row.device)
			);
		})
		.sort((a, b) => b.lastContact - a.lastContact)
		.slice(0, 5)
		.map((row) => ({ ...row, name: '' }));
};

const known = new Map<string, Work>();

export function statementOf(text: string): Work {
	const found = known.get(text);
	if (found) return found;
	const sql = text.replace(/\s+/g, ' ').trim();
	const work =
		EXACT[sql] ?? insertOf(sql) ?? BEGINS.find(([head]) => sql.startsWith(head))?.[1](sql);
	if (!work) throw new Error(`the stand-in database does not know: ${sql}`);
	known.set(text, work);
	return work;
}
