/**
 * All that waits, as one sealed file a person can carry to the centre when this device will not reach
 * the server again: commands byte for byte, photos, and nothing of what was pulled.
 */
import type { Ms } from '../domain/time';
import type { Manifest } from '../protocol/carry';
import type { ReplicaDb } from '../store/replica-db';
import type { CarriedFile } from './doors';
import { newCode, sealFile } from './sealed-file';

export async function exportQueue(db: ReplicaDb, now: Ms): Promise<CarriedFile> {
	const me = await db.value('me');
	const replica = await db.value('replica');
	if (!me || replica === undefined) throw new Error('nobody works here');
	const unsent = await db.outbox.where('state').anyOf('waiting', 'later').sortBy('seq');
	const photos = await db.photos.where('state').equals('waiting').toArray();
	const manifest: Manifest = {
		person: me.person,
		name: me.name,
		replica,
		madeAt: now,
		commands: unsent.map(({ raw }) => raw),
		photos: photos.map(({ target, sha256, bytes, thumb }) => ({
			...{ case: target, sha256 },
			...{ bytes: bytes.byteLength, thumbBytes: thumb.byteLength }
		}))
	};
	async function* records() {
		yield new TextEncoder().encode(JSON.stringify(manifest));
		for (const { bytes, thumb } of photos) {
			const both = new Uint8Array(bytes.byteLength + thumb.byteLength);
			both.set(new Uint8Array(bytes));
			both.set(new Uint8Array(thumb), bytes.byteLength);
			yield both;
		}
	}
	const code = newCode();
	return { file: await sealFile(code, records()), code };
}
