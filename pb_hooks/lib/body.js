/**
 * The request's text. The framework's own parser is not used: it answers opaque errors for what must
 * become an answer per command.
 */

/**
 * The text, cut after `limit` + 1 bytes.
 * @param {core.RequestEvent} e
 * @param {number} limit
 * @returns {{ text: string, tooLong: boolean, clean: boolean }} clean: the bytes were valid UTF-8
 */
function readText(e, limit) {
	if (e.request.contentLength > limit) return { text: '', tooLong: true, clean: true };
	const text = toString(e.request.body, limit + 1);
	// The engine keeps the bytes until the text is touched; afterwards broken ones are U+FFFD.
	const bytes = $security.sha256(text);
	const touched = ` ${text}`.slice(1);
	return {
		text: touched,
		tooLong: text.length > limit,
		clean: bytes === $security.sha256(touched)
	};
}

/** @param {string} text @returns {any} undefined when it is not JSON */
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * What must be echoed in every answer, read without parsing.
 * @param {string} text
 */
function echoOf(text) {
	const nonce = /"nonce"\s*:\s*"([A-Za-z0-9_-]{8,64})"/.exec(text);
	const lease = /"lease"\s*:\s*(\d{1,15})\b/.exec(text);
	return { nonce: nonce?.[1] ?? '', lease: Number(lease?.[1] ?? 0) };
}

module.exports = { readText, parseJson, echoOf };
