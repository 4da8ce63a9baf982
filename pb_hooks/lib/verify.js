/**
 * `pocketbase lq-verify`: folds every event again and compares with documents, scope, facts and journal.
 * The events are the truth; whatever differs from their fold is named.
 */
const { rows } = require('./sql.js');
const domain = require('./domain.js');

const PAGE = 200;

/**
 * @typedef {import('../../web/domain/aggregates').Kind} Kind
 * @typedef {import('../../web/domain/aggregates').State} State
 */

/** @returns {{ counts: Record<string, number>, differences: string[] }} */
function verifyAll() {
	/** @type {string[]} */
	const differences = [];
	/** @type {Record<string, number>} */
	const counts = {};
	for (const kind of /** @type {Kind[]} */ (['case', 'patrol', 'note'])) {
		const { collection } = domain.AGGREGATES[kind];
		counts[collection] = 0;
		for (let after = ''; ;) {
			const page = pageOf(kind, collection, after);
			for (const row of page) differences.push(...differencesOf(kind, row));
			counts[collection] += page.length;
			const last = page[page.length - 1];
			if (!last) break;
			after = last.id;
		}
		differences.push(...eventsWithoutDocument(kind, collection));
	}
	for (const collection of domain.PULL_COLLECTIONS)
		differences.push(...journalDifferences(collection));
	return { counts, differences };
}

const FACTS = [
	...['id', 'town', 'village', 'grid', 'category', 'condition', 'source', 'status', 'element'],
	...['unit', 'person', 'reportedAt', 'receivedAt', 'filedAt', 'dispatchedAt', 'dueAt', 'doneAt'],
	...['closedAt', 'isOpen', 'isFiled', 'isDone', 'isDoneInTime', 'isClosed', 'isSelfHandled'],
	...[
		'isFoundByUs',
		'isJoint',
		'isValid',
		'reworks',
		'returns',
		'extensions',
		'reopened',
		'whistled'
	],
	...['unitsCalled', 'unitsArrived']
];

/** Everything about a document in one row, the events as one text. @param {Kind} kind @param {string} collection @param {string} after */
function pageOf(kind, collection, after) {
	const facts =
		kind === 'case'
			? `coalesce((SELECT json_array(${FACTS.map((name) => `f."${name}"`).join(', ')})
				FROM case_facts f WHERE f.id = t.id), '')`
			: `''`;
	return rows(
		$app,
		`SELECT t.id, t.doc, coalesce(t.scope, '') AS scope, ${facts} AS facts, coalesce((
				SELECT '[' || group_concat(e.body, ',' ORDER BY e.rev) || ']' FROM events e WHERE e.target = t.id
			), '[]') AS events
			FROM ${collection} t WHERE t.id > {:after} ORDER BY t.id LIMIT ${PAGE}`,
		{ after },
		{ id: '', doc: '', scope: '', facts: '', events: '' }
	);
}

/**
 * @param {Kind} kind
 * @param {{ id: string, doc: string, scope: string, facts: string, events: string }} row
 * @returns {string[]}
 */
function differencesOf(kind, row) {
	const aggregate = domain.AGGREGATES[kind];
	const events = JSON.parse(row.events);
	/** @type {State | undefined} */
	let state;
	for (const event of events) state = aggregate.evolve(state, event);
	if (!state) return [`${kind} ${row.id}: no events`];
	const found = [];
	if (!isSameText(JSON.stringify(state), row.doc))
		found.push(`${kind} ${row.id}: the document is not the fold of its ${events.length} events`);
	const scope = JSON.stringify(aggregate.scope(state));
	if (scope !== row.scope) found.push(`${kind} ${row.id}: scope ${row.scope} should be ${scope}`);
	if (kind === 'case') {
		/** @type {Record<string, unknown>} */
		const facts = { ...domain.factsOfCase(/** @type {any} */ (state)) };
		const told = JSON.stringify(FACTS.map((name) => facts[name]));
		if (told !== row.facts) found.push(`case ${row.id}: facts ${row.facts} should be ${told}`);
	}
	return found;
}

/** The order of keys does not matter; it is seldom another, and asking takes ten times as long. */
function isSameText(/** @type {string} */ a, /** @type {string} */ b) {
	return a === b || canonical(JSON.parse(a)) === canonical(JSON.parse(b));
}

/** @param {unknown} value @returns {string} */
function canonical(value) {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

/** @param {string} collection */
const journalDifferences = (collection) =>
	rows(
		$app,
		`SELECT t.id FROM ${collection} t LEFT JOIN journal j ON j.collection = '${collection}' AND j.id = t.id
			WHERE coalesce(t.scope, '[]') IS NOT (SELECT json_group_array(k."key" ORDER BY k."key")
				FROM journal_keys k WHERE k.doc = j.doc AND k."now" = 1 AND k.seq = j.seq)`,
		{},
		{ id: '' }
	).map(({ id }) => `${collection} ${id}: the journal has other keys`);

/** @param {Kind} kind @param {string} collection */
const eventsWithoutDocument = (kind, collection) =>
	rows(
		$app,
		`SELECT DISTINCT target AS id FROM events WHERE kind = {:kind}
			AND target NOT IN (SELECT id FROM ${collection})`,
		{ kind },
		{ id: '' }
	).map(({ id }) => `${kind} ${id}: events without a document`);

module.exports = { verifyAll };
