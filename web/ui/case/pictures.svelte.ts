/**
 * The photos of one case as pictures: small ones as they come, large ones at a press with the
 * watermark that leads back to the stored original.
 */
import { SvelteMap } from 'svelte/reactivity';
import { getApp } from '~/app/compose';
import type { CasePhoto, CaseState } from '~/domain/case/state';
import { checkCodeOf } from '~/domain/codes';
import { m } from '~/paraglide/messages';
import type { PhotoItem } from '~/ui/photo/photo-source';
import { watermark } from '~/ui/photo/watermark';
import { exactTime } from '~/ui/shared/wall-clock';
import type { Town } from './town.svelte';
import { caseNumber, photoKindWord } from './words/case-words';

export class CasePictures {
	#state: () => CaseState;
	#town: Town;
	#app = getApp();
	/** Thumbs by SHA-256; null: asked for, not here. */
	#thumbs = new SvelteMap<string, ArrayBuffer | null>();

	constructor(state: () => CaseState, town: Town) {
		this.#state = state;
		this.#town = town;
		$effect(() => {
			for (const photo of state().photos) void this.#fetchThumb(state().id, photo.sha256);
		});
	}

	get all(): PhotoItem[] {
		return this.#state().photos.map((photo) => this.#item(photo));
	}

	some(hashes: readonly string[]): PhotoItem[] {
		return this.#state()
			.photos.filter((photo) => hashes.includes(photo.sha256))
			.map((photo) => this.#item(photo));
	}

	/** The last one that shows the finding, and the last one that shows it gone. */
	get before(): PhotoItem | null {
		const found = this.#state().photos.filter((photo) => photo.kind !== 'after');
		const chosen = found.findLast((photo) => photo.kind === 'before') ?? found[0];
		return chosen ? this.#item(chosen) : null;
	}

	get after(): PhotoItem | null {
		const last = this.#state().photos.findLast((photo) => photo.kind === 'after');
		return last ? this.#item(last) : null;
	}

	/** The large picture with its watermark; null when it cannot be had now. */
	full = async (sha256: string): Promise<ArrayBuffer | null> => {
		const state = this.#state();
		const photo = state.photos.find((candidate) => candidate.sha256 === sha256);
		if (!photo) return null;
		try {
			const bytes = await this.#app.photos.bytes(state.id, sha256, 'full');
			return await (await watermark(bytes, this.#lines(photo))).arrayBuffer();
		} catch {
			// Not on this device and no network: the small picture stays.
			return null;
		}
	};

	#lines(photo: CasePhoto): string[] {
		const { place } = this.#state();
		const where = place.grid
			? this.#town.gridName(place.grid)
			: this.#town.villageName(place.village);
		return [
			`${exactTime(photo.takenAt)}  ${photo.by}`,
			[place.address, where].filter(Boolean).join('  '),
			`${caseNumber(this.#state())}  ${m.common_photo_check_code({ code: checkCodeOf(photo.sha256) })}`
		];
	}

	#item(photo: CasePhoto): PhotoItem {
		const kind = photoKindWord(photo.kind);
		return {
			id: photo.sha256,
			source: this.#thumbs.get(photo.sha256) ?? null,
			label: m.case_photo_by({ kind, name: photo.by }),
			caption: kind
		};
	}

	async #fetchThumb(id: string, sha256: string): Promise<void> {
		if (this.#thumbs.has(sha256)) return;
		this.#thumbs.set(sha256, null);
		try {
			this.#thumbs.set(sha256, await this.#app.photos.bytes(id, sha256, 'thumb'));
		} catch {
			// Stays null, shown as 照片还没到; asked for again when the page is opened again.
		}
	}
}
