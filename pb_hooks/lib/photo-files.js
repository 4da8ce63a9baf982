/** Where photo bytes lie, and how they get there so that a power cut cannot take them back. */
const { first, run } = require('./sql.js');

const dirOf = (/** @type {string} */ caseId) => `${$app.dataDir()}/photos/${caseId}`;

/** @param {string} caseId @param {string} sha256 @param {'full' | 'thumb'} size */
const nameOf = (caseId, sha256, size) =>
	`${dirOf(caseId)}/${sha256}${size === 'thumb' ? '.t' : ''}.jpg`;

/**
 * Written under another name, flushed, and only then given its own.
 * @param {string} caseId
 * @param {string} sha256
 * @param {'full' | 'thumb'} size
 * @param {any} bytes
 */
function keepFile(caseId, sha256, size, bytes) {
	const dir = dirOf(caseId);
	$os.mkdirAll(dir, /** @type {any} */ (0o700));
	const name = nameOf(caseId, sha256, size);
	const part = `${name}.${$security.randomString(6)}.part`;
	$os.writeFile(part, bytes, /** @type {any} */ (0o600));
	const file = $os.openInRoot(dir, part.slice(dir.length + 1));
	file.sync();
	file.close();
	$os.rename(part, name);
}

/** @param {core.App} app @param {string} caseId @param {string} sha256 */
const isStored = (app, caseId, sha256) =>
	first(
		app,
		`SELECT 1 AS n FROM photos WHERE "case" = {:caseId} AND sha256 = {:sha256}`,
		{ caseId, sha256 },
		{ n: 0 }
	) !== undefined;

/**
 * @param {core.App} app
 * @param {{ caseId: string, sha256: string, kind: string, bytes: number, thumbBytes: number,
 *   w: number, h: number, person: string, now: number }} photo
 */
function noteStored(app, photo) {
	run(
		app,
		`INSERT INTO photos (id, "case", sha256, type, kind, bytes, thumbBytes, w, h, person, storedAt)
			VALUES ({:id}, {:caseId}, {:sha256}, 'image/jpeg', {:kind}, {:bytes}, {:thumbBytes}, {:w}, {:h},
				{:person}, {:now}) ON CONFLICT ("case", sha256) DO NOTHING`,
		{ id: $security.sha256(`${photo.caseId}/${photo.sha256}`).slice(0, 15), ...photo }
	);
}

module.exports = { nameOf, keepFile, isStored, noteStored };
