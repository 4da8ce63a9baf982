/** What becomes of each command of a push, and the one transaction that writes it. */
const { openBatch } = require('./batch.js');
const { openStream } = require('./stream.js');
const { createReplica, replicaOf } = require('./replicas.js');
const { run } = require('./sql.js');
const ledger = require('./ledger.js');
const domain = require('./domain.js');

/**
 * @typedef {import('../../web/protocol/push').PushRequest} PushRequest
 * @typedef {import('../../web/protocol/push').PushResult} PushResult
 * @typedef {import('../../web/domain/error').Rejection} Rejection
 * @typedef {import('./item.js').Item} Item
 * @typedef {import('./viewer.js').Viewer} Viewer
 *
 * @typedef {object} Outcome
 * @property {ledger.ResultKind} result
 * @property {Rejection} [rejection]
 * @property {() => number} [seq] known once the batch is written
 */

/**
 * @param {core.App} tx
 * @param {PushRequest} request
 * @param {readonly Item[]} items
 * @param {Viewer} viewer
 * @param {number} now
 * @returns {{ lastSeq: number, results: PushResult[], keys: string[] }} keys: whose viewers to poke
 */
function takeItems(tx, request, items, viewer, now) {
	const { person } = viewer;
	// Unknown after a restore from before it was registered.
	const replica =
		replicaOf(tx, request.replica) ??
		createReplica(tx, { id: request.replica, person, device: '', now });
	const beyond = ledger.consumedBeyond(tx, replica.id, replica.lastSeq);
	const stream = openStream(replica.lastSeq, beyond);
	const ids = items.map(({ id }) => id);
	const known = ledger.knownOf(tx, ids);
	const batch = openBatch(tx, now);
	/** @type {ledger.Line[]} */
	const lines = [];
	let lastAt = replica.lastAt;

	/** @param {Item} item @param {Outcome} outcome @param {number} rseq @param {string} [id] */
	function record(item, outcome, rseq, id = item.id) {
		const { type, target, at, hash, raw } = item;
		const line = { id, type, target, person, replica: replica.id, rseq, at, hash, raw };
		lines.push({ ...line, ...outcome });
		if (rseq > 0) stream.consume(rseq);
	}

	/** @param {Item} item @returns {Outcome & { first?: ledger.ResultKind }} */
	function judge(item) {
		const before = known.get(item.id);
		if (before && before.hash === item.hash) {
			const { result: first, rejection, seq } = before;
			return { result: 'duplicate', first, seq: () => seq, ...(rejection && { rejection }) };
		}
		if (!before && isOfOwnOther(item)) return { result: 'hold' };
		// What cannot be read cannot be numbered anew by its phone either: of a stream that was left, it
		// is next wherever it stands (P06).
		const isAdrift = item.problem !== undefined && item.replica !== replica.id;
		const number = (isAdrift ? undefined : item.seq) ?? stream.expected();
		const place = stream.place(number);
		const rseq = place === 'next' ? number : 0;
		if (before) {
			const outcome = outcomeOf('conflict_hash', { code: 'command/other-content' });
			record(item, outcome, rseq, `${item.id}~${item.hash.slice(0, 8)}`);
			return outcome;
		}
		if (place === 'hold') return { result: 'hold' };
		const outcome =
			place === 'taken'
				? outcomeOf('quarantined', { code: 'command/sequence-taken' })
				: answer(item);
		if (outcome.result === 'later') stream.postpone(number, item.target);
		else {
			record(item, outcome, rseq);
			const { result, rejection } = outcome;
			known.set(item.id, { hash: item.hash, result, rejection, seq: 0 });
		}
		return outcome;
	}

	/**
	 * Of a stream that the phone had left before a restore: it is not in this one's order. Held, the
	 * phone gives what the server does not know a place in a new stream.
	 * @param {Item} item
	 */
	function isOfOwnOther(item) {
		if (item.problem || viewer.disabled || item.replica === replica.id) return false;
		const other = replicaOf(tx, item.replica);
		return !other || other.person === person;
	}

	/** @param {Item} item @returns {Outcome} */
	function answer(item) {
		if (item.problem) return outcomeOf('quarantined', item.problem);
		if (item.replica !== replica.id)
			return outcomeOf('quarantined', { code: 'command/other-replica' });
		if (viewer.disabled) return outcomeOf('quarantined', { code: 'auth/disabled' });
		if (domain.isServerOnly(item.type))
			return outcomeOf('rejected', { code: 'command/server-only', field: 'type' });
		const { parsed } = item;
		// Perhaps a newer app's: it waits for a newer server.
		if (!parsed) return outcomeOf('later', { code: 'command/unknown-type', field: 'type' });
		if (stream.waits(item.target)) return outcomeOf('later', { code: 'command/waits' });
		if (!parsed.ok) return outcomeOf('rejected', parsed.rejection);
		try {
			return decide(item, parsed.command);
		} catch (error) {
			// One command that breaks a rule's code must not stop the others nor be lost.
			$app.logger().error('a rule failed', 'command', item.id, 'error', String(error));
			return outcomeOf('quarantined', { code: 'server/failed' });
		}
	}

	/**
	 * By the rights of the time of the act.
	 * @param {Item} item
	 * @param {import('../../web/domain/aggregates').Command} command
	 * @returns {Outcome}
	 */
	function decide(item, command) {
		const at = item.at - (item.skew ?? 0);
		const judgedAt = domain.policyTime(at, now, lastAt || undefined);
		lastAt = judgedAt;
		const verdict = batch.decide({
			command,
			at,
			...(item.skew !== undefined && { skew: item.skew }),
			actor: {
				person,
				name: viewer.name,
				posts: domain.postsAt(viewer.assignments, judgedAt),
				...(viewer.enteredBy !== undefined && { enteredBy: viewer.enteredBy })
			},
			keys: domain.keysOfPerson(person, viewer.assignments, judgedAt)
		});
		if (verdict.ok) return { result: 'ok', seq: () => verdict.entry.seq };
		return outcomeOf(verdict.later ? 'later' : 'rejected', verdict.rejection);
	}

	for (const kind of /** @type {const} */ (['case', 'patrol', 'note'])) {
		const mine = items.filter((item) => item.parsed && domain.kindOf(item.type) === kind);
		batch.preload(
			kind,
			mine.map(({ target }) => target)
		);
	}
	const outcomes = items.map((item) => ({ item, ...judge(item) }));
	batch.flush();
	ledger.writeLines(tx, [...lines, ...ledger.linesOfReactions(batch.followed)], now);
	run(
		tx,
		`UPDATE replicas SET lastSeq = {:lastSeq}, lastAt = {:lastAt}, lastContact = {:now},
			deferred = {:deferred}, proto = {:proto} WHERE id = {:id}`,
		{
			id: replica.id,
			lastSeq: stream.lastSeq(),
			lastAt,
			now,
			// With what was put off here: it is still on the phone as well.
			deferred: request.deferred + outcomes.filter(({ result }) => isPutOff(result)).length,
			proto: request.proto
		}
	);
	return {
		lastSeq: stream.lastSeq(),
		results: outcomes.map(resultOf),
		keys: batch.touchedKeys()
	};
}

/** @param {ledger.ResultKind} result */
const isPutOff = (result) => result === 'hold' || result === 'later';

/** @param {ledger.ResultKind} result @param {Rejection} rejection @returns {Outcome} */
const outcomeOf = (result, rejection) => ({ result, rejection });

/** @param {Outcome & { item: Item, first?: ledger.ResultKind }} outcome @returns {PushResult} */
function resultOf({ item, first, result, rejection, seq }) {
	/** @type {PushResult} */
	const answer = { id: item.named, result };
	if (rejection) {
		answer.code = rejection.code;
		if (rejection.field !== undefined) answer.field = rejection.field;
		if (rejection.params) answer.params = rejection.params;
	}
	if (first !== undefined) answer.first = first;
	const visibleAt = seq?.() ?? 0;
	if (visibleAt > 0) answer.seq = visibleAt;
	return answer;
}

module.exports = { takeItems };
