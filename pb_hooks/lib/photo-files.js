/** Where photo bytes lie, and how they get there so that a power cut cannot take them back. */
const { first, rows, run } = require('./sql.js');

/** Younger files may belong to an upload that is still at work. */
const ORPHAN_AFTER_MS = 24 * 3_600_000;

const root = () => `${$app.dataDir()}/photos`;
const dirOf = (/** @type {string} */ caseId) => `${root()}/${caseId}`;

/** @param {string} sha256 @param {'full' | 'thumb'} size */
const nameOf = (sha256, size) => `${sha256}${size === 'thumb' ? '.t' : ''}.jpg`;

const pathOf = (
	/** @type {string} */ caseId,
	/** @type {string} */ sha256,
	/** @type {'full' | 'thumb'} */ size
) => `${dirOf(caseId)}/${nameOf(sha256, size)}`;

/** Modes are plain numbers in the engine; the declarations know the host's own type only. */
const mode = (/** @type {number} */ bits) => /** @type {any} */ (bits);

/**
 * Written under another name, flushed, and only then given its own.
 * @param {string} caseId
 * @param {string} sha256
 * @param {'full' | 'thumb'} size
 * @param {any} bytes
 */
function keepFile(caseId, sha256, size, bytes) {
	const dir = dirOf(caseId);
	const name = nameOf(sha256, size);
	const part = `${name}.${$security.randomString(6)}.part`;
	$os.mkdirAll(dir, mode(0o700));
	$os.writeFile(`${dir}/${part}`, bytes, mode(0o600));
	flush(dir, part);
	$os.rename(`${dir}/${part}`, `${dir}/${name}`);
}

/** The names themselves must be on disk too. @param {string} caseId */
function flushNames(caseId) {
	flush(dirOf(caseId), '.');
	flush(root(), '.');
}

/** @param {string} dir @param {string} name */
function flush(dir, name) {
	const file = $os.openInRoot(dir, name);
	try {
		file.sync();
	} finally {
		file.close();
	}
}

/**
 * By its row and by its bytes: a restored backup may have the one without the other, and then the
 * phone must send it again.
 * @param {Database} app @param {string} caseId @param {string} sha256
 */
function isStored(app, caseId, sha256) {
	const row = first(
		app,
		`SELECT bytes, thumbBytes FROM photos WHERE "case" = {:caseId} AND sha256 = {:sha256}`,
		{ caseId, sha256 },
		{ bytes: 0, thumbBytes: 0 }
	);
	return (
		row !== undefined &&
		sizeOf(pathOf(caseId, sha256, 'full')) === row.bytes &&
		sizeOf(pathOf(caseId, sha256, 'thumb')) === row.thumbBytes
	);
}

/** @param {string} path @returns {number} -1 where there is no such file */
function sizeOf(path) {
	try {
		return $os.stat(path).size();
	} catch {
		return -1;
	}
}

/**
 * @param {Database} app
 * @param {{ caseId: string, sha256: string, kind: string, bytes: number, thumbBytes: number,
 *   w: number, h: number, person: string, now: number }} photo
 */
function noteStored(app, photo) {
	run(
		app,
		`INSERT INTO photos (id, "case", sha256, type, kind, bytes, thumbBytes, w, h, person, storedAt)
			VALUES ({:id}, {:caseId}, {:sha256}, 'image/jpeg', {:kind}, {:bytes}, {:thumbBytes}, {:w}, {:h},
				{:person}, {:now}) ON CONFLICT ("case", sha256) DO UPDATE SET thumbBytes = excluded.thumbBytes`,
		{ id: $security.sha256(`${photo.caseId}/${photo.sha256}`).slice(0, 15), ...photo }
	);
}

/**
 * Removes files that no row speaks of: what an upload left that was cut off before its row.
 * @param {number} now
 * @param {number} [olderThanMs]
 * @returns {number} how many
 */
function removeOrphans(now, olderThanMs = ORPHAN_AFTER_MS) {
	let removed = 0;
	for (const caseId of namesIn(root())) {
		const known = new Set(
			rows(
				$app,
				'SELECT sha256 FROM photos WHERE "case" = {:caseId}',
				{ caseId },
				{ sha256: '' }
			).map((row) => row.sha256)
		);
		for (const name of namesIn(dirOf(caseId))) {
			if (known.has(name.slice(0, 64)) && !name.endsWith('.part')) continue;
			const path = `${dirOf(caseId)}/${name}`;
			if (now - $os.stat(path).modTime().unixMilli() < olderThanMs) continue;
			$os.remove(path);
			removed++;
		}
	}
	return removed;
}

/** @param {string} dir @returns {string[]} none where there is no such folder */
function namesIn(dir) {
	try {
		return $os.readDir(dir).map((entry) => entry.name());
	} catch {
		return [];
	}
}

module.exports = { pathOf, keepFile, flushNames, isStored, noteStored, removeOrphans };
