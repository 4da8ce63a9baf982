/** The town's own documents, its address book, and where a position is. */
import { atLevel } from '../domain/codes';
import { gridAt, nearest, type TownGeo } from '../domain/geo';
import type { AddressRef, RefDocs, RefKind } from '../domain/refs';
import { normalizeForSearch } from '../domain/text';
import { elementsNear } from '../store/element-queries';
import type { Replica, ReplicaDb } from '../store/replica-db';
import type { RefSource } from './doors';
import { live, type CurrentReplica } from './live.svelte';

/** Past this, the nearest address says nothing about a place. */
const ADDRESS_WITHIN_M = 150;
const ELEMENT_WITHIN_M = 60;

export async function geoOf({ own }: Replica): Promise<TownGeo | undefined> {
	return (await docOf(own, 'town'))?.geo;
}

export function refSource(replica: CurrentReplica): RefSource {
	const book = new AddressBook();
	return {
		get: (kind) =>
			live(
				replica,
				() => kind,
				async ({ own }, wanted) => (await docOf(own, wanted)) ?? null
			),
		async searchAddress(text, limit) {
			const db = replica();
			if (!db) return [];
			return rank(await book.of(db), text).slice(0, limit);
		},
		async locate(pos) {
			const db = replica();
			const [grids, geo] = db
				? await Promise.all([docOf(db.own, 'grids'), geoOf(db)])
				: [undefined, undefined];
			if (!db || !geo) return { address: '' };
			const grid = grids && gridAt(pos, grids.grids);
			const village = grid && atLevel(grid, 'village');
			const known = (await book.of(db)).filter(
				(entry) => village === undefined || entry.village === village
			);
			const address = nearest(pos, known, geo, ADDRESS_WITHIN_M)?.item.text ?? '';
			const [element] = await elementsNear(db.own, pos, ELEMENT_WITHIN_M, geo);
			return {
				address,
				...(grid !== undefined && { grid }),
				...(village !== undefined && { village }),
				...(element && { element })
			};
		}
	};
}

/** The cast holds because a row's kind fixes its document. */
async function docOf<K extends RefKind>(db: ReplicaDb, kind: K): Promise<RefDocs[K] | undefined> {
	const town = (await db.value('me'))?.town;
	const rows = await db.refs.where('kind').equals(kind).toArray();
	const own = rows.find(({ doc }) => doc.town === town) ?? rows[0];
	return own?.doc as RefDocs[K] | undefined;
}

/** Thousands of rows that change a few times a year: read once a version. */
class AddressBook {
	#version: number | undefined;
	#replica: Replica | undefined;
	#entries: readonly AddressRef[] = [];

	async of(replica: Replica): Promise<readonly AddressRef[]> {
		const version = (await replica.own.value('refsVersion')) ?? 0;
		if (replica === this.#replica && version === this.#version) return this.#entries;
		const rows = await replica.own.refs.where('kind').equals('addresses').toArray();
		this.#entries = rows.flatMap(({ doc }) => (doc.kind === 'addresses' ? doc.addresses : []));
		[this.#replica, this.#version] = [replica, version];
		return this.#entries;
	}
}

/** Begins with, then holds, then by pinyin initials; the shorter name first. */
function rank(entries: readonly AddressRef[], text: string): AddressRef[] {
	const wanted = normalizeForSearch(text);
	if (wanted === '') return [];
	return entries
		.map((entry) => ({ entry, score: scoreOf(entry, wanted) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score || a.entry.text.length - b.entry.text.length)
		.map(({ entry }) => entry);
}

function scoreOf({ text, nick, py }: AddressRef, wanted: string): number {
	const names = [text, ...(nick ?? [])].map(normalizeForSearch);
	if (names.some((name) => name === wanted)) return 4;
	if (names.some((name) => name.startsWith(wanted))) return 3;
	if (names.some((name) => wanted.split(' ').every((word) => name.includes(word)))) return 2;
	return py.startsWith(wanted) ? 1 : 0;
}
