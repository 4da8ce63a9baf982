/**
 * What "on disk" means here. PocketBase commits with synchronous=NORMAL, which loses the last
 * commits at a power cut, and FULL set at boot reverts when the idle writer is recycled. So every
 * transaction that is acknowledged to a phone sets it anew and reads it back inside.
 */
const { first } = require('./sql.js');
const { bootOf, seqOf } = require('./meta.js');

const FULL = 2;
const MARK = 'lq:durableSeq';

/**
 * Runs `work` in one transaction that is fsynced when this returns.
 * @template T
 * @param {(tx: core.App) => T} work
 * @returns {T}
 */
function durably(work) {
	bootOf($app);
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

/** Proves by an empty durable transaction what the log holds already; throws on a full disk. */
const prove = () =>
	durably((tx) => tx.db().newQuery(`UPDATE meta SET value = value WHERE "key" = 'seq'`).execute());

/**
 * Everything up to this journal sequence is fsynced. After a start nothing is known until proven.
 * @returns {number} 0 where the disk takes nothing: every answer says it, also "not now"
 */
function durableSeq() {
	const known = $app.store().get(MARK);
	if (typeof known === 'number') return known;
	try {
		prove();
	} catch (error) {
		$app.logger().error('the disk takes nothing', 'error', String(error));
	}
	return $app.store().get(MARK) || 0;
}

/**
 * Brings to the disk what the dashboard wrote since. A row that a power cut can take back must not
 * be told: its number would be given again, and who has it would never hear of the second (S03).
 */
function flush() {
	if (seqOf($app) > durableSeq()) prove();
}

module.exports = { durably, durableSeq, flush, synchronousOf };
