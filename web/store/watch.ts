/** Live queries for rooms that do not know Dexie: the query runs again when what it read changes. */
import { liveQuery } from 'dexie';

/** Returns how to stop. An error ends the query's life; the next subscription tries again. */
export function watch<T>(
	query: () => Promise<T>,
	next: (value: T) => void,
	failed: (error: unknown) => void = () => {}
): () => void {
	const subscription = liveQuery(query).subscribe({ next, error: failed });
	return () => subscription.unsubscribe();
}
