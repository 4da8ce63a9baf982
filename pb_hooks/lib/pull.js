/**
 * POST /api/lq/pull: rows that changed after a cursor. SQLite makes the whole answer as text: the
 * engine of the hooks would need a second for what it does in thirty milliseconds.
 */
const { PROTO, send, sendText } = require('./answer.js');
const { readText, parseJson, echoOf } = require('./body.js');
const { durableSeq } = require('./durable.js');
const { lineageOf, seqOf } = require('./meta.js');
const { personOf, viewerOf, meOf } = require('./viewer.js');
const { replicaOf } = require('./replicas.js');
const { first } = require('./sql.js');
const domain = require('./domain.js');

const MAX_BODY_BYTES = 4_000;
const DAY_MS = 86_400_000;
const RETRY_FAILED_MS = 5_000;

/** @param {core.RequestEvent} e */
function handlePull(e) {
	const now = Date.now();
	const body = readText(e, MAX_BODY_BYTES);
	const { nonce } = echoOf(body.text);
	/** @param {string} status @param {object} [more] @param {number} [http] */
	const only = (status, more, http) =>
		send(e, { ...answerOf(nonce, now, status), ...NOTHING, ...more }, http);

	const person = personOf(e);
	if (person === undefined) return only('signIn', {}, 401);
	const parsed = domain.pullRequestSchema.safeParse(body.tooLong ? null : parseJson(body.text));
	if (!parsed.success)
		return only('malformed', { field: String(parsed.error.issues[0]?.path[0] ?? 'request') });
	const request = parsed.data;
	if (request.proto < PROTO) return only('upgrade');
	try {
		const viewer = viewerOf($app, person, now);
		if (!viewer) return only('signIn', {}, 401);
		if (viewer.disabled) return only('revoked');
		return sendText(e, 200, pageFor(viewer, request, answerOf(nonce, now, 'done')));
	} catch (error) {
		$app.logger().error('pull failed', 'error', String(error));
		return only('busy', { retryAfterMs: RETRY_FAILED_MS });
	}
}

/** What an answer without rows still has. */
const NOTHING = {
	scopeHash: '',
	keys: [],
	me: { person: '', name: '', town: '', assignments: [] },
	reset: false,
	rows: [],
	next: 0,
	more: false,
	lastSeq: 0
};

/** @param {string} nonce @param {number} now @param {string} status */
const answerOf = (nonce, now, status) => ({
	proto: PROTO,
	nonce,
	lineage: lineageOf($app),
	serverTime: now,
	durableSeq: durableSeq(),
	status
});

/**
 * @param {import('./viewer.js').Viewer} viewer
 * @param {import('../../web/protocol/pull').PullRequest} request
 * @param {ReturnType<typeof answerOf>} head
 * @returns {string}
 */
function pageFor(viewer, request, head) {
	const { person, keys, scopeHash } = viewer;
	const usable =
		request.after > 0 &&
		request.lineage === head.lineage &&
		request.scopeHash === scopeHash &&
		request.after <= seqOf($app);
	const replica = replicaOf($app, request.replica);
	return textOf(
		{
			...head,
			scopeHash,
			keys,
			me: meOf(viewer),
			reset: !usable,
			lastSeq: replica && replica.person === person ? replica.lastSeq : 0
		},
		{
			keys,
			after: usable ? request.after : 0,
			limit: request.limit,
			cut: head.serverTime - request.windowDays * DAY_MS
		}
	);
}

/** When a document of the window was closed; 0 for what is open or never closes. */
const CLOSED_AT = `coalesce((SELECT CASE j.collection
		WHEN 'cases' THEN (SELECT closedAt FROM cases WHERE id = j.id)
		WHEN 'patrols' THEN (SELECT closedAt FROM patrols WHERE id = j.id)
		WHEN 'notes' THEN (SELECT c.closedAt FROM notes n JOIN cases c ON c.id = n.caseId WHERE n.id = j.id)
	END FROM journal j WHERE j.doc = k.doc), 0)`;

const DOCUMENT = domain.PULL_COLLECTIONS.map(
	(name) => `WHEN '${name}' THEN (SELECT doc FROM ${name} WHERE id = j.id)`
).join(' ');

/**
 * Per key at most a page: a document on the merged page cannot lie behind the page of any of its keys.
 * @param {number} keys how many the viewer has
 * @param {boolean} fresh a replica without rows needs not hear what is gone
 */
function queryOf(keys, fresh) {
	const hits = Array.from(
		{ length: keys },
		(_, i) => `SELECT * FROM (SELECT k.seq, k.doc, k."now" FROM journal_keys k
			WHERE k."key" = {:k${i}} AND k.seq > {:after} ${fresh ? 'AND k."now" = 1' : ''}
			AND (k."now" = 0 OR ${CLOSED_AT} NOT BETWEEN 1 AND {:cut})
			ORDER BY k.seq LIMIT {:limit})`
	);
	const none = 'SELECT 0 AS seq, 0 AS doc, 0 AS "now" WHERE false';
	return `WITH hits AS (${hits.join(' UNION ALL ') || none}),
		page AS (SELECT seq, doc, max("now") AS "now" FROM hits GROUP BY seq, doc ORDER BY seq LIMIT {:limit}),
		lines AS (SELECT p.seq, '["' || j.collection || '","' || j.id || '",' || p.seq || ',' || coalesce(
			CASE WHEN p."now" = 1 THEN CASE j.collection ${DOCUMENT} END END, 'null') || ']' AS line
			FROM page p JOIN journal j ON j.doc = p.doc)
		SELECT {:head} || coalesce(group_concat(line, ',' ORDER BY seq), '') || '],"next":' ||
			CASE WHEN count(*) = {:limit} THEN max(seq)
				ELSE max({:after}, (SELECT value FROM meta WHERE "key" = 'seq')) END ||
			',"more":' || CASE WHEN count(*) = {:limit} THEN 'true' ELSE 'false' END || '}' AS text
		FROM lines`;
}

/**
 * @param {object} head
 * @param {{ keys: readonly string[], after: number, limit: number, cut: number }} page
 * @returns {string} the whole answer
 */
function textOf(head, { keys, after, limit, cut }) {
	/** @type {Record<string, string | number>} */
	const params = { after, limit, cut, head: `${JSON.stringify(head).slice(0, -1)},"rows":[` };
	keys.forEach((key, i) => (params[`k${i}`] = key));
	return first($app, queryOf(keys.length, after === 0), params, { text: '' })?.text ?? '';
}

module.exports = { handlePull };
