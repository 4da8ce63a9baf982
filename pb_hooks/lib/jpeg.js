/**
 * What a JPEG says of itself, read from its segments without decoding a pixel: a bomb costs nothing,
 * and what is no picture, carries metadata or goes on after its end is named before a byte is stored
 * (faults F01-F06). Walks every segment, also those between the scans of a progressive picture.
 */

/** Longest side that we store; phones send at most 1600 px. */
const MAX_SIDE = 4096;
const MIN_SIDE = 16;

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
/** JFIF, a colour profile, Adobe's note on colours. All other application data says where or whose. */
const HARMLESS = [0xe0, 0xe2, 0xee];

const isMetadata = (/** @type {number} */ marker) =>
	(marker >= 0xe0 && marker <= 0xef && !HARMLESS.includes(marker)) || marker === 0xfe;
const isFrame = (/** @type {number} */ marker) =>
	marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * @typedef {{ ok: true, w: number, h: number } | { ok: false, code: string }} Looked
 * @param {ArrayLike<number>} bytes
 * @returns {Looked}
 */
function lookAtJpeg(bytes) {
	const size = bytes.length;
	const at = (/** @type {number} */ i) => bytes[i] ?? 0;
	const two = (/** @type {number} */ i) => at(i) * 256 + at(i + 1);
	if (at(0) !== 0xff || at(1) !== START) return refused('photo/not-jpeg');
	let w = 0;
	let h = 0;
	let i = 2;
	while (i + 2 <= size) {
		if (at(i) !== 0xff) return refused('photo/not-jpeg');
		const marker = at(i + 1);
		if (marker === END) {
			if (i + 2 !== size) return refused('photo/goes-on');
			return w > 0 ? { ok: true, w, h } : refused('photo/not-jpeg');
		}
		const length = two(i + 2);
		if (length < 2) return refused('photo/not-jpeg');
		if (isMetadata(marker)) return refused('photo/metadata');
		if (isFrame(marker)) {
			h = two(i + 5);
			w = two(i + 7);
			if (Math.min(w, h) < MIN_SIDE) return refused('photo/too-small');
			if (Math.max(w, h) > MAX_SIDE) return refused('photo/too-many-pixels');
		}
		i += 2 + length;
		if (marker === SCAN) i = endOfScan(bytes, i);
	}
	return refused('photo/truncated');
}

/** Skips the coded picture: a 0xff in it is followed by 0 or by a restart marker. */
function endOfScan(/** @type {ArrayLike<number>} */ bytes, /** @type {number} */ from) {
	const size = bytes.length;
	for (let i = from; i + 1 < size; i++) {
		if (bytes[i] !== 0xff) continue;
		const next = bytes[i + 1] ?? 0;
		if (next === 0xff) continue;
		if (next !== 0 && (next < 0xd0 || next > 0xd7)) return i;
	}
	return size;
}

/** @param {string} code @returns {Looked} */
const refused = (code) => ({ ok: false, code });

module.exports = { lookAtJpeg };
