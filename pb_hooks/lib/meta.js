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

const BOOT = 'lq:boot';

/**
 * This run of the server: its name, and how far the history had come when it began. Who heard of more
 * from an earlier run knows that the data went back meanwhile, however far they have come since (S03).
 * @param {core.App} app before the first durable write of this run
 * @returns {{ id: string, seq: number }}
 */
function bootOf(app) {
	// A text: an object would belong to the engine that made it, and others read it too.
	const told = app.store().getOrSet(BOOT, () => `${$security.randomString(12)} ${seqOf(app)}`);
	const [id = '', seq] = told.split(' ');
	return { id, seq: Number(seq) };
}

const NOTICED = 'lq:history-noticed';

/**
 * A phone holds what this server has not: its data went back without anybody saying so (S03). Data
 * goes back only while no server runs: believed once in its life, or one phone could keep a town busy.
 * @param {core.App} app
 * @param {string} person
 * @returns {boolean} whether another history begins here
 */
function noticeLostHistory(app, person) {
	let isFirst = false;
	app.store().setFunc(NOTICED, (known) => {
		isFirst = !known;
		return true;
	});
	if (!isFirst) return false;
	app.logger().error('a phone knows more than this server: its data went back', 'person', person);
	renewLineage(app);
	return true;
}

/** A copy of the data that has this mark is a backup that was restored. */
const MARK = 'backup';

/** @param {Database} app */
const markBackup = (app) =>
	run(app, `INSERT INTO meta VALUES ({:mark}, 1) ON CONFLICT DO NOTHING`, { mark: MARK });

/** @param {Database} app */
const unmarkBackup = (app) => run(app, `DELETE FROM meta WHERE "key" = {:mark}`, { mark: MARK });

/** On data out of a backup: another history begins here. @param {Database} app */
function renewRestoredLineage(app) {
	// Before the first migration there is nothing.
	if (!first(app, `SELECT 1 AS v FROM sqlite_master WHERE name = 'meta'`, {}, { v: 0 })) return;
	if (!first(app, `SELECT 1 AS v FROM meta WHERE "key" = {:mark}`, { mark: MARK }, { v: 0 }))
		return;
	renewLineage(app);
	unmarkBackup(app);
}

module.exports = {
	lineageOf,
	seqOf,
	bootOf,
	renewLineage,
	noticeLostHistory,
	markBackup,
	unmarkBackup,
	renewRestoredLineage
};
