/**
 * Takes every metadata segment out of a JPEG. A canvas writes none in Chromium, but Safari's adds
 * an Exif block of its own, and the server refuses photos that carry any.
 */

const SOI = 0xd8;
const SOS = 0xda;
const APP0_JFIF = 0xe0;
/** Tells decoders how the colours were transformed: without it some pictures turn green. */
const APP14_ADOBE = 0xee;
const COMMENT = 0xfe;

function isMetadata(marker: number): boolean {
	if (marker === APP0_JFIF || marker === APP14_ADOBE) return false;
	return (marker >= 0xe1 && marker <= 0xef) || marker === COMMENT;
}

export function stripJpegMetadata(buffer: ArrayBuffer): ArrayBuffer {
	const bytes = new Uint8Array(buffer);
	if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new Error('not a JPEG');
	const kept: Uint8Array[] = [bytes.subarray(0, 2)];
	let at = 2;
	while (at + 4 <= bytes.length && bytes[at] === 0xff) {
		const marker = bytes[at + 1] ?? 0;
		if (marker === SOS) break;
		const end = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
		if (!isMetadata(marker)) kept.push(bytes.subarray(at, end));
		at = end;
	}
	kept.push(bytes.subarray(at));
	return concat(kept);
}

function concat(parts: readonly Uint8Array[]): ArrayBuffer {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole.buffer;
}
