/** Who looks: her posts that hold now, and what follows from them for what she is shown. */
import { getContext, setContext } from 'svelte';
import { getApp } from '~/app/compose';
import { postsAt, type Assignment, type Post, type Role } from '~/domain/actor';
import { atLevel, isWithin } from '~/domain/codes';
import type { BeatRef } from '~/domain/refs';
import type { Town } from '~/ui/case/town.svelte';

const KEY = Symbol('viewer');

export class Viewer {
	#session = getApp().session;
	#town: Town;

	constructor(town: Town) {
		this.#town = town;
	}

	get person(): string {
		return this.#session.me?.person ?? '';
	}

	get name(): string {
		return this.#session.me?.name ?? '';
	}

	readonly posts: readonly Post[] = $derived.by(() =>
		postsAt((this.#session.me?.assignments ?? []) as Assignment[], this.#town.now)
	);
	/** Units whose jobs are hers. */
	readonly units: readonly string[] = $derived(
		this.posts
			.flatMap(({ unit }) => (unit === undefined ? [] : [unit]))
			.filter((unit, index, all) => all.indexOf(unit) === index)
	);
	readonly beat: BeatRef | undefined = $derived.by(() =>
		this.#town.beats.find((beat) => beat.worker === this.person)
	);
	/** Where she is at home, for reports without a position. */
	readonly village: string | undefined = $derived(
		this.beat?.village ??
			this.posts.map(({ area }) => atLevel(area, 'village')).find((code) => code !== undefined)
	);
	/** Her first screen is the list of jobs: an officer, who sees no area. */
	readonly onlyJobs: boolean = $derived(
		this.posts.length > 0 && this.posts.every(({ role }) => role === 'officer')
	);

	has(...roles: readonly Role[]): boolean {
		return this.posts.some(({ role }) => roles.includes(role as Role));
	}

	/** Holds one of the roles where the code lies. */
	holdsIn(code: string, ...roles: readonly Role[]): boolean {
		return this.posts.some(
			({ role, area }) => roles.includes(role as Role) && isWithin(code, area)
		);
	}
}

export function provideViewer(town: Town): Viewer {
	return setContext(KEY, new Viewer(town));
}

export function useViewer(): Viewer {
	const viewer = getContext<Viewer | undefined>(KEY);
	if (!viewer) throw new Error('provideViewer() belongs into the layout above');
	return viewer;
}
