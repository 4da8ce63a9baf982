/** Signing in, making a device a replica, and what a server says of itself. */
const { PROTO, send } = require('./answer.js');
const { readText, parseJson, echoOf } = require('./body.js');
const { lineageOf } = require('./meta.js');
const { claimReplica } = require('./replicas.js');
const { viewerOf, personOf, meOf } = require('./viewer.js');
const limiter = require('./limiter.js');
const domain = require('./domain.js');

const MAX_BODY_BYTES = 4_000;

/** @param {core.RequestEvent} e */
function handleHello(e) {
	return send(e, { proto: PROTO, lineage: lineageOf($app), serverTime: Date.now() });
}

/**
 * One answer for a wrong password and for a name that does not exist, after the same work.
 * @param {core.RequestEvent} e
 */
function handleLogin(e) {
	const now = Date.now();
	const body = readText(e, MAX_BODY_BYTES);
	const { nonce } = echoOf(body.text);
	/** @param {string} code @param {number} [retryAfterMs] */
	const no = (code, retryAfterMs) => refuse(e, nonce, code, retryAfterMs);
	const parsed = domain.loginRequestSchema.safeParse(body.tooLong ? null : parseJson(body.text));
	if (!parsed.success) return no('auth/bad-credentials');
	const { proto, username, password, replica, device } = parsed.data;
	if (proto < PROTO) return no('auth/upgrade');

	const ip = e.realIP();
	const wait = limiter.waitFor(username, ip, now);
	if (wait > 0) return no('auth/too-many', wait);
	const record = recordOf(username);
	const right = (record ?? stranger()).validatePassword(password);
	if (!record || !right) {
		limiter.noteFailure(username, ip, now);
		return no('auth/bad-credentials');
	}
	limiter.noteSuccess(username, ip);
	if (record.getBool('disabled')) return no('auth/disabled');
	return welcome(e, record, { nonce, named: replica, device, now });
}

/**
 * The same answer as a sign-in, for who is signed in: renews the token, and gives a store that was
 * lost a replica of its own.
 * @param {core.RequestEvent} e
 */
function handleRegister(e) {
	const record = e.auth;
	const body = readText(e, MAX_BODY_BYTES);
	const { nonce } = echoOf(body.text);
	if (!record || personOf(e) === undefined) return refuse(e, nonce, 'auth/sign-in', undefined, 401);
	if (record.getBool('disabled')) return refuse(e, nonce, 'auth/disabled');
	const parsed = domain.registerRequestSchema.safeParse(body.tooLong ? null : parseJson(body.text));
	if (!parsed.success) return refuse(e, nonce, 'auth/malformed');
	const { proto, replica, device } = parsed.data;
	if (proto < PROTO) return refuse(e, nonce, 'auth/upgrade');
	return welcome(e, record, { nonce, named: replica, device, now: Date.now() });
}

/**
 * @param {core.RequestEvent} e
 * @param {core.Record} record
 * @param {{ nonce: string, named: string | undefined, device: string, now: number }} claim
 */
function welcome(e, record, { nonce, named, device, now }) {
	const person = record.id;
	const viewer = viewerOf($app, person, now);
	if (!viewer) return refuse(e, nonce, 'auth/bad-credentials');
	const wanted = named === undefined ? { person, device, now } : { person, named, device, now };
	const replica = claimReplica($app, wanted);
	return send(e, {
		ok: true,
		nonce,
		token: record.newAuthToken(),
		serverTime: now,
		lineage: lineageOf($app),
		replica: replica.id,
		lastSeq: replica.lastSeq,
		me: meOf(viewer)
	});
}

/** @param {string} username @returns {core.Record | undefined} */
function recordOf(username) {
	try {
		return $app.findFirstRecordByData('people', 'username', username.trim().toLowerCase());
	} catch {
		return undefined;
	}
}

/**
 * Somebody to check a password against who does not exist, so that the check takes as long as a real
 * one. Made once: hashing takes the same time again.
 * @returns {core.Record}
 */
function stranger() {
	return $app.store().getOrSet('lq:stranger', () => {
		const record = new Record($app.findCollectionByNameOrId('people'));
		record.setPassword($security.randomString(30));
		return record;
	});
}

/**
 * @param {core.RequestEvent} e
 * @param {string} nonce of the request, empty where it has none
 * @param {string} code
 * @param {number} [retryAfterMs]
 * @param {number} [http]
 */
function refuse(e, nonce, code, retryAfterMs, http) {
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	return send(e, { ok: false, ...(nonce !== '' && { nonce }), code, ...wait }, http);
}

module.exports = { handleHello, handleLogin, handleRegister };
