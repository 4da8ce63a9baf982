/**
 * `lq-load <file.ndjson> …`: rows into an empty town, set-wise. A line is `["<what>", {…}]`:
 *
 *   people       {id, username, name, title?, town}      all get the password of `lq-load --password`
 *   assignments  {id, person, role, area, unit?, validFrom, validTo?}
 *   refs         {doc}                                   scope: everybody of the town, or `scope`
 *   elements     {doc}     overlays {doc}
 *   plates       {id, kind, target, name, address, town, village, grid, lat, lng, generation}
 *   case | patrol | note  {state, events}                events in their order, state their fold
 *
 * Scope, facts and labels are made here by the shared rules, as for any other write.
 */
const { AGGREGATES, refId, scopeOfElement, scopeOfOverlay } = require('./domain.js');
const { writeDocuments, writeFacts } = require('./batch.js');
const { putAll, run } = require('./sql.js');
const { hashOf, plateToken } = require('./public/tokens.js');

/** Lines per transaction: large enough to be quick, small enough to stay out of memory's way. */
const BATCH = 2_000;

/** @typedef {[what: string, row: any]} Entry */

/** @param {readonly string[]} files @param {string} password */
function loadFiles(files, password) {
	const hash = password ? passwordHash(password) : '';
	let count = 0;
	for (const file of files) {
		const lines = toString($os.readFile(file)).split('\n').filter(Boolean);
		for (let from = 0; from < lines.length; from += BATCH) {
			/** @type {Entry[]} */
			const batch = lines.slice(from, from + BATCH).map((line) => JSON.parse(line));
			$app.runInTransaction((tx) => loadBatch(tx, batch, hash));
			count += batch.length;
		}
	}
	return count;
}

/** One hash for a demo's many accounts: bcrypt is slow by design. @param {string} password */
function passwordHash(password) {
	const record = new Record($app.findCollectionByNameOrId('people'));
	record.setPassword(password);
	return record.getString('password:hash');
}

/** @param {core.App} tx @param {readonly Entry[]} batch @param {string} hash */
function loadBatch(tx, batch, hash) {
	const of = (/** @type {string} */ what) =>
		batch.filter((entry) => entry[0] === what).map((entry) => entry[1]);
	putAll(
		tx,
		'people',
		['id', 'username', 'name', 'title', 'town', 'disabled', 'password', 'tokenKey', 'email', 'verified', 'emailVisibility'],
		of('people').map((row) => [
			row.id,
			row.username,
			row.name,
			row.title ?? '',
			row.town,
			false,
			hash,
			$security.randomString(50),
			'',
			false,
			false
		])
	);
	putAll(
		tx,
		'assignments',
		['id', 'person', 'role', 'area', 'unit', 'validFrom', 'validTo'],
		of('assignments').map((row) => [
			row.id,
			row.person,
			row.role,
			row.area,
			row.unit ?? '',
			row.validFrom,
			row.validTo ?? 0
		])
	);
	loadReplicated(tx, of);
	putAll(
		tx,
		'plates',
		['id', 'kind', 'target', 'name', 'address', 'town', 'village', 'grid', 'lat', 'lng', 'generation', 'revokedAt', 'scans', 'tokenHash'],
		of('plates').map((row) => [
			row.id,
			row.kind,
			row.target,
			row.name,
			row.address ?? '',
			row.town,
			row.village,
			row.grid ?? '',
			row.lat ?? 0,
			row.lng ?? 0,
			row.generation,
			0,
			0,
			hashOf(plateToken(tx, row))
		])
	);
	for (const kind of /** @type {const} */ (['case', 'patrol', 'note']))
		loadAggregates(tx, kind, of(kind));
}

/** @param {core.App} tx @param {(what: string) => any[]} of */
function loadReplicated(tx, of) {
	putAll(
		tx,
		'refs',
		['id', 'town', 'kind', 'label', 'rev', 'scope', 'doc'],
		of('refs').map(({ doc, scope }) => [
			refId(doc),
			doc.town,
			doc.kind,
			refId(doc),
			1,
			JSON.stringify(scope ?? [`t:${doc.town}`]),
			JSON.stringify(doc)
		])
	);
	putAll(
		tx,
		'elements',
		['id', 'label', 'rev', 'scope', 'doc'],
		of('elements').map(({ doc }) => [
			doc.id,
			`${doc.name} ${doc.address}`,
			1,
			JSON.stringify(scopeOfElement(doc)),
			JSON.stringify(doc)
		])
	);
	putAll(
		tx,
		'overlays',
		['id', 'label', 'rev', 'scope', 'element', 'doc'],
		of('overlays').map(({ doc }) => [
			doc.id,
			doc.id,
			1,
			JSON.stringify(scopeOfOverlay(doc)),
			doc.element,
			JSON.stringify(doc)
		])
	);
}

/** @param {core.App} tx @param {import('../../web/domain/aggregates').Kind} kind @param {any[]} list */
function loadAggregates(tx, kind, list) {
	if (list.length === 0) return;
	const entries = list.map(({ state }) => ({
		kind,
		id: state.id,
		state,
		scopeBefore: [],
		closedBefore: false,
		seq: 0,
		changed: true
	}));
	writeDocuments(tx, kind, entries);
	if (kind === 'case') writeFacts(tx, entries);
	const rows = list.flatMap(({ events }) =>
		events.map((/** @type {any} */ event, /** @type {number} */ index) => [
			event.id,
			kind,
			event.target,
			index + 1,
			event.type,
			event.at,
			event.receivedAt,
			event.by.person,
			0,
			JSON.stringify(event)
		])
	);
	putAll(
		tx,
		'events',
		['id', 'kind', 'target', 'rev', 'type', 'at', 'receivedAt', 'person', 'seq', 'body'],
		rows
	);
	run(
		tx,
		`UPDATE events SET seq = (SELECT seq FROM journal WHERE collection = {:collection} AND id = events.target)
			WHERE kind = {:kind} AND seq = 0`,
		{ collection: AGGREGATES[kind].collection, kind }
	);
}

module.exports = { loadFiles };
