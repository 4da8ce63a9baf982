/**
 * What the dashboard's owner may change by hand, and what follows from it: a replicated row's scope
 * and revision are made anew, so that phones hear of it and nobody sees what is no longer hers.
 */
const { scopeOf, labelOf } = require('./batch.js');
const { replicatedRow } = require('./replicated.js');
const { pokeKeys } = require('./poke.js');

/** @type {Record<string, import('../../web/domain/aggregates').Kind>} */
const KINDS = { cases: 'case', patrols: 'patrol', notes: 'note' };

/** @param {core.RecordEvent} e before it is written */
function renewRow(e) {
	const { record } = e;
	if (!record) return;
	const name = record.collection().name;
	const doc = JSON.parse(record.getString('doc'));
	const kind = KINDS[name];
	const made = kind
		? { scope: JSON.stringify(scopeOf(kind, doc)), label: labelOf(doc) }
		: replicatedRow(/** @type {any} */ (name), doc);
	record.set('scope', JSON.parse(made.scope));
	record.set('label', made.label);
	if (name === 'refs') {
		record.set('kind', doc.kind);
		record.set('town', doc.town);
	}
	record.set('rev', record.original().getInt('rev') + 1);
}

/** @param {core.RecordEvent} e after it is committed */
function pokeViewers(e) {
	const { record } = e;
	if (!record) return;
	/** @param {core.Record} version @returns {string[]} */
	const keysOf = (version) => JSON.parse(version.getString('scope') || '[]') ?? [];
	pokeKeys([...new Set([...keysOf(record.original()), ...keysOf(record)])]);
}

module.exports = { renewRow, pokeViewers };
