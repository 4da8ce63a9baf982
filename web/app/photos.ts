/** Bytes of photos: this device's own first, else the server's, which are kept in memory only. */
import type { PersonRow } from '../store/device-db';
import type { Transport } from '../sync/transport';
import type { PhotoSource } from './doors';
import type { CurrentReplica } from './live.svelte';

/** Thumbs are small; about a dozen large ones are 5 MB. */
const KEPT = { thumb: 300, full: 12 };

export function photoSource(
	replica: CurrentReplica,
	person: () => Promise<PersonRow | undefined>,
	transport: Transport
): PhotoSource {
	const kept = { thumb: new Map<string, ArrayBuffer>(), full: new Map<string, ArrayBuffer>() };
	return {
		async bytes(caseId, sha256, size) {
			const db = replica();
			if (!db) throw new PhotoUnreachable();
			const own = await db.own.photos.get([caseId, sha256]);
			// A photo that came back broken from the disk may be whole on the server.
			if (own && own.state !== 'unreadable') return size === 'full' ? own.bytes : own.thumb;
			const key = `${db.name}/${caseId}/${sha256}`;
			const known = kept[size].get(key);
			if (known) return known;
			const token = (await person())?.token;
			const bytes =
				token === undefined ? undefined : await transport.getPhoto(caseId, sha256, size, token);
			if (!bytes) throw new PhotoUnreachable();
			remember(kept[size], key, bytes, KEPT[size]);
			return bytes;
		}
	};
}

/** Not on this device, and the server cannot be asked or does not give it. */
export class PhotoUnreachable extends Error {
	override name = 'PhotoUnreachable';
}

function remember<T>(kept: Map<string, T>, key: string, value: T, most: number): void {
	kept.set(key, value);
	const [oldest] = kept.keys();
	if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}
