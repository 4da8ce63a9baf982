/**
 * `pocketbase lq-load <file.ndjson>`: fills a town set-wise. A line is `{"c": <collection>, "row": …}`;
 * the row is the domain's own document, and what the server adds to it (scope, facts, label, the
 * number of an event) is made here by the same functions as in a push. The lines are described in
 * pb_hooks/README.md.
 */
const { run, putAll } = require('./sql.js');
const { eachChunkOfLines } = require('./lines.js');
const { durably } = require('./durable.js');
const { writeDocuments, writeFacts } = require('./batch.js');
const { replicatedRow } = require('./replicated.js');

/** Rows of one statement: enough to be quick, few enough to be a small text. */
const ROWS = 500;

/** Events come as text and go as text: parsing them here would take longer than all the rest. */
const EVENT_HEAD = '{"c":"events","row":';

/** @param {string} path @returns {Record<string, number>} how many of each collection */
function loadFile(path) {
	/** @type {Record<string, number>} */
	const counts = {};
	/** @type {Record<string, any[]>} */
	const waiting = {};
	durably((tx) => {
		const writers = writersFor(tx);
		/** @param {string} collection @param {unknown} row */
		const keep = (collection, row) => {
			const list = (waiting[collection] ??= []);
			list.push(row);
			counts[collection] = (counts[collection] ?? 0) + 1;
			if (list.length >= ROWS) flush(collection);
		};
		/** @param {string} collection */
		const flush = (collection) => {
			const write = writers[collection];
			if (!write) throw new Error(`there is no collection ${collection} to load`);
			write((waiting[collection] ?? []).splice(0));
		};
		eachChunkOfLines(path, (lines) => {
			for (const line of lines) {
				if (line.startsWith(EVENT_HEAD)) {
					keep('events', line.trimEnd().slice(EVENT_HEAD.length, -1));
					continue;
				}
				const { c, row } = JSON.parse(line);
				keep(c, c === 'events' ? JSON.stringify(row) : row);
			}
		});
		for (const collection of Object.keys(waiting)) flush(collection);
	});
	return counts;
}

/** @param {core.App} tx @returns {Record<string, (list: any[]) => void>} */
function writersFor(tx) {
	/** @param {'case' | 'patrol' | 'note'} kind */
	const aggregates = (kind) => (/** @type {any[]} */ list) => {
		const entries = list.map((state) => ({ id: state.id, state }));
		writeDocuments(tx, kind, entries);
		if (kind === 'case') writeFacts(tx, entries);
	};
	/** @param {'refs' | 'elements' | 'overlays'} name */
	const replicated = (name) => (/** @type {any[]} */ list) => writeReplicated(tx, name, list);
	return {
		people: writePeople(tx),
		assignments: (list) => writeAssignments(tx, list),
		counters: (list) => writeCounters(tx, list),
		photos: (list) => writePhotos(tx, list),
		plates: (list) => require('./public/load-plates.js').writePlates(tx, list),
		refs: replicated('refs'),
		elements: replicated('elements'),
		overlays: replicated('overlays'),
		cases: aggregates('case'),
		patrols: aggregates('patrol'),
		notes: aggregates('note'),
		events: writeEvents(tx)
	};
}

/** @param {core.App} tx @returns {(list: any[]) => void} */
function writePeople(tx) {
	const people = tx.findCollectionByNameOrId('people');
	/** A demo's people share a password, and hashing one takes 50 ms. @type {Map<string, string>} */
	const hashes = new Map();
	/** @param {string | undefined} password */
	const hashOf = (password) => {
		// Without one nobody can sign in as her.
		if (password === undefined) return '';
		const known = hashes.get(password);
		if (known !== undefined) return known;
		const record = new Record(people);
		record.setPassword(password);
		const hash = record.getString('password:hash');
		hashes.set(password, hash);
		return hash;
	};
	return (list) =>
		putAll(
			tx,
			'people',
			['id', 'username', 'name', 'title', 'town', 'disabled', 'password', 'tokenKey'],
			list.map((row) => [
				row.id,
				row.username,
				row.name,
				row.title ?? '',
				row.town,
				row.disabled === true,
				hashOf(row.password),
				$security.randomString(50)
			])
		);
}

/** @param {core.App} tx @param {any[]} list */
function writeAssignments(tx, list) {
	putAll(
		tx,
		'assignments',
		['id', 'person', 'role', 'area', 'unit', 'validFrom', 'validTo'],
		list.map((row) => [
			row.id,
			row.person,
			row.role,
			row.area,
			row.unit ?? '',
			row.validFrom,
			row.validTo ?? 0
		])
	);
}

/** @param {core.App} tx @param {{ id: string, value: number }[]} list */
function writeCounters(tx, list) {
	putAll(
		tx,
		'counters',
		['id', 'value'],
		list.map(({ id, value }) => [id, value]),
		'ON CONFLICT (id) DO UPDATE SET value = excluded.value'
	);
}

/** What is known of photos whose files were laid down beside. @param {core.App} tx @param {any[]} list */
function writePhotos(tx, list) {
	const columns = [
		...['id', 'case', 'sha256', 'type', 'kind', 'bytes', 'thumbBytes', 'w', 'h'],
		...['person', 'storedAt']
	];
	putAll(
		tx,
		'photos',
		columns,
		list.map((row) => columns.map((name) => row[name]))
	);
}

/** @param {core.App} tx @param {'refs' | 'elements' | 'overlays'} collection @param {any[]} list */
function writeReplicated(tx, collection, list) {
	const made = list.map((doc) => replicatedRow(collection, doc));
	const columns = Object.keys(made[0] ?? {});
	const set = columns.slice(1).map((name) => `"${name}" = excluded."${name}"`);
	putAll(
		tx,
		collection,
		[...columns, 'rev'],
		made.map((row) => [...Object.values(row), 1]),
		`ON CONFLICT (id) DO UPDATE SET rev = ${collection}.rev + 1, ${set.join(', ')}`
	);
}

/** The first one in an event's text: what it carries in `data` comes after it. */
const TARGET = /"target":"([a-z0-9-]+)"/;

/**
 * Numbered within their target in the order of the file. Without a journal sequence: no push made them.
 * @param {core.App} tx
 * @returns {(list: string[]) => void}
 */
function writeEvents(tx) {
	/** @type {Map<string, number>} */
	const revs = new Map();
	/** @param {string} text */
	const numbered = (text) => {
		const target = TARGET.exec(text)?.[1] ?? '';
		const rev = (revs.get(target) ?? 0) + 1;
		revs.set(target, rev);
		return `[${rev},${text}]`;
	};
	return (list) =>
		run(
			tx,
			`INSERT INTO events (id, kind, target, rev, type, at, receivedAt, person, body)
				SELECT value ->> '$[1].id',
					CASE substr(value ->> '$[1].type', 1, 5) WHEN 'case.' THEN 'case' WHEN 'patro' THEN 'patrol' ELSE 'note' END,
					value ->> '$[1].target', value ->> 0, value ->> '$[1].type', value ->> '$[1].at',
					value ->> '$[1].receivedAt', value ->> '$[1].by.person', value -> 1
				FROM json_each({:rows})`,
			{ rows: `[${list.map(numbered).join(',')}]` }
		);
}

module.exports = { loadFile };
