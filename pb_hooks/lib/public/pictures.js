/**
 * Pictures that come without our app: as a phone's camera made them, megabytes large and with the
 * place written into them. What the page's script has made small already is kept as it is; the rest
 * is drawn anew at our size, which drops every bit of metadata (faults F01-F06, F11).
 */
const { lookAtJpeg } = require('../jpeg.js');
const files = require('../photo-files.js');

const MAX_UPLOAD_BYTES = 12_000_000;
/** What our own photo rule allows. */
const MAX_BYTES = 500_000;
const MAX_THUMB_BYTES = 20_000;
/** Decoding takes four bytes a pixel. */
const MAX_PIXELS = 26_000_000;
const SIDES = [1280, 1024, 800];
const THUMB_SIDES = [240, 160];

/**
 * @typedef {object} Picture
 * @property {{ sha256: string, bytes: number, w: number, h: number, kind: string, takenAt: number }} declared
 * @property {number[]} full
 * @property {number[]} thumb
 *
 * @typedef {{ ok: true, pictures: Picture[] } | { ok: false, reason: 'too_big' | 'not_a_photo' }} Taken
 */

/**
 * @param {core.RequestEvent} e
 * @param {number} most
 * @param {string} kind
 * @param {number} now
 * @returns {Taken}
 */
function takePictures(e, most, kind, now) {
	/** @type {any[]} */
	let uploads;
	try {
		uploads = e.findUploadedFiles('photo');
	} catch {
		uploads = [];
	}
	/** @type {Picture[]} */
	const pictures = [];
	// An empty file field arrives as a file without bytes.
	for (const upload of uploads.filter((file) => file.size > 0).slice(0, most)) {
		if (upload.size > MAX_UPLOAD_BYTES) return { ok: false, reason: 'too_big' };
		const drawn = inScratch(upload, (scratch, size) => draw(scratch, size));
		if (!drawn.ok) return drawn;
		const { full, thumb, w, h } = drawn;
		const sha256 = $security.sha256(toString(full));
		if (pictures.some((picture) => picture.declared.sha256 === sha256)) continue;
		pictures.push({
			declared: { sha256, bytes: full.length, w, h, kind, takenAt: now },
			full,
			thumb
		});
	}
	return { ok: true, pictures };
}

/**
 * A folder of its own for one upload, gone afterwards whatever happens.
 * @template T
 * @param {any} upload
 * @param {(scratch: any, size: number) => T} work
 * @returns {T}
 */
function inScratch(upload, work) {
	const dir = `${$app.dataDir()}/scratch/${$security.randomString(12)}`;
	$os.mkdirAll(dir, /** @type {any} */ (0o700));
	const scratch = $filesystem.local(dir);
	try {
		scratch.uploadFile(upload, 'in.jpg');
		return work(scratch, upload.size);
	} finally {
		scratch.close();
		$os.removeAll(dir);
	}
}

/**
 * @param {any} scratch
 * @param {number} size
 * @returns {{ ok: true, full: number[], thumb: number[], w: number, h: number }
 *   | { ok: false, reason: 'too_big' | 'not_a_photo' }}
 */
function draw(scratch, size) {
	const original = read(scratch, 'in.jpg', size);
	const frame = frameOf(original);
	if (!frame) return { ok: false, reason: 'not_a_photo' };
	if (frame.w * frame.h > MAX_PIXELS) return { ok: false, reason: 'too_big' };
	try {
		const asIs = size <= MAX_BYTES ? lookAtJpeg(original) : { ok: false };
		const full = asIs.ok ? original : fitted(scratch, SIDES, MAX_BYTES);
		const thumb = fitted(scratch, THUMB_SIDES, MAX_THUMB_BYTES);
		const looked = full && lookAtJpeg(full);
		if (!full || !thumb || !looked || !looked.ok) return { ok: false, reason: 'not_a_photo' };
		return { ok: true, full, thumb, w: looked.w, h: looked.h };
	} catch {
		// The decoder's own refusal: a header without a picture behind it.
		return { ok: false, reason: 'not_a_photo' };
	}
}

/**
 * The largest size whose file is within the limit.
 * @param {any} scratch
 * @param {readonly number[]} sides
 * @param {number} limit
 * @returns {number[] | undefined}
 */
function fitted(scratch, sides, limit) {
	for (const side of sides) {
		const name = `out-${side}.jpg`;
		scratch.createThumb('in.jpg', name, `${side}x${side}f`);
		const bytes = read(scratch, name, limit + 1);
		if (bytes.length <= limit) return bytes;
	}
	return undefined;
}

/** @param {any} scratch @param {string} name @param {number} limit @returns {number[]} */
function read(scratch, name, limit) {
	const reader = scratch.getReader(name);
	try {
		return toBytes(reader, limit);
	} finally {
		reader.close();
	}
}

/**
 * Width and height out of a JPEG's frame header, whatever metadata stand before it.
 * @param {ArrayLike<number>} bytes
 */
function frameOf(bytes) {
	const at = (/** @type {number} */ i) => bytes[i] ?? 0;
	if (at(0) !== 0xff || at(1) !== 0xd8) return undefined;
	let i = 2;
	while (i + 9 < bytes.length && at(i) === 0xff) {
		const marker = at(i + 1);
		if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
			return { h: at(i + 5) * 256 + at(i + 6), w: at(i + 7) * 256 + at(i + 8) };
		i += 2 + at(i + 2) * 256 + at(i + 3);
	}
	return undefined;
}

/**
 * Files first and flushed, then the rows that speak of them, inside the case's own transaction.
 * @param {Database} tx
 * @param {readonly Picture[]} pictures
 * @param {{ caseId: string, person: string, now: number }} of
 */
function keepPictures(tx, pictures, { caseId, person, now }) {
	for (const { declared, full, thumb } of pictures) {
		const { sha256, bytes, w, h, kind } = declared;
		files.keepFile(caseId, sha256, 'thumb', thumb);
		files.keepFile(caseId, sha256, 'full', full);
		files.flushNames(caseId);
		const sizes = { bytes, thumbBytes: thumb.length, w, h };
		files.noteStored(tx, { caseId, sha256, kind, ...sizes, person, now });
	}
}

module.exports = { takePictures, keepPictures };
