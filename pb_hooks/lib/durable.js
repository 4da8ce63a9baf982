/**
 * What "on disk" means here. PocketBase commits with synchronous=NORMAL, which loses the last
 * commits at a power cut, and FULL set at boot reverts when the idle writer is recycled. So every
 * transaction that is acknowledged to a phone sets it anew and reads it back inside.
 */
const { first } = require('./sql.js');
const { seqOf } = require('./meta.js');

const FULL = 2;
const MARK = 'lq:durableSeq';

/**
 * Runs `work` in one transaction that is fsynced when this returns.
 * @template T
 * @param {(tx: core.App) => T} work
 * @returns {T}
 */
function durably(work) {
	$app.nonconcurrentDB().newQuery('PRAGMA synchronous = FULL').execute();
	/** @type {{ value: T, seq: number } | undefined} */
	let done;
	$app.runInTransaction((tx) => {
		if (synchronousOf(tx) !== FULL) throw new Error('the writer is not in synchronous=FULL');
		const value = work(tx);
		done = { value, seq: seqOf(tx) };
	});
	if (!done) throw new Error('the transaction did not run');
	// The fsync covers the whole log up to this commit, whoever wrote it.
	const { seq } = done;
	$app.store().setFunc(MARK, (known) => Math.max(known || 0, seq));
	return done.value;
}

/** @param {Database} app @returns {number} */
const synchronousOf = (app) =>
	first(app, 'PRAGMA synchronous', {}, { synchronous: 0 })?.synchronous ?? 0;

/**
 * Everything up to this journal sequence is fsynced. After a start nothing is known, until one
 * empty durable transaction proves what the log already holds.
 * @returns {number}
 */
function durableSeq() {
	const known = $app.store().get(MARK);
	if (typeof known === 'number') return known;
	durably((tx) => tx.db().newQuery(`UPDATE meta SET value = value WHERE "key" = 'seq'`).execute());
	return $app.store().get(MARK);
}

module.exports = { durably, durableSeq, synchronousOf };
