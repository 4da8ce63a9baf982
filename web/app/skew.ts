/** How far this device's clock is from the server's, as known at the last contact. */
import type { Ms } from '../domain/time';
import type { Replica } from '../store/replica-db';
import { watch } from '../store/watch';
import type { CurrentReplica } from './live.svelte';

export class Skew {
	#value = 0;
	#watched: Replica | undefined;
	#stop = () => {};

	constructor(private readonly replica: CurrentReplica) {}

	current(): Ms {
		const replica = this.replica();
		if (replica !== this.#watched) this.#follow(replica);
		return this.#value;
	}

	#follow(replica: Replica | undefined): void {
		this.#stop();
		this.#stop = () => {};
		this.#watched = replica;
		this.#value = 0;
		if (!replica) return;
		this.#stop = watch(
			() => replica.own.value('skew'),
			(skew) => (this.#value = skew ?? 0)
		);
	}
}
