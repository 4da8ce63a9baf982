/** One report from its first photo to its saving: draft, place, condition, and what it still lacks. */
import { getApp } from '~/app/compose';
import type { Draft, RunResult } from '~/app/doors';
import type { Place } from '~/domain/fields';
import type { Condition, Category } from '~/domain/scheme';
import type { Town } from '~/ui/case/town.svelte';
import { Shooting } from '../shooting.svelte';
import type { Viewer } from '../viewer.svelte';
import { PlaceFinder } from './place-finder.svelte';
import { missingIn, nextKind, type Missing, type ReportValue } from './report-value';

export class Report {
	#app = getApp();
	#town: Town;
	#viewer: Viewer;
	readonly draft: Draft<ReportValue>;
	readonly key: string;
	readonly finder: PlaceFinder;
	readonly shooting: Shooting;
	saving = $state(false);

	constructor(key: string, draft: Draft<ReportValue>, town: Town, viewer: Viewer) {
		this.key = key;
		this.draft = draft;
		this.#town = town;
		this.#viewer = viewer;
		this.finder = new PlaceFinder(
			town,
			() => draft.value.place,
			() => viewer.village
		);
		this.shooting = new Shooting(draft, (taken) =>
			nextKind(this.condition, draft.value.selfHandle, taken)
		);
	}

	get value(): ReportValue {
		return this.draft.value;
	}

	set(change: Partial<ReportValue>): void {
		this.draft.value = { ...this.draft.value, ...change };
	}

	/** undefined: the device's position again. */
	setPlace(place: Place | undefined): void {
		const { place: _, ...rest } = this.draft.value;
		this.draft.value = place ? { ...rest, place } : rest;
	}

	get category(): Category | undefined {
		const { category } = this.value;
		return category === undefined ? undefined : this.#town.scheme?.category(category);
	}

	get condition(): Condition | undefined {
		const { condition } = this.value;
		return condition === undefined ? undefined : this.#town.scheme?.condition(condition);
	}

	get maySelfHandle(): boolean {
		const { place } = this.finder;
		const code = place?.grid ?? place?.village;
		return (
			this.condition?.selfHandle === true &&
			code !== undefined &&
			this.#viewer.holdsIn(code, 'gridWorker', 'stationHead', 'cadre')
		);
	}

	get missing(): Missing | undefined {
		return missingIn(this.value, this.condition, this.shooting.count, this.finder.place);
	}

	/** Where the first photo was taken is where it is, wherever she walks next. */
	pinPlace(): void {
		const { place, state } = this.finder;
		if (place && (state === 'found' || state === 'rough')) this.set({ place });
	}

	async save(): Promise<RunResult | undefined> {
		this.saving = true;
		try {
			await this.shooting.settled();
			const place = this.finder.place;
			if (!place) return undefined;
			const { category, condition, words, selfHandle, patrol } = this.value;
			return await this.#app.runner.run(
				'case.report',
				{
					source: this.#source(),
					place,
					words: words.trim(),
					...(category !== undefined && { category }),
					...(condition !== undefined && { condition }),
					...(selfHandle && this.maySelfHandle && { selfHandle: true }),
					...(patrol !== undefined && { patrol })
				},
				{ photos: this.draft.photos, draft: this.key }
			);
		} finally {
			this.saving = false;
		}
	}

	#source(): 'patrol' | 'village' {
		return this.#viewer.has('cadre', 'stationHead') && !this.#viewer.has('gridWorker')
			? 'village'
			: 'patrol';
	}
}
