/**
 * The centre's list of work that the server could not take by itself, and its decisions on it. A town
 * sees its own people's; for everybody else these routes do not exist.
 */
const { PROTO, send } = require('./answer.js');
const { readText, parseJson, echoOf } = require('./body.js');
const { durably, durableSeq } = require('./durable.js');
const { keeperOf } = require('./keeper.js');
const { lineageOf } = require('./meta.js');
const { personOf } = require('./viewer.js');
const { pokeKeys } = require('./poke.js');
const { rows } = require('./sql.js');
const { stoppedOfTown, stoppedCount } = require('./stopped.js');
const { settleSubject } = require('./settle-subject.js');
const domain = require('./domain.js');

const MAX_BODY_BYTES = 8_000;
const RETRY_FAILED_MS = 5_000;

const KEPT = `FROM commands c JOIN people p ON p.id = c.person
	WHERE c.settled = '' AND c.result IN ('quarantined', 'conflict_hash') AND p.town = {:town}`;

/**
 * @typedef {(status: string, more?: object, http?: number) => void} Say
 * @typedef {{ e: core.RequestEvent, now: number, say: Say, json: any, keeper: import('./viewer.js').Viewer }} Asked
 */

/**
 * What both routes begin with; answers itself where there is nothing to do.
 * @param {core.RequestEvent} e
 * @param {object} nothing the rest of an answer without content
 * @param {(asked: Asked) => void} work
 */
function forKeeper(e, nothing, work) {
	const now = Date.now();
	const body = readText(e, MAX_BODY_BYTES);
	const { nonce } = echoOf(body.text);
	/** @type {Say} */
	const say = (status, more, http) =>
		send(
			e,
			{
				proto: PROTO,
				nonce,
				lineage: lineageOf($app),
				serverTime: now,
				durableSeq: durableSeq(),
				status,
				...nothing,
				...more
			},
			http
		);
	if (personOf(e) === undefined) return say('signIn', {}, 401);
	const keeper = keeperOf(e, now);
	if (!keeper) return send(e, { code: 'desk/unknown' }, 404);
	try {
		return work({ e, now, say, json: body.tooLong ? null : parseJson(body.text), keeper });
	} catch (error) {
		$app.logger().error('a desk request failed', 'error', String(error));
		return say('busy', { retryAfterMs: RETRY_FAILED_MS });
	}
}

/** @param {Asked} asked @param {any} schema @returns {any} undefined: it was answered as malformed */
function requestOf({ json, say }, schema) {
	const parsed = schema.safeParse(json);
	if (!parsed.success) {
		say('malformed', { field: String(parsed.error.issues[0]?.path[0] ?? 'request') });
		return undefined;
	}
	if (parsed.data.proto < PROTO) {
		say('upgrade');
		return undefined;
	}
	return parsed.data;
}

const NOTHING = { commandsLeft: 0, replicasLeft: 0, commands: [], replicas: [] };

/** @param {core.RequestEvent} e */
const handleList = (e) =>
	forKeeper(e, NOTHING, (asked) => {
		const request = requestOf(asked, domain.keepingRequestSchema);
		if (!request) return;
		const { now, say } = asked;
		const { town } = asked.keeper;
		const [counted] = rows($app, `SELECT count(*) AS n ${KEPT}`, { town }, { n: 0 });
		const counts = { commandsLeft: counted?.n ?? 0, replicasLeft: stoppedCount($app, town, now) };
		if (request.limit === 0) return say('done', counts);
		const commands = keptIn(town, request.limit);
		return say('done', { ...counts, commands, replicas: stoppedOfTown($app, town, now) });
	});

/** @param {string} town @param {number} limit */
function keptIn(town, limit) {
	const found = rows(
		$app,
		`SELECT c.id, c.result, c.code, c.field, coalesce(c.params, '') AS params, c.type, c.target, c.at,
			c.receivedAt, c.raw, c.person, p.name AS name, p.disabled AS disabled,
			coalesce(r.device, '') AS device,
			coalesce((SELECT f.number FROM cases f JOIN case_facts n ON n.id = f.id
				WHERE f.id = c.target AND n.town = {:town}), '') AS number
			${KEPT.replace('WHERE', 'LEFT JOIN replicas r ON r.id = c.replica WHERE')}
			ORDER BY c.receivedAt, c.id LIMIT {:limit}`,
		{ town, limit },
		{
			...{ id: '', result: '', code: '', field: '', params: '', type: '', target: '', at: 0 },
			...{ receivedAt: 0, raw: '', person: '', name: '', disabled: false, device: '', number: '' }
		}
	);
	return found.map((row) => ({
		id: row.id,
		result: row.result,
		code: row.code || 'command/other-content',
		...(row.field && { field: row.field }),
		...(row.params && { params: JSON.parse(row.params) }),
		person: { id: row.person, name: row.name, disabled: row.disabled },
		device: row.device,
		type: row.type,
		target: row.target,
		at: row.at,
		receivedAt: row.receivedAt,
		readable: row.type !== '' && domain.kindOf(row.type) !== undefined,
		...glimpse(row.raw),
		number: row.number
	}));
}

/** What a command speaks of, whatever it is. @param {string} raw */
function glimpse(raw) {
	const data = parseJson(raw)?.data;
	const text = (/** @type {unknown} */ value) =>
		typeof value === 'string' ? value.slice(0, 300) : '';
	return {
		words: text(data?.words),
		reason: text(data?.reason),
		address: text(data?.place?.address),
		category: text(data?.category),
		photos: Array.isArray(data?.photos) ? data.photos.length : 0
	};
}

/** @param {core.RequestEvent} e */
const handleSettle = (e) =>
	forKeeper(e, {}, (asked) => {
		const request = requestOf(asked, domain.settleRequestSchema);
		if (!request) return;
		const { keeper, now } = asked;
		const settled = durably((tx) => settleSubject(tx, request, keeper, now));
		pokeKeys(settled.keys);
		return asked.say('done', settled.answer);
	});

module.exports = { handleList, handleSettle, forKeeper, requestOf };
