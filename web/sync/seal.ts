/**
 * A disabled person's replica (architecture 17): what the server gave is wiped, what she did and
 * could not send yet stays and is still offered; the desk finds it in quarantine.
 */
import type { ReplicaDb } from '../store/replica-db';

export function sealReplica(db: ReplicaDb): Promise<void> {
	return db.write(async () => {
		for (const table of [db.cases, db.patrols, db.notes, db.elements, db.overlays, db.refs])
			await table.clear();
		await db.shadow.clear();
		await db.acknowledged.clear();
		// The server has it; its effect will never be shown here (M07).
		await db.outbox.where('state').equals('acknowledged').delete();
		await db.seen.clear();
		await db.drafts.clear();
		await db.draftPhotos.clear();
		await db.photos.where('state').equals('stored').delete();
		await db.setValue('sealed', true);
		await db.setValue('cursor', 0);
		await db.setValue('sweeping', false);
		await db.setValue('keys', []);
	});
}

/** Enabled again: the next pull starts from the beginning. */
export async function unsealReplica(db: ReplicaDb): Promise<void> {
	if (await db.value('sealed')) await db.setValue('sealed', false);
}
