/** The ledger: every command that was ever answered for good, with its exact bytes and the answer. */
const { rows, putAll } = require('./sql.js');

/**
 * @typedef {import('../../web/protocol/push').ResultKind} ResultKind
 * @typedef {object} Line
 * @property {string} id
 * @property {string} type
 * @property {string} target
 * @property {string} person
 * @property {string} replica
 * @property {number} rseq 0 when it consumes no number of the stream
 * @property {ResultKind} result
 * @property {import('../../web/domain/error').Rejection} [rejection]
 * @property {() => number} [seq] asked when it is written
 * @property {number} at
 * @property {string} [cause]
 * @property {string} hash
 * @property {string} raw
 *
 * @typedef {object} Known
 * @property {string} hash
 * @property {ResultKind} result
 * @property {import('../../web/domain/error').Rejection} [rejection]
 * @property {number} seq
 */

/**
 * @param {Database} app
 * @param {readonly string[]} ids
 * @returns {Map<string, Known>}
 */
function knownOf(app, ids) {
	const found = rows(
		app,
		`SELECT id, hash, result, code, field, coalesce(params, '') AS params, seq FROM commands
			WHERE id IN (SELECT value FROM json_each({:ids}))`,
		{ ids: JSON.stringify(ids) },
		{ id: '', hash: '', result: '', code: '', field: '', params: '', seq: 0 }
	);
	const known = new Map();
	for (const row of found) {
		/** @type {any} */
		const rejection = { code: row.code };
		if (row.field) rejection.field = row.field;
		if (row.params) rejection.params = JSON.parse(row.params);
		known.set(row.id, {
			hash: row.hash,
			result: row.result,
			rejection: row.code ? rejection : undefined,
			seq: row.seq
		});
	}
	return known;
}

/**
 * Numbers of the stream that were consumed behind a hole.
 * @param {Database} app
 * @param {string} replica
 * @param {number} lastSeq
 */
const consumedBeyond = (app, replica, lastSeq) =>
	rows(
		app,
		'SELECT rseq FROM commands WHERE replica = {:replica} AND rseq > {:lastSeq}',
		{ replica, lastSeq },
		{ rseq: 0 }
	).map((row) => row.rseq);

/** @param {Database} app @param {readonly Line[]} lines @param {number} receivedAt */
function writeLines(app, lines, receivedAt) {
	putAll(
		app,
		'commands',
		[
			...['id', 'type', 'target', 'person', 'replica', 'rseq', 'result', 'code', 'field', 'params'],
			...['seq', 'at', 'receivedAt', 'cause', 'hash', 'raw']
		],
		lines.map((line) => [
			line.id,
			line.type,
			line.target,
			line.person,
			line.replica,
			line.rseq,
			line.result,
			line.rejection?.code ?? '',
			line.rejection?.field ?? '',
			line.rejection?.params ? JSON.stringify(line.rejection.params) : null,
			line.seq?.() ?? 0,
			line.at,
			receivedAt,
			line.cause ?? '',
			line.hash,
			line.raw
		]),
		// A replay of the very same broken bytes: the first copy tells it all.
		'ON CONFLICT (id) DO NOTHING'
	);
}

/**
 * Reactions stand in the ledger as commands of the server itself.
 * @param {readonly import('./batch.js').Followed[]} followed
 * @returns {Line[]}
 */
function linesOfReactions(followed) {
	return followed.map(({ reaction, cause, at, rejection }) => {
		const raw = JSON.stringify(reaction);
		/** @type {Line} */
		const line = {
			id: reaction.id,
			type: reaction.type,
			target: reaction.target,
			person: 'system',
			replica: '',
			rseq: 0,
			result: rejection ? 'rejected' : 'ok',
			at,
			cause,
			hash: $security.sha256(raw),
			raw
		};
		if (rejection) line.rejection = rejection;
		return line;
	});
}

module.exports = { knownOf, consumedBeyond, writeLines, linesOfReactions };
