/**
 * Photos: the bytes come after the command that declared them, are checked against what it declared,
 * and are given out only to who may see the case. Whatever became of the command, its pictures are
 * kept: also a rejected report must not lose its evidence.
 */
const { PROTO, send } = require('./answer.js');
const { durably } = require('./durable.js');
const { lookAtJpeg } = require('./jpeg.js');
const { first, rows } = require('./sql.js');
const { personOf, viewerOf } = require('./viewer.js');
const { keeperOf } = require('./keeper.js');
const files = require('./photo-files.js');

/** Repeat web/protocol/photos.ts. */
const MAX_PHOTO_BYTES = 500_000;
const MAX_THUMB_BYTES = 20_000;
/** Both files and the frame round them. */
const MAX_BODY_BYTES = 560_000;

const MAX_DRAINED_BYTES = 8_000_000;

const ID = /^[a-z0-9]{15}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const RETRY_MS = 5_000;

/** @typedef {{ sha256: string, bytes: number, kind: string }} Declared */

/** @param {core.RequestEvent} e */
function handleUpload(e) {
	const person = personOf(e);
	if (person === undefined) return send(e, { proto: PROTO, nonce: '', status: 'signIn' }, 401);
	const tooLarge = e.request.contentLength > MAX_BODY_BYTES;
	const field = (/** @type {string} */ name) => (tooLarge ? '' : e.request.formValue(name) || '');
	const nonce = field('nonce').slice(0, 64);
	/** @param {{ status: string, code?: string, retryAfterMs?: number }} rest */
	const say = (rest) => send(e, { proto: PROTO, nonce, ...rest });
	if (tooLarge) {
		// Answered before it was sent whole, a sender hears of a broken connection and tries again.
		toBytes(e.request.body, MAX_DRAINED_BYTES);
		return say({ status: 'refused', code: 'photo/too-large' });
	}
	if (Number(field('proto')) < PROTO) return say({ status: 'upgrade' });
	try {
		const author = authorOf(e, person, field('carriedFor'));
		if (author === undefined) return say(refused('photo/nobody'));
		return say(take(e, author, field('case'), field('sha256')));
	} catch (error) {
		// A full disk, for example: the phone keeps its copy and asks again.
		$app.logger().error('photo failed', 'error', String(error));
		return say({ status: 'busy', retryAfterMs: RETRY_MS });
	}
}

/**
 * Whose photo it is: her own, or that of a person of her town which she brought in a file.
 * @param {core.RequestEvent} e
 * @param {string} person
 * @param {string} carriedFor
 * @returns {string | undefined}
 */
function authorOf(e, person, carriedFor) {
	if (carriedFor === '') return person;
	const now = Date.now();
	const keeper = keeperOf(e, now);
	const author = keeper && viewerOf($app, carriedFor, now);
	return author && author.town === keeper.town ? author.person : undefined;
}

/**
 * @param {core.RequestEvent} e
 * @param {string} person
 * @param {string} caseId
 * @param {string} sha256
 * @returns {{ status: string, code?: string, retryAfterMs?: number }}
 */
function take(e, person, caseId, sha256) {
	if (!ID.test(caseId)) return refused('photo/bad-case');
	if (!SHA256.test(sha256)) return refused('photo/bad-hash');
	const now = Date.now();
	const viewer = viewerOf($app, person, now);
	if (!viewer) return refused('photo/nobody');
	const declared = declaredTo(viewer, caseId, sha256);
	// What nobody declared yet and what is not hers answer alike.
	if (!declared)
		return { status: viewer.disabled ? 'revoked' : 'later', code: 'photo/not-declared' };
	if (files.isStored($app, caseId, sha256)) return { status: 'stored' };

	const photo = bytesOf(e, 'photo', MAX_PHOTO_BYTES);
	if (!photo) return refused('photo/too-large');
	if (photo.length !== declared.bytes) return refused('photo/other-length');
	// Of the bytes themselves: the text made of them is never looked into.
	if ($security.sha256(toString(photo)) !== sha256) return refused('photo/other-hash');
	const looked = lookAtJpeg(photo);
	if (!looked.ok) return refused(looked.code);
	const thumb = bytesOf(e, 'thumb', MAX_THUMB_BYTES);
	if (!thumb) return refused('photo/no-thumb');
	const small = lookAtJpeg(thumb);
	if (!small.ok) return refused(small.code);

	files.keepFile(caseId, sha256, 'thumb', thumb);
	files.keepFile(caseId, sha256, 'full', photo);
	files.flushNames(caseId);
	const { kind } = declared;
	const sizes = { bytes: photo.length, thumbBytes: thumb.length, w: looked.w, h: looked.h };
	durably((tx) => files.noteStored(tx, { caseId, sha256, kind, ...sizes, person, now }));
	return { status: 'stored' };
}

