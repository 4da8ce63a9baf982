/** Opens a carried file at the desk. Whatever it is, it is only read: nothing in it is believed yet. */
import { manifestSchema, type Manifest } from '../protocol/carry';
import { MAX_PHOTO_BYTES, MAX_THUMB_BYTES } from '../protocol/photos';
import { FileRefused, SealedReader } from './sealed-file';

export interface CarriedPhoto {
	readonly target: string;
	readonly sha256: string;
	readonly bytes: ArrayBuffer;
	readonly thumb: ArrayBuffer;
}

export interface Carried {
	readonly manifest: Manifest;
	/** Each once, in order. */
	photos(): AsyncGenerator<CarriedPhoto>;
}

/** Throws `FileRefused`. */
export async function openCarried(file: Blob, code: string): Promise<Carried> {
	const reader = await SealedReader.open(file, code);
	const manifest = readManifest(await reader.next());
	return {
		manifest,
		async *photos() {
			for (const { case: target, sha256, bytes, thumbBytes } of manifest.photos) {
				const both = await reader.next();
				if (both.length !== bytes + thumbBytes) throw new FileRefused('foreign');
				yield {
					target,
					sha256,
					bytes: both.slice(0, bytes).buffer,
					thumb: both.slice(bytes).buffer
				};
			}
		}
	};
}

function readManifest(bytes: Uint8Array): Manifest {
	let json: unknown;
	try {
		json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		throw new FileRefused('foreign');
	}
	const parsed = manifestSchema.safeParse(json);
	const sizes = parsed.data?.photos ?? [];
	const tooLarge = sizes.some(
		(photo) => photo.bytes > MAX_PHOTO_BYTES || photo.thumbBytes > MAX_THUMB_BYTES
	);
	if (!parsed.success || tooLarge) throw new FileRefused('foreign');
	return parsed.data;
}
