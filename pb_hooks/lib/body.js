/**
 * The request's text. The framework's own parser is not used: it answers opaque errors for what must
 * become an answer per command.
 */

/**
 * The text, cut after `limit` + 1 bytes.
 * @param {core.RequestEvent} e
 * @param {number} limit
 * @returns {{ text: string, tooLong: boolean, clean: boolean }} clean: as text, the bytes mean one thing
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
		clean: bytes === $security.sha256(touched) && !hasLoneSurrogate(touched)
	};
}

/**
 * Half a character, written as an escape in JSON text. The engine's parser silently makes U+FFFD of it,
 * a browser's does not: what was hashed, stored and decided would no longer be one thing.
 * @param {string} json
 */
function hasLoneSurrogate(json) {
	if (!/\\u[dD]/.test(json)) return false;
	let expected = -1;
	for (const match of json.matchAll(/(\\+)u([dD][0-9a-fA-F]{3})/g)) {
		const [text, slashes = '', digits = ''] = match;
		const code = parseInt(digits, 16);
		// An even number of backslashes is text about an escape, not one.
		if (slashes.length % 2 === 0 || code < 0xd800) continue;
		const at = (match.index ?? 0) + slashes.length - 1;
		if (code >= 0xdc00) {
			if (at !== expected) return true;
			expected = -1;
		} else {
			if (expected >= 0) return true;
			expected = (match.index ?? 0) + text.length;
		}
	}
	return expected >= 0;
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

module.exports = { readText, hasLoneSurrogate, parseJson, echoOf };
