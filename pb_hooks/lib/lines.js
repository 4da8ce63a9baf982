/** Reads a large text file by whole lines, in pieces that fit the memory of a hook. */

const CHUNK_BYTES = 2 << 20;
const NEWLINE = 10;

/**
 * @param {string} path
 * @param {(lines: string[]) => void} take gets a few thousand lines at a time, without empty ones
 */
function eachChunkOfLines(path, take) {
	const cut = path.lastIndexOf('/');
	const dir = cut < 0 ? '.' : path.slice(0, cut) || '/';
	const file = /** @type {any} */ ($os.openInRoot(dir, path.slice(cut + 1)));
	try {
		const size = file.stat().size();
		const buffer = toBytes(' '.repeat(CHUNK_BYTES));
		for (let offset = 0; offset < size;) {
			const length = wholeLines(file, buffer, offset, size);
			file.seek(offset, 0);
			// Read up to a line's end: in between, the bytes could be half a character.
			const text = toString(file, length);
			take(text.split('\n').filter((line) => line.trim() !== ''));
			offset += length;
		}
	} finally {
		file.close();
	}
}

/**
 * @param {any} file
 * @param {number[]} buffer
 * @param {number} offset
 * @param {number} size
 * @returns {number} bytes from `offset` to the last line's end within the buffer
 */
function wholeLines(file, buffer, offset, size) {
	const wanted = Math.min(CHUNK_BYTES, size - offset);
	try {
		file.readAt(buffer, offset);
	} catch (error) {
		// The last piece is shorter than the buffer; it is in it all the same.
		if (!String(error).includes('EOF')) throw error;
	}
	if (offset + wanted === size) return wanted;
	for (let i = wanted - 1; i >= 0; i--) if (buffer[i] === NEWLINE) return i + 1;
	throw new Error(`a line is longer than ${CHUNK_BYTES} bytes`);
}

module.exports = { eachChunkOfLines };
