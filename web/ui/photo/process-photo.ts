/**
 * From what a camera or an album gives to what is stored: re-encoded, small, without metadata,
 * with its SHA-256. Bytes are ArrayBuffers: Blobs kept in IndexedDB have come back empty on WebKit.
 */
import type { Pos } from '~/domain/geo';
import { drawScaled } from './canvas';
import { readOrigin } from './exif';
import { encodeWithin, PHOTO_BUDGET, THUMB_BUDGET, type Budget, type Encoded } from './fit';
import { stripJpegMetadata } from './jpeg-metadata';

export type ProcessedPhoto = {
	/** JPEG, long side ≤ 1600 px, ≤ 400 KB. */
	bytes: ArrayBuffer;
	/** Lower-case hex of the SHA-256 of `bytes`. */
	sha256: string;
	w: number;
	h: number;
	/** JPEG, ≤ 12 kB. */
	thumb: ArrayBuffer;
	takenAt: number;
	at?: Pos;
};

/** Nothing on this device can decode the file: say so, keep the report. */
export class UnreadablePhoto extends Error {
	override name = 'UnreadablePhoto';
}

/** A shot of the in-page camera: its time and place are the device's. */
export async function processShot(shot: Blob, takenAt: number, at?: Pos): Promise<ProcessedPhoto> {
	return { ...(await process(shot)), takenAt, ...(at && { at }) };
}

/** A file of the album or the system camera: time and place are its own, else `takenAt` and none. */
export async function processFile(file: Blob, takenAt: number): Promise<ProcessedPhoto> {
	const origin = await readOrigin(file);
	return { takenAt, ...(await process(file)), ...origin };
}

async function process(photo: Blob): Promise<Omit<ProcessedPhoto, 'takenAt' | 'at'>> {
	const picture = await decode(photo);
	try {
		const full = await encode(picture, PHOTO_BUDGET);
		const thumb = await encode(picture, THUMB_BUDGET);
		return {
			bytes: full.bytes,
			sha256: await sha256(full.bytes),
			w: full.width,
			h: full.height,
			thumb: thumb.bytes
		};
	} finally {
		picture.close();
	}
}

async function decode(photo: Blob): Promise<ImageBitmap> {
	try {
		return await createImageBitmap(photo, { imageOrientation: 'from-image' });
	} catch (cause) {
		throw new UnreadablePhoto('photo cannot be decoded', { cause });
	}
}

async function encode(picture: ImageBitmap, budget: Budget): Promise<Encoded> {
	const encoded = await encodeWithin(picture, budget, ({ width, height }) => {
		const surface = drawScaled(picture, width, height);
		return async (quality) => stripJpegMetadata(await surface.encode(quality));
	});
	return encoded;
}

/** Needs a secure context, as does the camera. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
