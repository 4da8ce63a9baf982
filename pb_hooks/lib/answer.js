/**
 * Our answers: always JSON, never stored by a cache, and with HTTP 200 whenever our protocol says
 * what happened, because no HTTP status may decide the fate of work.
 */

/** Repeats web/protocol/envelope.ts: the busy path must answer without the bundle. */
const PROTO = 1;

/**
 * @param {core.RequestEvent} e
 * @param {object} body
 * @param {number} [status]
 */
function send(e, body, status = 200) {
	const header = e.response.header();
	header.set('Content-Type', 'application/json; charset=utf-8');
	header.set('Cache-Control', 'no-store');
	return e.string(status, JSON.stringify(body));
}

/**
 * Begins an answer that is written in pieces. Nothing of it is touched by the engine, so that a piece
 * out of the database costs nothing; but what fails from here on cannot be told any more.
 * @param {core.RequestEvent} e
 * @returns {(text: string) => void}
 */
function open(e) {
	const header = e.response.header();
	header.set('Content-Type', 'application/json; charset=utf-8');
	header.set('Cache-Control', 'no-store');
	return (text) => {
		e.response.write(toBytes(text));
	};
}

module.exports = { PROTO, send, open };
