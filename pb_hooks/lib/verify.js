/**
 * `lq-verify`: folds every event again and compares with documents, scope, facts and journal. The
 * events are the truth; whatever differs from their fold is named.
 */
const { AGGREGATES, factsOfCase } = require('./domain.js');
const { rows, first } = require('./sql.js');

const PAGE = 200;

/** @returns {{ counts: Record<string, number>, differences: string[] }} */
function verifyAll() {
	/** @type {string[]} */
	const differences = [];
	/** @type {Record<string, number>} */
	const counts = {};
	for (const kind of /** @type {const} */ (['case', 'patrol', 'note'])) {
		const { collection } = AGGREGATES[kind];
		let after = '';
		let count = 0;
		for (;;) {
			const page = rows(
				$app,
				`SELECT id, doc, scope FROM ${collection} WHERE id > {:after} ORDER BY id LIMIT ${PAGE}`,
				{ after },
				{ id: '', doc: '', scope: '' }
			);
			for (const row of page) differences.push(...differencesOf(kind, row));
			count += page.length;
			const last = page[page.length - 1];
			if (!last || page.length < PAGE) break;
			after = last.id;
		}
		counts[collection] = count;
		differences.push(...orphans(kind, collection));
	}
	return { counts, differences };
}

/**
 * @param {import('../../web/domain/aggregates').Kind} kind
 * @param {{ id: string, doc: string, scope: string }} row
 * @returns {string[]}
 */
function differencesOf(kind, row) {
	const aggregate = AGGREGATES[kind];
	const events = rows(
		$app,
		'SELECT body FROM events WHERE target = {:id} ORDER BY rev',
		{ id: row.id },
		{ body: '' }
	);
	/** @type {import('../../web/domain/aggregates').State | undefined} */
	let state;
	for (const event of events) state = aggregate.evolve(state, JSON.parse(event.body));
	if (!state) return [`${kind} ${row.id}: no events`];
	const found = [];
	if (canonical(state) !== canonical(JSON.parse(row.doc)))
		found.push(`${kind} ${row.id}: the document is not the fold of its ${events.length} events`);
	const scope = JSON.stringify(aggregate.scope(state));
	if (scope !== JSON.stringify(JSON.parse(row.scope)))
		found.push(`${kind} ${row.id}: scope ${row.scope} should be ${scope}`);
	found.push(...journalDifferences(kind, row.id, aggregate.collection, scope));
	if (kind === 'case') found.push(...factDifferences(/** @type {any} */ (state)));
	return found;
}

/** @param {string} kind @param {string} id @param {string} collection @param {string} scope */
function journalDifferences(kind, id, collection, scope) {
	const keys = rows(
		$app,
		`SELECT k."key" AS name FROM journal_keys k JOIN journal j ON j.doc = k.doc
			WHERE j.collection = {:collection} AND j.id = {:id} AND k."now" = 1 ORDER BY k."key"`,
		{ collection, id },
		{ name: '' }
	).map((row) => row.name);
	return JSON.stringify(keys) === scope ? [] : [`${kind} ${id}: the journal has ${keys.join(' ')}`];
}

/** @param {import('../../web/domain/case/state').CaseState} state */
function factDifferences(state) {
	const facts = factsOfCase(state);
	const shape = /** @type {any} */ ({ ...facts });
	const columns = Object.keys(facts).map((name) => `"${name}"`);
	const row = first(
		$app,
		`SELECT ${columns.join(', ')} FROM case_facts WHERE id = {:id}`,
		{ id: state.id },
		shape
	);
	const wrong = row
		? Object.entries(facts).filter(([name, value]) => /** @type {any} */ (row)[name] !== value)
		: [['row', 'missing']];
	return wrong.map(([name]) => `case ${state.id}: fact ${name} differs`);
}

/** @param {string} kind @param {string} collection */
const orphans = (kind, collection) =>
	rows(
		$app,
		`SELECT DISTINCT target FROM events WHERE kind = {:kind}
			AND target NOT IN (SELECT id FROM ${collection}) LIMIT 20`,
		{ kind },
		{ target: '' }
	).map((row) => `${kind} ${row.target}: events without a document`);

/** Key order does not matter, everything else does. @param {unknown} value @returns {string} */
function canonical(value) {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value !== null && typeof value === 'object')
		return `{${Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
			.join(',')}}`;
	return JSON.stringify(value);
}

module.exports = { verifyAll };