/** The answer while too many others are worked on. @param {core.RequestEvent} e */
const refuseUpload = (e) =>
	send(e, { proto: PROTO, nonce: '', status: 'busy', retryAfterMs: RETRY_MS });

/** @param {string} code */
const refused = (code) => ({ status: 'refused', code });

/**
 * As the case has it, when she sees the case; else as her own command said, whatever became of that.
 * @param {import('./viewer.js').Viewer} viewer
 * @param {string} caseId
 * @param {string} sha256
 * @returns {Declared | undefined}
 */
function declaredTo(viewer, caseId, sha256) {
	return (
		visibleCase(viewer, caseId)?.photos.find((photo) => photo.sha256 === sha256) ??
		declaredBy(viewer.person, caseId, sha256)
	);
}

/**
 * @param {string} person
 * @param {string} caseId
 * @param {string} sha256
 * @returns {Declared | undefined}
 */
function declaredBy(person, caseId, sha256) {
	const found = rows(
		$app,
		`SELECT raw FROM commands WHERE target = {:caseId} AND person = {:person} AND instr(raw, {:sha256}) > 0`,
		{ caseId, person, sha256 },
		{ raw: '' }
	);
	for (const { raw } of found) {
		const photos = JSON.parse(raw)?.data?.photos;
		/** @type {Declared | undefined} */
		const declared =
			Array.isArray(photos) && photos.find((/** @type {any} */ photo) => photo?.sha256 === sha256);
		if (declared) return { sha256, bytes: declared.bytes, kind: String(declared.kind) };
	}
	return undefined;
}

/**
 * @param {import('./viewer.js').Viewer} viewer
 * @param {string} caseId
 * @returns {import('../../web/domain/case/state').CaseState | undefined}
 */
function visibleCase(viewer, caseId) {
	const row = first(
		$app,
		`SELECT doc FROM cases WHERE id = {:caseId} AND EXISTS (
			SELECT 1 FROM json_each(scope) s JOIN json_each({:keys}) k ON k.value = s.value)`,
		{ caseId, keys: JSON.stringify(viewer.keys) },
		{ doc: '' }
	);
	return row && JSON.parse(row.doc);
}

/** @param {core.RequestEvent} e */
function handleDownload(e) {
	const caseId = e.request.pathValue('case');
	const sha256 = e.request.pathValue('sha256');
	const size = e.request.url.query().get('size') === 'thumb' ? 'thumb' : 'full';
	const person = personOf(e);
	const viewer = person !== undefined ? viewerOf($app, person, Date.now()) : undefined;
	const known =
		viewer !== undefined &&
		!viewer.disabled &&
		ID.test(caseId) &&
		SHA256.test(sha256) &&
		visibleCase(viewer, caseId)?.photos.some((photo) => photo.sha256 === sha256) === true &&
		files.isStored($app, caseId, sha256);
	if (!known) return send(e, { code: 'photo/unknown' }, 404);
	const header = e.response.header();
	header.set('Cache-Control', 'private, no-store');
	header.set('Content-Security-Policy', "default-src 'none'; sandbox");
	return e.blob(200, 'image/jpeg', $os.readFile(files.pathOf(caseId, sha256, size)));
}

/**
 * @param {core.RequestEvent} e
 * @param {string} name
 * @param {number} limit
 * @returns {number[] | undefined} undefined when there is none, or more than the limit
 */
function bytesOf(e, name, limit) {
	const file = fileOf(e, name);
	if (!file || file.size > limit) return undefined;
	const reader = file.reader.open();
	try {
		return toBytes(reader, limit + 1);
	} finally {
		reader.close();
	}
}

/** @param {core.RequestEvent} e @param {string} name */
function fileOf(e, name) {
	try {
		return e.findUploadedFiles(name)[0];
	} catch {
		// The framework throws where there is none.
		return undefined;
	}
}

module.exports = { handleUpload, refuseUpload, handleDownload };
