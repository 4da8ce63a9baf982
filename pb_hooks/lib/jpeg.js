/**
 * What a JPEG says of itself, read from its segments without decoding a pixel: a bomb costs nothing,
 * and what is no picture or carries metadata is named before a byte is stored (faults F01-F06).
 */

/** Longest side and area that we store; phones send at most 1600 px. */
const MAX_SIDE = 4096;

/**
 * @typedef {{ ok: true, w: number, h: number } | { ok: false, code: string }} Looked
 * @param {ArrayLike<number>} bytes
 * @returns {Looked}
 */
function lookAtJpeg(bytes) {
	const at = (/** @type {number} */ i) => bytes[i] ?? 0;
	const size = bytes.length;
	if (size < 100 || at(0) !== 0xff || at(1) !== 0xd8) return { ok: false, code: 'photo/not-jpeg' };
	if (at(size - 2) !== 0xff || at(size - 1) !== 0xd9) return { ok: false, code: 'photo/truncated' };
	let i = 2;
	while (i + 4 <= size) {
		if (at(i) !== 0xff) return { ok: false, code: 'photo/not-jpeg' };
		const marker = at(i + 1);
		const length = at(i + 2) * 256 + at(i + 3);
		if (length < 2) return { ok: false, code: 'photo/not-jpeg' };
		// APP1 (EXIF, XMP) to APP15 but for Adobe's colour note, and comments: where, whose, when.
		const isMetadata = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
		if (isMetadata && marker !== 0xe2) return { ok: false, code: 'photo/metadata' };
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) {
			const h = at(i + 5) * 256 + at(i + 6);
			const w = at(i + 7) * 256 + at(i + 8);
			if (w < 16 || h < 16) return { ok: false, code: 'photo/too-small' };
			return w > MAX_SIDE || h > MAX_SIDE ? { ok: false, code: 'photo/too-many-pixels' } : { ok: true, w, h };
		}
		i += 2 + length;
	}
	return { ok: false, code: 'photo/not-jpeg' };
}

module.exports = { lookAtJpeg };
