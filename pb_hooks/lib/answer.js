/**
 * Our answers: always JSON, never stored by a cache, and with HTTP 200 whenever our protocol says
 * what happened, because no HTTP status may decide the fate of work.
 */

/** Repeats web/protocol/envelope.ts: the busy path must answer without the bundle. */
const PROTO = 1;

/**
 * @param {core.RequestEvent} e
 * @param {number} status
 * @param {string} text a JSON document
 */
function sendText(e, status, text) {
	const header = e.response.header();
	header.set('Content-Type', 'application/json; charset=utf-8');
	header.set('Cache-Control', 'no-store');
	return e.string(status, text);
}

/**
 * @param {core.RequestEvent} e
 * @param {object} body
 * @param {number} [status]
 */
const send = (e, body, status = 200) => sendText(e, status, JSON.stringify(body));

module.exports = { PROTO, send, sendText };
