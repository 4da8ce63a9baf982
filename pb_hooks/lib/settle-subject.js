/** One decision of the centre, inside its transaction. */
const { openBatch } = require('./batch.js');
const { openItem } = require('./item.js');
const { decisionOf, postsOf, writeAct } = require('./keeper.js');
const { first, run } = require('./sql.js');
const { viewerOf } = require('./viewer.js');
const ledger = require('./ledger.js');
const domain = require('./domain.js');

/**
 * @typedef {import('./viewer.js').Viewer} Viewer
 * @typedef {import('../../web/protocol/quarantine').SettleRequest} SettleRequest
 * @typedef {import('../../web/protocol/quarantine').SettleResponse} SettleResponse
 * @typedef {Pick<SettleResponse, 'outcome' | 'rejection' | 'first'>} Answer
 * @typedef {{ answer: Answer, keys: string[] }} Settled keys: whose viewers to poke
 * @typedef {{ id: string, person: string, replica: string, raw: string, receivedAt: number }} Line
 */

/** What the ledger says of a line afterwards. */
const SETTLED = { apply: 'applied', return: 'returned', discard: 'discarded' };

/**
 * @param {core.App} tx
 * @param {SettleRequest} request
 * @param {Viewer} keeper
 * @param {number} now
 * @returns {Settled}
 */
function settleSubject(tx, request, keeper, now) {
	const { id, act, subject, words } = request;
	const known =
		request.act === 'dismiss' ? replicaOf(tx, subject, keeper) : lineOf(tx, subject, keeper);
	if (!known) return only({ outcome: 'unknown' });
	const before = decisionOf(tx, subject);
	if (before) return only(again(before, request, keeper));
	const record = {
		...{ id, act, subject, words, replica: known.replica, at: now },
		...{ town: keeper.town, person: keeper.person, name: keeper.name }
	};
	if (act === 'dismiss') {
		writeAct(tx, record);
		return { answer: { outcome: 'done' }, keys: [`p:${known.person}`] };
	}
	const line = /** @type {Line} */ (known);
	const applied = act === 'apply' ? apply(tx, line, keeper, now) : { keys: [] };
	if ('rejection' in applied) return only({ outcome: 'refused', rejection: applied.rejection });
	writeAct(tx, record);
	run(tx, 'UPDATE commands SET settled = {:settled} WHERE id = {:id}', {
		settled: SETTLED[act],
		id: line.id
	});
	return { answer: { outcome: 'done' }, keys: [...applied.keys, `p:${line.person}`] };
}

/** @param {Answer} answer @returns {Settled} */
const only = (answer) => ({ answer, keys: [] });

/**
 * The same decision asked for again, or a colleague's that was first.
 * @param {import('./keeper.js').DeskAct} before
 * @param {SettleRequest} request
 * @param {Viewer} keeper
 * @returns {Answer}
 */
function again(before, request, keeper) {
	if (before.id === request.id && before.person === keeper.person && before.act === request.act)
		return { outcome: 'done' };
	const { act, name: by, words, at } = before;
	return { outcome: 'already', first: { act: /** @type {any} */ (act), by, words, at } };
}

/** @param {Database} tx @param {string} subject @param {Viewer} keeper @returns {Line | undefined} */
const lineOf = (tx, subject, { town }) =>
	first(
		tx,
		`SELECT c.id, c.person, c.replica, c.raw, c.receivedAt FROM commands c JOIN people p ON p.id = c.person
			WHERE c.id = {:subject} AND p.town = {:town} AND c.result IN ('quarantined', 'conflict_hash')`,
		{ subject, town },
		{ id: '', person: '', replica: '', raw: '', receivedAt: 0 }
	);

/** @param {Database} tx @param {string} subject @param {Viewer} keeper */
const replicaOf = (tx, subject, { town }) =>
	first(
		tx,
		`SELECT r.id AS replica, r.person FROM replicas r JOIN people p ON p.id = r.person
			WHERE r.id = {:subject} AND p.town = {:town}`,
		{ subject, town },
		{ replica: '', person: '' }
	);

/**
 * Judged anew as the author's own work, at its own time: by what she could do then, or else by what
 * the one who applies it may do. Never dated after it arrived.
 * @param {core.App} tx
 * @param {Line} line
 * @param {Viewer} keeper
 * @param {number} now
 * @returns {{ keys: string[] } | { rejection: import('../../web/domain/error').Rejection }}
 */
function apply(tx, line, keeper, now) {
	const item = openItem(line.raw, true);
	if (item.problem) return { rejection: item.problem };
	if (!item.parsed) return { rejection: { code: 'command/unknown-type', field: 'type' } };
	if (domain.isServerOnly(item.type))
		return { rejection: { code: 'command/server-only', field: 'type' } };
	if (!item.parsed.ok) return { rejection: item.parsed.rejection };
	const at = Math.min(item.at - (item.skew ?? 0), line.receivedAt);
	const author = viewerOf(tx, line.person, at);
	if (!author) return { rejection: { code: 'auth/sign-in' } };
	// Of the author as she stood then, also when she was disabled since.
	const ownKeys = domain.keysOfPerson(author.person, author.assignments, at);
	const id = `${line.id}!desk`;
	const batch = openBatch(tx, now);
	const verdict = batch.decide({
		command: { ...item.parsed.command, id },
		at,
		...(item.skew !== undefined && { skew: item.skew }),
		actor: {
			person: author.person,
			name: author.name,
			posts: [...postsOf(author, at), ...postsOf(keeper, now)],
			enteredBy: keeper.name
		},
		keys: [...ownKeys, ...keeper.keys]
	});
	if (!verdict.ok) return { rejection: verdict.rejection };
	batch.flush();
	const { type, target, hash, raw } = item;
	/** @type {ledger.Line} */
	const entered = {
		...{ id, type, target, person: line.person, replica: '', rseq: 0, at: item.at, hash, raw },
		...{ result: 'ok', seq: () => verdict.entry.seq, cause: line.id }
	};
	ledger.writeLines(tx, [entered, ...ledger.linesOfReactions(batch.followed)], now);
	return { keys: batch.touchedKeys() };
}

module.exports = { settleSubject };
