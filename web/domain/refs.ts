/**
 * Reference documents: what a town is made of apart from its cases. They replicate like any other
 * row (collection `refs`), so phone, server and seed build the same `TownRules` from the same bytes.
 */
import type { WorkCalendar } from './calendar';
import { DEFAULT_SETTINGS, type TownRules, type TownSettings, type UnitCard } from './context';
import type { Grade } from './grade';
import type { GridShape, Pos, TownGeo } from './geo';
import { indexScheme, type Scheme } from './scheme';

export interface UnitRef extends UnitCard {
	readonly nameEn: string;
	readonly contact: string;
	readonly phone: string;
}

export interface GridRef extends GridShape {
	readonly name: string;
	readonly village: string;
	readonly centre: Pos;
}

export interface VillageRef {
	readonly code: string;
	readonly name: string;
	readonly phone: string;
	readonly centre: Pos;
}

/** 综合网格: several villages with a chief and a standing team, the preset of a joint job. */
export interface JointGridRef {
	readonly id: string;
	readonly name: string;
	readonly villages: readonly string[];
	readonly chief: string;
	readonly team: readonly string[];
}

export interface BeatRef {
	readonly id: string;
	readonly name: string;
	readonly village: string;
	readonly grids: readonly string[];
	readonly worker: string;
	readonly checkpoints: readonly { readonly element: string; readonly everyDays: number }[];
}

export interface PersonRef {
	readonly id: string;
	readonly name: string;
	readonly title: string;
	readonly unit?: string;
	readonly village?: string;
	readonly phone?: string;
}

export interface AddressRef {
	readonly id: string;
	readonly text: string;
	readonly kind: 'lane' | 'number' | 'compound' | 'poi' | 'nickname';
	readonly nick?: readonly string[];
	/** Pinyin initials, lower case. */
	readonly py: string;
	readonly grid: string;
	readonly village: string;
	readonly pos: Pos;
}

export interface AttrSchema {
	readonly key: string;
	readonly zh: string;
	readonly en: string;
	readonly kind: 'text' | 'number' | 'enum' | 'date' | 'phone';
	readonly required: boolean;
	readonly grade: Grade;
	readonly options?: readonly { readonly key: string; readonly zh: string; readonly en: string }[];
}

export interface ElementTypeRef {
	readonly id: string;
	readonly zh: string;
	readonly en: string;
	readonly kind: string;
	readonly grade: Grade;
	readonly icon?: string;
	readonly checkEveryDays?: number;
	readonly attrs: readonly AttrSchema[];
}

export interface RefDocs {
	town: {
		readonly kind: 'town';
		readonly town: string;
		readonly name: string;
		/** Prefix of case numbers. */
		readonly prefix: string;
		readonly phone: string;
		readonly settings: TownSettings;
		readonly geo: TownGeo;
	};
	scheme: { readonly kind: 'scheme'; readonly town: string; readonly scheme: Scheme };
	calendar: { readonly kind: 'calendar'; readonly town: string; readonly calendar: WorkCalendar };
	units: { readonly kind: 'units'; readonly town: string; readonly units: readonly UnitRef[] };
	grids: {
		readonly kind: 'grids';
		readonly town: string;
		readonly villages: readonly VillageRef[];
		readonly grids: readonly GridRef[];
	};
	joint: { readonly kind: 'joint'; readonly town: string; readonly joint: readonly JointGridRef[] };
	beats: { readonly kind: 'beats'; readonly town: string; readonly beats: readonly BeatRef[] };
	people: { readonly kind: 'people'; readonly town: string; readonly people: readonly PersonRef[] };
	types: {
		readonly kind: 'types';
		readonly town: string;
		readonly types: readonly ElementTypeRef[];
	};
	/** One a village: `addresses-<village>`. */
	addresses: {
		readonly kind: 'addresses';
		readonly town: string;
		readonly village: string;
		readonly addresses: readonly AddressRef[];
	};
}
export type RefKind = keyof RefDocs;
export type RefDoc = RefDocs[RefKind];

/** Row id of a reference document; addresses are kept by village, all else by town. */
export function refId(doc: RefDoc): string {
	return doc.kind === 'addresses' ? `addresses-${doc.village}` : `${doc.kind}-${doc.town}`;
}

/** Undefined until the four documents that the rules stand on have arrived. */
export function rulesFrom(docs: readonly RefDoc[], town: string): TownRules | undefined {
	const pick = <K extends RefKind>(kind: K): RefDocs[K] | undefined =>
		docs.find((doc): doc is RefDocs[K] => doc.kind === kind && doc.town === town);
	const home = pick('town');
	const scheme = pick('scheme');
	const calendar = pick('calendar');
	const units = pick('units');
	if (!home || !scheme || !calendar || !units) return undefined;
	const cards = new Map(units.units.map((unit) => [unit.id, unit]));
	return {
		town,
		settings: { ...DEFAULT_SETTINGS, ...home.settings },
		scheme: indexScheme(scheme.scheme),
		calendar: calendar.calendar,
		geo: home.geo,
		unit: (id) => cards.get(id)
	};
}

/** The standing team called to a case of `village`: the preset of a whistle and of a dispatch. */
export function teamOf(joint: readonly JointGridRef[], village: string): readonly string[] {
	return joint.find((entry) => entry.villages.includes(village))?.team ?? [];
}

/** The units of a kind that serve a village: its own force first, else the town's. */
export function unitFor(
	units: readonly UnitCard[],
	kind: string,
	village: string
): UnitCard | undefined {
	const ofKind = units.filter((unit) => unit.kind === kind);
	return (
		ofKind.find((unit) => unit.village === village) ??
		ofKind.find((unit) => unit.village === undefined)
	);
}

/** Who checks a case of this grid: the worker of the beat. */
export function workerOf(beats: readonly BeatRef[], grid: string): string | undefined {
	return beats.find((beat) => beat.grids.includes(grid))?.worker;
}
