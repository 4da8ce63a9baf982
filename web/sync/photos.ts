/**
 * Photos go out after the command that declared them, one at a time. Bytes that do not come back
 * from the disk as they were stored are never sent: the row is marked and the person told (C08).
 */
import type { ReplicaDb } from '../store/replica-db';
import type { PhotoRow } from '../store/tables';
import type { PhotoAnswer } from '../protocol/photos';

/**
 * The next photo whose command the server has answered, and how many such there are. Also a
 * rejected command's: the server keeps the evidence.
 */
export async function nextPhoto(
	db: ReplicaDb,
	skip: ReadonlySet<string>
): Promise<{ photo: PhotoRow | undefined; left: number }> {
	const keys = await db.photos.where('state').equals('waiting').primaryKeys();
	if (keys.length === 0) return { photo: undefined, left: 0 };
	const unsent = new Set<string>();
	for (const { target, photos } of await db.outbox
		.where('state')
		.anyOf('waiting', 'later')
		.toArray())
		for (const sha256 of photos) unsent.add(`${target}/${sha256}`);
	const ready = keys.filter(([target, sha256]) => {
		const key = `${target}/${sha256}`;
		return !unsent.has(key) && !skip.has(key);
	});
	const [first] = ready;
	return { photo: first && (await db.photos.get(first)), left: ready.length };
}

export async function isWhole({ bytes, length, sha256 }: PhotoRow): Promise<boolean> {
	if (!(bytes instanceof ArrayBuffer) || bytes.byteLength !== length) return false;
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

/** Writes down how far a photo is; `undefined` says its bytes are not whole. */
export async function notePhoto(
	db: ReplicaDb,
	{ target, sha256 }: PhotoRow,
	answer: PhotoAnswer | undefined
): Promise<void> {
	const change: Partial<PhotoRow> =
		answer === undefined
			? { state: 'unreadable' }
			: answer.status === 'stored'
				? { state: 'stored' }
				: answer.status === 'refused'
					? { state: 'refused', ...(answer.code !== undefined && { code: answer.code }) }
					: {};
	await db.photos
		.where('[target+sha256]')
		.equals([target, sha256])
		.modify((row) => {
			Object.assign(row, change, { tries: row.tries + 1 });
		});
}
