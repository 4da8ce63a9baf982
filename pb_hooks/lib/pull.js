/**
 * POST /api/lq/pull: rows that changed after a cursor. Documents go out as the text they rest as:
 * neither the engine of the hooks nor SQLite builds the answer, which took ten times as long.
 */
const { PROTO, open, send } = require('./answer.js');
const { readText, parseJson, echoOf } = require('./body.js');
const { durableSeq, flush } = require('./durable.js');
const { bootOf, lineageOf, noticeLostHistory, seqOf } = require('./meta.js');
const { personOf, viewerOf, meOf } = require('./viewer.js');
const { replicaOf } = require('./replicas.js');
const { settledFor } = require('./keeper.js');
const { stoppedOfPerson } = require('./stopped.js');
const { rows } = require('./sql.js');
const domain = require('./domain.js');

const MAX_BODY_BYTES = 4_000;
const DAY_MS = 86_400_000;
const RETRY_FAILED_MS = 5_000;
const RETRY_BUSY_MS = 1_000;
/** An answer is in memory several times over before it is on the wire. */
const MAX_ROWS = 1_000;
const MAX_PAGE_BYTES = 4_000_000;

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
		flush();
		return sendPage(e, viewer, request, answerOf(nonce, now, 'done'));
	} catch (error) {
		$app.logger().error('pull failed', 'error', String(error));
		return only('busy', { retryAfterMs: RETRY_FAILED_MS });
	}
}

/** The answer while too many others are worked on. @param {core.RequestEvent} e */
function refusePull(e) {
	const { nonce } = echoOf(readText(e, MAX_BODY_BYTES).text);
	const retryAfterMs = RETRY_BUSY_MS + Math.floor(Math.random() * RETRY_BUSY_MS);
	return send(e, { ...answerOf(nonce, Date.now(), 'busy'), ...NOTHING, retryAfterMs });
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
	boot: bootOf($app),
	status
});

/**
 * @param {core.RequestEvent} e
 * @param {import('./viewer.js').Viewer} viewer
 * @param {import('../../web/protocol/pull').PullRequest} request
 * @param {ReturnType<typeof answerOf>} head
 */
function sendPage(e, viewer, request, head) {
	const { person, keys, scopeHash } = viewer;
	// Before the page: what is committed meanwhile has a higher number and comes next time.
	const seq = seqOf($app);
	if (request.lineage === head.lineage && request.after > seq && noticeLostHistory($app, person))
		head.lineage = lineageOf($app);
	const usable =
		request.after > 0 &&
		request.lineage === head.lineage &&
		request.scopeHash === scopeHash &&
		request.after <= seq;
	const after = usable ? request.after : 0;
	const limit = Math.min(request.limit, MAX_ROWS);
	const page = pageOf({ keys, after, limit, cut: head.serverTime - request.windowDays * DAY_MS });
	const replica = replicaOf($app, request.replica);
	const isOwn = replica !== undefined && replica.person === person;
	const settled = isOwn ? settledFor($app, replica.id, head.serverTime) : [];
	const stopped = stoppedOfPerson($app, person, request.replica, head.serverTime);
	const frame = {
		...head,
		scopeHash,
		keys,
		me: meOf(viewer),
		reset: !usable,
		lastSeq: isOwn ? replica.lastSeq : 0,
		...(settled.length > 0 && { settled }),
		...(stopped.length > 0 && { stopped })
	};

	const write = open(e);
	write(`${JSON.stringify(frame).slice(0, -1)},"rows":[`);
	let sent = 0;
	let bytes = 0;
	for (const row of page) {
		if (bytes > MAX_PAGE_BYTES) break;
		write(`${sent > 0 ? ',' : ''}["${row.collection}","${row.id}",${row.seq},`);
		write(row.doc);
		write(']');
		bytes += row.bytes;
		sent++;
	}
	const more = sent < page.length || sent === limit;
	const last = page[sent - 1]?.seq ?? after;
	write(`],"next":${more ? last : Math.max(seq, last)},"more":${more}}`);
	return undefined;
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
 * Per key at most a page: a document on the merged page cannot lie behind the page of any of its
 * keys. A replica without rows (`after` 0) needs not hear what is gone.
 * @param {{ keys: readonly string[], after: number, limit: number, cut: number }} wanted
 */
function pageOf({ keys, after, limit, cut }) {
	if (keys.length === 0) return [];
	/** @type {Record<string, string | number>} */
	const params = { after, limit, cut };
	const hits = keys.map((key, i) => {
		params[`k${i}`] = key;
		return `SELECT * FROM (SELECT k.seq, k.doc, k."now" FROM journal_keys k
			WHERE k."key" = {:k${i}} AND k.seq > {:after} ${after === 0 ? 'AND k."now" = 1' : ''}
			AND (k."now" = 0 OR ${CLOSED_AT} NOT BETWEEN 1 AND {:cut})
			ORDER BY k.seq LIMIT {:limit})`;
	});
	return rows(
		$app,
		`WITH hits AS (${hits.join(' UNION ALL ')}),
			page AS (SELECT seq, doc, max("now") AS "now" FROM hits GROUP BY seq, doc ORDER BY seq LIMIT {:limit}),
			lines AS (SELECT p.seq, j.collection, j.id, coalesce(
				CASE WHEN p."now" = 1 THEN CASE j.collection ${DOCUMENT} END END, 'null') AS doc
				FROM page p JOIN journal j ON j.doc = p.doc)
			SELECT seq, collection, id, doc, octet_length(doc) AS bytes FROM lines ORDER BY seq`,
		params,
		{ seq: 0, collection: '', id: '', doc: '', bytes: 0 }
	);
}

module.exports = { handlePull, refusePull };
