/** JPEGs made by hand: a real small picture, and whatever a test wants to be wrong with it. */
import { createHash } from 'node:crypto';

/** A baseline grey JPEG of 16 × 16, as small as one can be. */
const TINY = Buffer.from(
	'/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/' +
		'yQALCAAQABABAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
	'base64'
);

const FRAME = [0xc0, 0xc1, 0xc2, 0xc9];

export const sha256 = (bytes: Uint8Array): string =>
	createHash('sha256').update(bytes).digest('hex');

/** A segment with its length in front. */
export function segment(marker: number, payload: Uint8Array | string): Buffer {
	const bytes = Buffer.from(payload as string, 'latin1');
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(bytes.length + 2, 2);
	return Buffer.concat([head, bytes]);
}

/** The tiny picture, made different by `salt`, claiming a size, with segments put in after the start. */
export function jpeg({
	salt = 0,
	w = 64,
	h = 48,
	extra = [] as Buffer[]
} = {}): Buffer<ArrayBuffer> {
	const picture = Buffer.from(TINY);
	for (let i = 2; i < picture.length - 9; i++) {
		if (picture[i] === 0xff && FRAME.includes(picture[i + 1]!)) {
			picture.writeUInt16BE(h, i + 5);
			picture.writeUInt16BE(w, i + 7);
			break;
		}
	}
	const salted = segment(0xe0, `salt${String(salt).padStart(80, '0')}`);
	return Buffer.concat([picture.subarray(0, 2), salted, ...extra, picture.subarray(2)]);
}
