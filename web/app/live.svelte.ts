/**
 * The bridge from a live query to runes. A `Live` listens while something reactive reads it, and
 * asks anew when the replica or the arguments it is read with change.
 */
import { createSubscriber } from 'svelte/reactivity';
import type { Replica } from '../store/replica-db';
import { watch } from '../store/watch';
import type { Live } from './doors';

/** The replica of who works now; reading it is reactive. */
export type CurrentReplica = () => Replica | undefined;

export function live<A, T>(
	replica: CurrentReplica,
	args: () => A,
	query: (replica: Replica, args: A) => Promise<T>
): Live<T> {
	let value: T | undefined;
	let asked: { readonly replica: Replica | undefined; readonly key: string } | undefined;
	let stop = () => {};
	let changed: (() => void) | undefined;

	function ask(db: Replica | undefined, given: A, key: string): void {
		stop();
		stop = () => {};
		// Another person's rows are not this person's for a single frame.
		if (asked?.replica !== db) value = undefined;
		asked = { replica: db, key };
		if (!db) return;
		stop = watch(
			() => query(db, given),
			(next) => {
				value = next;
				changed?.();
			},
			// The connection died: the next reader asks again.
			() => (asked = undefined)
		);
	}

	const subscribe = createSubscriber((update) => {
		changed = update;
		return () => {
			changed = undefined;
			asked = undefined;
			stop();
			stop = () => {};
		};
	});

	return {
		get current() {
			const db = replica();
			const given = args();
			const key = JSON.stringify(given) ?? '';
			subscribe();
			if (changed && (asked?.replica !== db || asked?.key !== key)) ask(db, given, key);
			return value;
		}
	};
}
