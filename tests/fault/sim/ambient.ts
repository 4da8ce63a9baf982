/**
 * Where the code that runs right now stands: on which device's disk, and inside which transaction.
 * One chain of work is under way at a time (see clock.ts), so a plain variable tells it.
 */
import type { OpenTransaction } from './disk/dexie';
import type { Disk } from './disk/disk';

export interface Place {
	readonly disk: Disk;
	transaction: OpenTransaction | undefined;
}

let find: () => Place | undefined = () => undefined;

/** The world says how to find it. */
export function placeBy(finder: () => Place | undefined): void {
	find = finder;
}

export function ambient(): Place {
	const place = find();
	if (!place) throw new Error('a database is used outside of every device');
	return place;
}
