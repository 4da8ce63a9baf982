/** Forms that were begun. Each change is written down at once, the latest one wins; photos too. */
import type { Replica } from '../store/replica-db';
import type { Draft, DraftDoor, PhotoDraft } from './doors';
import { live, type CurrentReplica } from './live.svelte';

export function draftDoor(replica: CurrentReplica, now: () => number): DraftDoor {
	return {
		async open<T>(key: string, initial: T) {
			const db = replica();
			if (!db) return new KeptDraft<T>(undefined, key, initial, [], now);
			const row = await db.own.drafts.get(key);
			const photos = await db.own.draftPhotos.where('key').equals(key).sortBy('at');
			return new KeptDraft<T>(
				db,
				key,
				row ? (row.value as T) : initial,
				photos.map(({ photo }) => photo as PhotoDraft),
				now
			);
		},
		list: () =>
			live(
				replica,
				() => null,
				async ({ own }) => (await own.drafts.toArray()).map(({ key, at }) => ({ key, at }))
			)
	};
}

class KeptDraft<T> implements Draft<T> {
	#value = $state.raw() as T;
	#photos = $state.raw<readonly PhotoDraft[]>([]);
	#writing: Promise<void> | undefined;
	#dirty = false;

	constructor(
		private readonly replica: Replica | undefined,
		private readonly key: string,
		initial: T,
		photos: readonly PhotoDraft[],
		private readonly now: () => number
	) {
		this.#value = initial;
		this.#photos = photos;
	}

	get value(): T {
		return this.#value;
	}

	set value(value: T) {
		this.#value = value;
		this.#dirty = true;
		// A full disk does not stop the typing; the save itself will say so.
		this.#writing ??= this.#write().catch(() => {});
	}

	get photos(): readonly PhotoDraft[] {
		return this.#photos;
	}

	async addPhoto(photo: PhotoDraft): Promise<void> {
		if (this.#photos.some(({ sha256 }) => sha256 === photo.sha256)) return;
		this.#photos = [...this.#photos, photo];
		const { key, now } = this;
		const { sha256 } = photo;
		await this.replica?.own.draftPhotos.put({ key, sha256, at: now(), photo });
		await this.#touch();
	}

	async removePhoto(sha256: string): Promise<void> {
		this.#photos = this.#photos.filter((photo) => photo.sha256 !== sha256);
		await this.replica?.own.draftPhotos.delete([this.key, sha256]);
	}

	async saved(): Promise<void> {
		await this.#writing;
	}

	async clear(): Promise<void> {
		this.#dirty = false;
		await this.#writing;
		this.#photos = [];
		await this.replica?.own.drafts.delete(this.key);
		await this.replica?.own.draftPhotos.where('key').equals(this.key).delete();
	}

	async #write(): Promise<void> {
		try {
			while (this.#dirty) {
				this.#dirty = false;
				await this.#touch();
			}
		} finally {
			this.#writing = undefined;
		}
	}

	async #touch(): Promise<void> {
		const { key, now } = this;
		// A snapshot, because a form may hold proxies that the disk cannot take.
		const value = $state.snapshot(this.#value) as unknown;
		await this.replica?.own.drafts.put({ key, at: now(), value });
	}
}
