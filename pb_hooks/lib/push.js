/**
 * POST /api/lq/push: a replica's commands, each answered by itself. Order of the work: read and hash
 * outside, decide the whole batch in memory, write it in one fsynced transaction, then poke.
 */
const { PROTO, send } = require('./answer.js');
const { readText, parseJson, echoOf } = require('./body.js');
const { MAX_BODY_BYTES, answerOf } = require('./push-busy.js');
const { durably } = require('./durable.js');
const { personOf, viewerOf } = require('./viewer.js');
const { replicaOf } = require('./replicas.js');
const { openItem } = require('./item.js');
const { takeItems } = require('./push-batch.js');
const { pokeKeys } = require('./poke.js');
const domain = require('./domain.js');

const RETRY_LATER_MS = 60_000;
const RETRY_FAILED_MS = 5_000;

/** @param {core.RequestEvent} e */
function handlePush(e) {
	const now = Date.now();
	const body = readText(e, MAX_BODY_BYTES);
	const echo = echoOf(body.text);
	/** @param {string} status @param {object} [more] @param {number} [http] */
	const only = (status, more, http) =>
		send(e, { ...answerOf(echo, now, status), lastSeq: 0, results: [], ...more }, http);

	const person = personOf(e);
	if (person === undefined) return only('signIn', {}, 401);
	const request = requestOf(body);
	if (typeof request === 'string') return only('malformed', { field: request });
	if (request.proto < PROTO) return only('upgrade');
	// A newer app than this server: it keeps its work until the server was updated.
	if (request.proto > PROTO) return only('busy', { retryAfterMs: RETRY_LATER_MS });

	const items = request.commands.map((raw) => openItem(raw, body.clean));
	try {
		const viewer = viewerOf($app, person, now);
		if (!viewer) return only('signIn', {}, 401);
		if (isOfAnother(request.replica, person)) return only('malformed', { field: 'replica' });
		const taken = durably((tx) => takeItems(tx, request, items, viewer, now));
		pokeKeys(taken.keys);
		const retry = taken.results.some(({ result }) => result === 'later');
		return send(e, {
			...answerOf(echo, now, 'done'),
			...(retry && { retryAfterMs: RETRY_LATER_MS }),
			lastSeq: taken.lastSeq,
			results: taken.results
		});
	} catch (error) {
		$app.logger().error('push failed', 'error', String(error));
		return only('busy', { retryAfterMs: RETRY_FAILED_MS });
	}
}

/**
 * @param {{ text: string, tooLong: boolean }} body
 * @returns {import('../../web/protocol/push').PushRequest | string} the field at fault when unreadable
 */
function requestOf({ text, tooLong }) {
	if (tooLong) return 'commands';
	const parsed = domain.pushRequestSchema.safeParse(parseJson(text));
	if (!parsed.success) return String(parsed.error.issues[0]?.path[0] ?? 'request');
	const { commands } = parsed.data;
	const size = commands.reduce((sum, raw) => sum + raw.length, 0);
	if (commands.length > domain.MAX_BATCH_COMMANDS || size > domain.MAX_BATCH_BYTES)
		return 'commands';
	return parsed.data;
}

/** @param {string} replica @param {string} person */
function isOfAnother(replica, person) {
	const known = replicaOf($app, replica);
	return known !== undefined && known.person !== person;
}

module.exports = { handlePush };
