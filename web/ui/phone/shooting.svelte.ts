/**
 * Photos into a draft, one after the other: the shutter is free again at once, while the last shot
 * is still being made small.
 */
import { getApp } from '~/app/compose';
import type { Draft, PhotoDraft } from '~/app/doors';
import type { PhotoKind } from '~/domain/fields';
import { m } from '~/paraglide/messages';
import type { PhotoItem } from '~/ui/photo/photo-source';
import { photoKindWord } from '~/ui/case/words/case-words';
import { toasts } from '~/ui/shared/toasts.svelte';
import { fileDraft, shotDraft } from './shots';

export class Shooting {
	#app = getApp();
	#draft: Pick<Draft<unknown>, 'photos' | 'addPhoto' | 'removePhoto'>;
	#kind: (taken: readonly { kind: PhotoKind }[]) => PhotoKind;
	/** Kinds of the shots that are still being made small. */
	#coming = $state.raw<readonly { kind: PhotoKind }[]>([]);
	#last: Promise<void> = Promise.resolve();

	constructor(
		draft: Pick<Draft<unknown>, 'photos' | 'addPhoto' | 'removePhoto'>,
		kind: (taken: readonly { kind: PhotoKind }[]) => PhotoKind
	) {
		this.#draft = draft;
		this.#kind = kind;
	}

	get photos(): readonly PhotoDraft[] {
		return this.#draft.photos;
	}

	get count(): number {
		return this.#draft.photos.length + this.#coming.length;
	}

	get busy(): boolean {
		return this.#coming.length > 0;
	}

	get nextKind(): PhotoKind {
		return this.#kind([...this.#draft.photos, ...this.#coming]);
	}

	get items(): PhotoItem[] {
		return this.#draft.photos.map((photo) => {
			const kind = photoKindWord(photo.kind);
			return { id: photo.sha256, source: photo.thumb, label: kind, caption: kind };
		});
	}

	/** The large picture of a draft. */
	full = async (sha256: string): Promise<ArrayBuffer | null> =>
		this.#draft.photos.find((photo) => photo.sha256 === sha256)?.bytes ?? null;

	shot = (blob: Blob): void => {
		const { fix } = this.#app.location;
		this.#take((kind, now) => shotDraft(blob, kind, now, fix));
	};

	files = (files: readonly File[]): void => {
		for (const file of files) this.#take((kind, now) => fileDraft(file, kind, now));
	};

	remove = (sha256: string): void => void this.#draft.removePhoto(sha256);

	/** Resolves when every shot taken so far is in the draft. */
	settled(): Promise<void> {
		return this.#last;
	}

	#take(make: (kind: PhotoKind, now: number) => Promise<PhotoDraft>): void {
		const mark = { kind: this.nextKind };
		const now = this.#app.now();
		this.#coming = [...this.#coming, mark];
		this.#last = this.#last.then(async () => {
			try {
				await this.#draft.addPhoto(await make(mark.kind, now));
			} catch {
				toasts.say(m.phone_report_bad_photo(), 'red');
			} finally {
				this.#coming = this.#coming.filter((other) => other !== mark);
			}
		});
	}
}
