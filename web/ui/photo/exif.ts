/** When and where an album photo says it was taken. Read before re-encoding drops it. */
import type { Pos } from '~/domain/geo';

export type PhotoOrigin = { takenAt?: number; at?: Pos };

/** A phone's Exif clock has no zone; here it is +08:00 like everything else. */
const ZONE = '+08:00';

/** The mini build knows tags by number only. */
const DATE_TIME_ORIGINAL = 0x9003;
const WANTED = {
	exif: [DATE_TIME_ORIGINAL],
	// Latitude and longitude with their hemispheres.
	gps: [1, 2, 3, 4],
	mergeOutput: false,
	translateKeys: false,
	reviveValues: false
};

/** Exif stands at the start of a JPEG and is at most 64 KB long. */
const HEAD_BYTES = 128 * 1024;

export async function readOrigin(photo: Blob): Promise<PhotoOrigin> {
	try {
		const { parse } = await import('exifr/dist/mini.esm.mjs');
		const tags = await parse(await photo.slice(0, HEAD_BYTES).arrayBuffer(), WANTED);
		return { ...timeOf(tags?.exif?.[DATE_TIME_ORIGINAL]), ...placeOf(tags?.gps) };
	} catch {
		// Screenshots, PNG, WebP, broken tags: then the photo says nothing.
		return {};
	}
}

/** `2026:11:24 09:30:00` */
export function timeOf(text: unknown): { takenAt?: number } {
	const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(String(text ?? ''));
	if (!match) return {};
	const takenAt = Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${ZONE}`);
	return Number.isNaN(takenAt) ? {} : { takenAt };
}

export function placeOf(gps: { latitude?: number; longitude?: number } | undefined): {
	at?: Pos;
} {
	const { latitude, longitude } = gps ?? {};
	if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return {};
	// Cameras without a fix write zeros.
	if (latitude === 0 && longitude === 0) return {};
	return {
		at: { lat: Math.round(Number(latitude) * 1e7), lng: Math.round(Number(longitude) * 1e7) }
	};
}
