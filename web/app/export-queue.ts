/**
 * All that waits, as one file a person can carry to the centre when this device will not reach the
 * server again: sealed commands byte for byte, photos as base64, and nothing of what was pulled.
 */
import type { ReplicaDb } from '../store/replica-db';

export async function exportQueue(db: ReplicaDb | undefined): Promise<Blob> {
	const outbox = (await db?.outbox.toArray()) ?? [];
	const inbox = (await db?.inbox.toArray()) ?? [];
	const photos = (await db?.photos.where('state').notEqual('stored').toArray()) ?? [];
	const parts: BlobPart[] = [
		JSON.stringify({
			format: 'lianqin-queue',
			version: 1,
			person: (await db?.value('me'))?.person,
			replica: await db?.value('replica'),
			commands: outbox.map(({ raw, state }) => ({ state, raw })),
			returned: inbox.map(({ raw, outcome, rejection }) => ({ outcome, rejection, raw }))
		}).slice(0, -1),
		',"photos":['
	];
	photos.forEach(({ target, sha256, bytes }, index) => {
		const photo = { case: target, sha256, base64: base64Of(bytes) };
		parts.push((index > 0 ? ',' : '') + JSON.stringify(photo));
	});
	parts.push(']}');
	return new Blob(parts, { type: 'application/json' });
}

function base64Of(bytes: ArrayBuffer): string {
	let text = '';
	const view = new Uint8Array(bytes);
	// In slices: a call cannot take half a million arguments.
	for (let at = 0; at < view.length; at += 8_192)
		text += String.fromCharCode(...view.subarray(at, at + 8_192));
	return btoa(text);
}
