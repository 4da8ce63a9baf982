/** The two facts about this server's history: its name (lineage) and how far its journal has come. */
const { first, run } = require('./sql.js');

/** @param {Database} app @returns {string} */
const lineageOf = (app) =>
	first(app, `SELECT value AS v FROM meta WHERE "key" = 'lineage'`, {}, { v: '' })?.v ?? '';

/** @param {Database} app @returns {number} */
const seqOf = (app) =>
	first(app, `SELECT value AS v FROM meta WHERE "key" = 'seq'`, {}, { v: 0 })?.v ?? 0;

/**
 * Says that this history is no longer the one that phones know, so that they offer again what was
 * acknowledged meanwhile.
 * @param {Database} app
 */
function renewLineage(app) {
	run(app, `UPDATE meta SET value = {:name} WHERE "key" = 'lineage'`, {
		name: $security.randomString(20)
	});
}

module.exports = { lineageOf, seqOf, renewLineage };
