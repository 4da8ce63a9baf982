/** Writing documents: the hooks' set-wise inserts, with what the database's triggers add. */
import { journal, type Data, type DocRow, type DocumentTable, type TableName } from './data';

type Cell = string | number | boolean | null;
type Loose = Record<string, Cell>;

const COLLECTIONS: readonly string[] = [
	'cases',
	'patrols',
	'notes',
	'elements',
	'overlays',
	'refs'
];

const BLANK: DocRow = {
	id: '',
	rev: 0,
	scope: '[]',
	doc: '',
	label: '',
	closedAt: 0,
	caseId: '',
	number: '',
	town: '',
	kind: ''
};

export function putDocument(data: Data, table: DocumentTable, row: Partial<DocRow>): void {
	const id = row.id ?? '';
	const known = data.tables[table].get(id);
	const next = { ...(known ?? BLANK), ...row, rev: known ? known.rev + 1 : (row.rev ?? 1) };
	data.set(table, id, next);
	journal(data, table, id, next.scope);
}

/** A change that keeps everything but the revision, as `UPDATE … SET rev = rev + 1` does. */
export function touchDocument(data: Data, table: DocumentTable, id: string): void {
	const known = data.tables[table].get(id);
	if (known) putDocument(data, table, known);
}

const KEY: Readonly<Record<string, (row: Loose) => string>> = {
	photos: (row) => `${row['case']}/${row['sha256']}`
};

const INSERT =
	/^INSERT INTO (\w+) \((.+?)\) SELECT (.+?) FROM json_each\(\{:rows\}\) WHERE true ?(.*)$/;
const UPDATES = /^ON CONFLICT \(id\) DO UPDATE SET (.+)$/;

/** The statement that sql.js makes for many rows; undefined when it is another one. */
export function insertOf(
	sql: string
): ((data: Data, params: Readonly<Record<string, string | number>>) => void) | undefined {
	const match = INSERT.exec(sql);
	if (!match) return undefined;
	const [, table = '', names = '', , conflict = ''] = match;
	const columns = names.split(',').map((name) => name.trim().replaceAll('"', ''));
	const updates = UPDATES.exec(conflict)?.[1];
	const ignores = conflict === 'ON CONFLICT (id) DO NOTHING';
	if (conflict !== '' && updates === undefined && !ignores)
		throw new Error(`the stand-in does not know: ${conflict}`);
	return (data, { rows }) => {
		for (const values of JSON.parse(String(rows)) as Cell[][]) {
			const row: Loose = {};
			columns.forEach((name, i) => (row[name] = values[i] ?? null));
			put(data, table as TableName, row, updates !== undefined, ignores);
		}
	};
}

function put(data: Data, table: TableName, row: Loose, updates: boolean, ignores: boolean): void {
	const key = KEY[table]?.(row) ?? String(row['id']);
	const known = data.tables[table].get(key);
	if (known !== undefined) {
		if (ignores) return;
		if (!updates) throw new Error(`UNIQUE constraint failed: ${table}.id`);
	}
	if (table === 'commands' && Number(row['rseq']) > 0)
		for (const other of data.tables.commands.values())
			if (other.replica === row['replica'] && other.rseq === row['rseq'])
				throw new Error('UNIQUE constraint failed: commands.replica, commands.rseq');
	if (table === 'events')
		for (const other of data.tables.events.values())
			if (other.target === row['target'] && other.rev === row['rev'])
				throw new Error('UNIQUE constraint failed: events.target, events.rev');
	if (COLLECTIONS.includes(table))
		putDocument(data, table as DocumentTable, row as unknown as DocRow);
	else data.set(table, key, { ...(known as object | undefined), ...row } as never);
}
