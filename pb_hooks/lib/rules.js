/**
 * A town's rules out of its reference documents. Parsing them takes tens of milliseconds, so each VM
 * keeps what it made until the journal says that a reference document changed.
 */
const { rows, first } = require('./sql.js');
const domain = require('./domain.js');

/**
 * @typedef {import('../../web/domain/context').TownRules} TownRules
 * @typedef {import('../../web/domain/refs').BeatRef} BeatRef
 * @typedef {object} Town
 * @property {string} prefix of case numbers
 * @property {TownRules | undefined} rules undefined while the town's documents are incomplete
 * @property {readonly BeatRef[]} beats
 */

/** What the rules stand on; grids and address books are large and not among it. */
const KINDS = "('town', 'scheme', 'calendar', 'units', 'beats')";

/** @type {{ seq: number, towns: Record<string, Town | null> }} */
let cache = { seq: -1, towns: {} };

/**
 * @param {Database} app
 * @param {string} town
 * @returns {Town | null} null: this server does not serve the town
 */
function townOf(app, town) {
	const seq =
		first(
			app,
			`SELECT coalesce(max(seq), 0) AS v FROM journal WHERE collection = 'refs'`,
			{},
			{ v: 0 }
		)?.v ?? 0;
	if (cache.seq !== seq) cache = { seq, towns: {} };
	return (cache.towns[town] ??= load(app, town));
}

/** @param {Database} app @param {string} town @returns {Town | null} */
function load(app, town) {
	const found = rows(
		app,
		`SELECT doc FROM refs WHERE town = {:town} AND kind IN ${KINDS}`,
		{ town },
		{ doc: '' }
	);
	/** @type {import('../../web/domain/refs').RefDoc[]} */
	const docs = found.map((row) => JSON.parse(row.doc));
	let prefix;
	/** @type {readonly BeatRef[]} */
	let beats = [];
	for (const doc of docs) {
		if (doc.kind === 'town') prefix = doc.prefix;
		if (doc.kind === 'beats') beats = doc.beats;
	}
	return prefix === undefined ? null : { prefix, beats, rules: domain.rulesFrom(docs, town) };
}

module.exports = { townOf };
