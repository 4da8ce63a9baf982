/** POST /api/lq/search: cases and addresses that the viewer's replica does not hold. */
const { PROTO, open, send } = require('./answer.js');
const { readText, parseJson, echoOf } = require('./body.js');
const { durableSeq } = require('./durable.js');
const { lineageOf } = require('./meta.js');
const { personOf, viewerOf } = require('./viewer.js');
const { rows } = require('./sql.js');
const domain = require('./domain.js');

const MAX_BODY_BYTES = 4_000;
/** More words than this are a sentence, not a search. */
const MAX_WORDS = 6;

const VISIBLE = `EXISTS (SELECT 1 FROM json_each(t.scope) s JOIN json_each({:keys}) k ON k.value = s.value)`;

/**
 * Words are looked for in the narrow index before a single document is opened.
 * @param {number} words
 */
const casesQuery = (words) => `
	WITH found AS (SELECT id FROM cases INDEXED BY idx_cases_search
			WHERE ${each(words, (word) => `instr(lower(label), ${word}) > 0`)})
	SELECT t.doc AS text FROM found JOIN cases t ON t.id = found.id JOIN case_facts f ON f.id = t.id
		WHERE ${VISIBLE} ORDER BY f.reportedAt DESC LIMIT {:limit}`;

/** @param {number} words */
const addressesQuery = (words) => `
	SELECT a.value AS text FROM refs t, json_each(t.doc, '$.addresses') a
		WHERE t.kind = 'addresses' AND ${VISIBLE} AND ${each(
			words,
			(word) => `(instr(lower(a.value ->> 'text'), ${word}) > 0
				OR instr(a.value ->> 'py', ${word}) > 0
				OR instr(coalesce(a.value ->> 'nick', ''), ${word}) > 0)`
		)} LIMIT {:limit}`;

/** @param {number} words @param {(word: string) => string} test */
const each = (words, test) =>
	Array.from({ length: words }, (_, i) => test(`{:w${i}}`)).join(' AND ');

/** @param {core.RequestEvent} e */
function handleSearch(e) {
	const now = Date.now();
	const body = readText(e, MAX_BODY_BYTES);
	const { nonce } = echoOf(body.text);
	const answerOf = (/** @type {string} */ status) => ({
		proto: PROTO,
		nonce,
		lineage: lineageOf($app),
		serverTime: now,
		durableSeq: durableSeq(),
		status
	});
	/** @param {string} status @param {object} [more] @param {number} [http] */
	const only = (status, more, http) => send(e, { ...answerOf(status), rows: [], ...more }, http);

	const person = personOf(e);
	if (person === undefined) return only('signIn', {}, 401);
	const parsed = domain.searchRequestSchema.safeParse(body.tooLong ? null : parseJson(body.text));
	if (!parsed.success)
		return only('malformed', { field: String(parsed.error.issues[0]?.path[0] ?? 'request') });
	const { proto, what, text, limit } = parsed.data;
	if (proto < PROTO) return only('upgrade');
	const viewer = viewerOf($app, person, now);
	if (!viewer) return only('signIn', {}, 401);
	if (viewer.disabled) return only('revoked');
	const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
	if (words.length === 0) return only('done');

	/** @type {Record<string, string | number>} */
	const params = { keys: JSON.stringify(viewer.keys), limit };
	words.forEach((word, i) => (params[`w${i}`] = word));
	const query = what === 'cases' ? casesQuery(words.length) : addressesQuery(words.length);
	const found = rows($app, query, params, { text: '' });
	const write = open(e);
	write(`${JSON.stringify(answerOf('done')).slice(0, -1)},"rows":[`);
	found.forEach((row, i) => {
		if (i > 0) write(',');
		write(row.text);
	});
	write(']}');
	return undefined;
}

module.exports = { handleSearch };
