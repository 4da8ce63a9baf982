/**
 * The form of a call or a pasted message: kept as a draft at every keystroke, filled from what was
 * pasted, saved as a report, a contact and a note.
 */
import * as z from 'zod/mini';
import type { App, Draft, PhotoDraft, RunResult } from '~/app/doors';
import { SOURCES, type Source } from '~/domain/case/commands';
import { compact } from '~/domain/compact';
import { neededText, textSchema, type Place } from '~/domain/fields';
import type { Pos } from '~/domain/geo';
import { guesserOf, type CategoryGuess } from '~/domain/paste/category-guess';
import { parsePaste, type PasteDraft } from '~/domain/paste/parse';
import type { AddressRef } from '~/domain/refs';
import type { Town } from '~/ui/case/town.svelte';
import { findPlaces } from './find-places';

export interface Intake {
	source: Source;
	village: string;
	grid: string;
	pos: Pos | null;
	address: string;
	category: string;
	condition: string;
	words: string;
	callerName: string;
	callerPhone: string;
	hotlineNumber: string;
	districtNumber: string;
	note: string;
}

export const DRAFT_KEY = 'desk-intake';
export const EMPTY: Intake = {
	source: 'call',
	village: '',
	grid: '',
	pos: null,
	address: '',
	category: '',
	condition: '',
	words: '',
	callerName: '',
	callerPhone: '',
	hotlineNumber: '',
	districtNumber: '',
	note: ''
};

/** What the form asks for, beyond what the command itself checks. */
export const intakeSchema = z.object({
	source: z.enum(SOURCES),
	village: z.string().check(z.regex(/^[0-9]{12}$/, 'required')),
	address: neededText(200),
	words: textSchema(2000),
	callerName: textSchema(40),
	callerPhone: z.string().check(z.regex(/^([0-9+ -]{5,20})?$/, 'phone')),
	hotlineNumber: textSchema(40),
	districtNumber: textSchema(40),
	note: textSchema(2000)
});

export interface PasteResult {
	readonly draft: PasteDraft;
	readonly places: readonly AddressRef[];
	readonly exact: boolean;
}

export class IntakeForm {
	#app: App;
	#town: Town;
	#draft: Draft<Intake>;
	/** What was read out of a pasted message, to be looked over. */
	pasted = $state.raw<PasteResult>();
	readonly #guess = $derived.by(() => {
		const scheme = this.#town.scheme?.scheme;
		return scheme ? guesserOf(scheme) : () => [] as CategoryGuess[];
	});

	constructor(app: App, town: Town, draft: Draft<Intake>) {
		this.#app = app;
		this.#town = town;
		this.#draft = draft;
	}

	get values(): Intake {
		return this.#draft.value;
	}

	get photos(): readonly PhotoDraft[] {
		return this.#draft.photos;
	}

	set photos(photos: readonly PhotoDraft[]) {
		const has = (list: readonly PhotoDraft[], { sha256 }: PhotoDraft) =>
			list.some((photo) => photo.sha256 === sha256);
		const before = this.#draft.photos;
		for (const photo of before) if (!has(photos, photo)) void this.#draft.removePhoto(photo.sha256);
		for (const photo of photos) if (!has(before, photo)) void this.#draft.addPhoto(photo);
	}

	set(change: Partial<Intake>): void {
		this.#draft.value = { ...this.#draft.value, ...change };
	}

	/** Empties the form; what was typed is gone. */
	async clear(): Promise<void> {
		await this.#draft.clear();
		this.set(EMPTY);
		this.pasted = undefined;
	}

	async paste(text: string): Promise<void> {
		const draft = parsePaste(text, { now: this.#town.now, guess: this.#guess });
		const { refs } = this.#app;
		const { rows, exact } = await findPlaces(draft.places, (words, limit) =>
			refs.searchAddress(words, limit)
		);
		const [best] = draft.categories;
		this.set({
			source: draft.source,
			words: draft.words,
			callerName: draft.callerName ?? '',
			callerPhone: draft.callerPhone ?? '',
			hotlineNumber: draft.hotlineNumber ?? '',
			districtNumber: draft.districtNumber ?? '',
			category: best?.category ?? '',
			condition: best?.condition ?? '',
			...(rows[0] && exact
				? placed(rows[0])
				: { address: draft.places[0] ?? '', village: '', grid: '', pos: null })
		});
		this.pasted = { draft, places: rows, exact };
	}

	at(row: AddressRef): void {
		this.set(placed(row));
	}

	/** A press on the map: the town's own data say which grid and address it is. */
	async pick(pos: Pos): Promise<void> {
		const { grid, village, address } = await this.#app.refs.locate(pos);
		this.set({
			pos,
			...(grid !== undefined && { grid }),
			...(village !== undefined && { village }),
			...(address !== '' && { address })
		});
	}

	get place(): Place {
		const { village, grid, pos, address } = this.values;
		return compact({
			town: this.#town.home?.town ?? village.slice(0, 9),
			village,
			grid: grid.startsWith(village) && grid !== '' ? grid : undefined,
			pos: pos ?? undefined,
			address: address.trim()
		}) as Place;
	}

	/** The report first: contact and note hang on it and are only kept when it is. */
	async save(): Promise<RunResult> {
		const values = this.values;
		const { runner } = this.#app;
		const or = (text: string) => text.trim() || undefined;
		const report = compact({
			source: values.source,
			place: this.place,
			words: values.words.trim(),
			category: or(values.category),
			condition: or(values.condition),
			hotlineNumber: or(values.hotlineNumber),
			districtNumber: or(values.districtNumber)
		});
		const result = await runner.run('case.report', report, {
			photos: this.photos,
			draft: DRAFT_KEY
		});
		if (!result.ok) return result;
		const about = { case: result.target, village: values.village };
		if (values.callerPhone.trim() !== '')
			await runner.run('contact.keep', {
				...about,
				name: values.callerName.trim(),
				phone: values.callerPhone.trim()
			});
		if (values.note.trim() !== '')
			await runner.run('note.write', { ...about, words: values.note.trim() });
		return result;
	}
}

const placed = (row: AddressRef): Partial<Intake> => ({
	village: row.village,
	grid: row.grid,
	pos: row.pos,
	address: row.text
});
