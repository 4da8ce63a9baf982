/**
 * POST /api/lq/carry: commands out of a file that a person brought to the centre. Taken as a push of
 * the author's own replica, by the same rules and the same ledger, so that the phone's own push of them
 * is a `duplicate` later; what comes of them says who at the desk vouched for it.
 */
const { PROTO, send } = require('./answer.js');
const { parseJson, readText, echoOf } = require('./body.js');
const { MAX_BODY_BYTES, answerOf } = require('./push-busy.js');
const { durably } = require('./durable.js');
const { keeperOf, writeAct } = require('./keeper.js');
const { personOf, viewerOf } = require('./viewer.js');
const { replicaOf } = require('./replicas.js');
const { openItem } = require('./item.js');
const { takeItems } = require('./push-batch.js');
const { pokeKeys } = require('./poke.js');
const domain = require('./domain.js');

const RETRY_FAILED_MS = 5_000;

/** Results that made a line in the ledger. */
const WRITTEN = ['ok', 'rejected', 'quarantined', 'conflict_hash'];

/** @param {core.RequestEvent} e */
function handleCarry(e) {
	const now = Date.now();
	const body = readText(e, MAX_BODY_BYTES);
	const echo = { ...echoOf(body.text), lease: 0 };
	/** @param {string} status @param {object} [more] @param {number} [http] */
	const only = (status, more, http) =>
		send(e, { ...answerOf(echo, now, status), lastSeq: 0, results: [], ...more }, http);

	if (personOf(e) === undefined) return only('signIn', {}, 401);
	const keeper = keeperOf(e, now);
	if (!keeper) return send(e, { code: 'desk/unknown' }, 404);
	const parsed = domain.carryRequestSchema.safeParse(body.tooLong ? null : parseJson(body.text));
	if (!parsed.success)
		return only('malformed', { field: String(parsed.error.issues[0]?.path[0] ?? 'request') });
	const request = parsed.data;
	if (request.proto < PROTO) return only('upgrade');
	if (request.commands.length > domain.MAX_BATCH_COMMANDS)
		return only('malformed', { field: 'commands' });
	try {
		const author = viewerOf($app, request.person, now);
		const replica = replicaOf($app, request.replica);
		if (!author || author.town !== keeper.town || (replica && replica.person !== author.person))
			return send(e, { code: 'desk/unknown' }, 404);
		const items = request.commands.map((raw) => openItem(raw, body.clean));
		const push = { ...request, lease: 0 };
		const taken = durably((tx) => {
			const done = takeItems(tx, push, items, { ...author, enteredBy: keeper.name }, now);
			noteCarried(tx, items, done.results, keeper, now);
			return done;
		});
		pokeKeys(taken.keys);
		return send(e, {
			...answerOf(echo, now, 'done'),
			lastSeq: taken.lastSeq,
			results: taken.results
		});
	} catch (error) {
		$app.logger().error('carrying failed', 'error', String(error));
		return only('busy', { retryAfterMs: RETRY_FAILED_MS });
	}
}

/**
 * @param {core.App} tx
 * @param {readonly import('./item.js').Item[]} items
 * @param {readonly import('../../web/protocol/push').PushResult[]} results in the order of the items
 * @param {import('./viewer.js').Viewer} keeper
 * @param {number} now
 */
function noteCarried(tx, items, results, keeper, now) {
	items.forEach((item, i) => {
		const result = results[i]?.result ?? '';
		if (!WRITTEN.includes(result)) return;
		writeAct(tx, {
			id: $security.randomStringWithAlphabet(15, 'abcdefghijklmnopqrstuvwxyz0123456789'),
			act: 'carry',
			subject: result === 'conflict_hash' ? `${item.id}~${item.hash.slice(0, 8)}` : item.id,
			replica: '',
			town: keeper.town,
			person: keeper.person,
			name: keeper.name,
			words: '',
			at: now
		});
	});
}

module.exports = { handleCarry };
