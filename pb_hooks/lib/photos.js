/**
 * Photos: bytes come after the command that declared them, are checked against the declaration and
 * are given out only to who may see the case.
 */
const { PROTO, send } = require('./answer.js');
const domain = require('./domain.js');
const { durably } = require('./durable.js');
const { lookAtJpeg } = require('./jpeg.js');
const { isStored, keepFile, nameOf, noteStored } = require('./photo-files.js');
const { caseOf } = require('./public/cases.js');
const { personOf, viewerOf } = require('./viewer.js');

const MAX_PHOTO_BYTES = 500_000;
const MAX_THUMB_BYTES = 20_000;
const SHA256 = /^[0-9a-f]{64}$/;

/** @param {core.RequestEvent} e */
function takePhoto(e) {
	const now = Date.now();
	const field = (/** @type {string} */ name) => e.request.formValue(name) || '';
	const say = (/** @type {string} */ status, /** @type {object} */ rest = {}) =>
		send(e, { proto: PROTO, nonce: field('nonce'), status, ...rest });
	const refuse = (/** @type {string} */ code) => say('refused', { code });

	const person = personOf(e);
	const viewer = person && viewerOf($app, person, now);
	if (!viewer) return send(e, { proto: PROTO, nonce: '', status: 'signIn' }, 401);
	if (viewer.disabled) return say('revoked');
	if (field('proto') !== String(PROTO)) return say('upgrade');
	const caseId = field('case');
	const sha256 = field('sha256');
	if (!SHA256.test(sha256)) return refuse('photo/bad-hash');
	const state = caseOf($app, caseId);
	// A case that nobody declared yet, and one that is not hers, answer alike.
	if (!state || !mayAdd(state, viewer)) return say('later', { code: 'photo/unknown-case' });
	const declared = state.photos.find((photo) => photo.sha256 === sha256);
	if (!declared) return say('later', { code: 'photo/not-declared' });
	if (isStored($app, caseId, sha256)) return say('stored');

	const photo = bytesOf(e, 'photo', MAX_PHOTO_BYTES);
	if (!photo) return refuse('photo/too-large');
	if (photo.length !== declared.bytes) return refuse('photo/other-length');
	if ($security.sha256(toString(photo)) !== sha256) return refuse('photo/other-hash');
	const looked = lookAtJpeg(photo);
	if (!looked.ok) return refuse(looked.code);
	const thumb = bytesOf(e, 'thumb', MAX_THUMB_BYTES);
	if (!thumb) return refuse('photo/no-thumb');
	const small = lookAtJpeg(thumb);
	if (!small.ok) return refuse(small.code);

	keepFile(caseId, sha256, 'thumb', thumb);
	keepFile(caseId, sha256, 'full', photo);
	durably((tx) =>
		noteStored(tx, {
			caseId,
			sha256,
			kind: declared.kind,
			bytes: photo.length,
			thumbBytes: thumb.length,
			w: looked.w,
			h: looked.h,
			person: viewer.person,
			now
		})
	);
	return say('stored');
}

/**
 * Who may see the case now, or declared a photo of it before it left her sight.
 * @param {import('../../web/domain/case/state').CaseState} state
 * @param {import('./viewer.js').Viewer} viewer
 */
const mayAdd = (state, viewer) =>
	domain.meets(domain.scopeOfCase(state), viewer.keys) ||
	state.timeline.some((line) => line.by.person === viewer.person && line.photos);

/** @param {core.RequestEvent} e */
function givePhoto(e) {
	const now = Date.now();
	const caseId = e.request.pathValue('case');
	const sha256 = e.request.pathValue('sha256');
	const size = e.request.url.query().get('size') === 'thumb' ? 'thumb' : 'full';
	const person = personOf(e);
	const viewer = person && viewerOf($app, person, now);
	const state = SHA256.test(sha256) ? caseOf($app, caseId) : undefined;
	if (
		!viewer ||
		viewer.disabled ||
		!state ||
		!domain.meets(domain.scopeOfCase(state), viewer.keys) ||
		!state.photos.some((photo) => photo.sha256 === sha256) ||
		!isStored($app, caseId, sha256)
	)
		return send(e, { code: 'photo/unknown' }, 404);
	const header = e.response.header();
	header.set('Cache-Control', 'private, no-store');
	header.set('Content-Security-Policy', "default-src 'none'; sandbox");
	return e.blob(200, 'image/jpeg', $os.readFile(nameOf(caseId, sha256, size)));
}

/**
 * @param {core.RequestEvent} e
 * @param {string} name
 * @param {number} limit
 * @returns {number[] | undefined} undefined when there is none, or more than the limit
 */
function bytesOf(e, name, limit) {
	/** @type {any[]} */
	let files = [];
	try {
		files = e.findUploadedFiles(name);
	} catch {
		return undefined;
	}
	const file = files[0];
	if (!file || file.size > limit) return undefined;
	const reader = file.reader.open();
	try {
		return toBytes(reader, limit + 1);
	} finally {
		reader.close();
	}
}

module.exports = { takePhoto, givePhoto };
