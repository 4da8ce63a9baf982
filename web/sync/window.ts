/**
 * The replica's window: what closed longer ago than this stays on the server, which neither sends
 * it nor says when it falls out of the window. The replica drops it by itself.
 */
import { DAY, type Ms } from '../domain/time';
import type { ReplicaDb } from '../store/replica-db';
import { shadowKey } from '../store/tables';

const CLOSED = ['closed', 'refused', 'void', 'merged'];

/** Returns how many documents it dropped. */
export async function dropBeyondWindow(
	db: ReplicaDb,
	now: Ms,
	windowDays: number
): Promise<number> {
	const before = now - windowDays * DAY;
	const cases = await db.cases
		.where('status')
		.anyOf(CLOSED)
		.filter(({ doc }) => (doc.closedAt ?? doc.stageSince) < before)
		.primaryKeys();
	const patrols = await db.patrols
		.filter(({ doc }) => doc.endedAt !== undefined && doc.endedAt < before)
		.primaryKeys();
	return (await drop(db, 'cases', cases)) + (await drop(db, 'patrols', patrols));
}

async function drop(
	db: ReplicaDb,
	collection: 'cases' | 'patrols',
	ids: readonly string[]
): Promise<number> {
	return db.transaction('rw', [db[collection], db.notes, db.shadow], async () => {
		const shadows = await db.shadow.bulkGet(ids.map((id) => shadowKey(collection, id)));
		const free = ids.filter((_, index) => shadows[index] === undefined);
		await db.rowsOf(collection).bulkDelete(free);
		if (collection === 'cases')
			for (const id of free)
				await db.notes.where('[case+at]').between([id, -Infinity], [id, Infinity]).delete();
		return free.length;
	});
}
