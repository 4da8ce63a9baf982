/** What a push answers before the rules are loaded: the frame, and `busy` above the admission limit. */
const { PROTO, send } = require('./answer.js');
const { readText, echoOf } = require('./body.js');
const { durableSeq } = require('./durable.js');
const { bootOf, lineageOf } = require('./meta.js');

/** Escaping makes the text longer than the commands in it. */
const MAX_BODY_BYTES = 1_000_000;

/** The answer while too many others are worked on. @param {core.RequestEvent} e */
function refusePush(e) {
	const echo = echoOf(readText(e, MAX_BODY_BYTES).text);
	return send(e, {
		...answerOf(echo, Date.now(), 'busy'),
		retryAfterMs: 500 + Math.floor(Math.random() * 1500),
		lastSeq: 0,
		results: []
	});
}

/** @param {{ nonce: string, lease: number }} echo @param {number} now @param {string} status */
const answerOf = ({ nonce, lease }, now, status) => ({
	proto: PROTO,
	nonce,
	lineage: lineageOf($app),
	serverTime: now,
	durableSeq: durableSeq(),
	boot: bootOf($app),
	status,
	lease
});

module.exports = { MAX_BODY_BYTES, answerOf, refusePush };
