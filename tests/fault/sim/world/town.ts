/** The town of the schedules: two villages and the next town's, small enough to be sent often. */
import { buildFixtureTown, markOf, TOWNS, villagesOf } from '../../../support/fixture-town';
import { scopeOfElement, scopeOfOverlay } from '../../../../web/domain/element/element';
import {
	AGGREGATES,
	type DomainEvent,
	type Kind,
	type State
} from '../../../../web/domain/aggregates';
import { factsOfCase } from '../../../../web/domain/case/facts';
import type { CaseState } from '../../../../web/domain/case/state';
import { isOpen } from '../../../../web/domain/case/state';
import type { NoteState } from '../../../../web/domain/note/note';
import { ancestors } from '../../../../web/domain/codes';
import { refId, type RefDoc } from '../../../../web/domain/refs';
import { Data, type DocumentTable } from '../server/data';
import { putDocument } from '../server/documents';

/** A Wednesday morning. */
export const START = Date.UTC(2026, 8, 2, 1);
const [TOWN, NEXT] = TOWNS;
export const VILLAGES = [
	...villagesOf(TOWN).slice(0, 2),
	...villagesOf(NEXT).slice(0, 1)
] as readonly string[];
export const HOME = TOWN;
const CATEGORIES = ['E0111', 'E0136', 'E8001', 'E8101'];

export const fixture = buildFixtureTown(START);

/** Everybody of whom the villages could see something. */
export const people = fixture.people.filter(({ assignments }) =>
	assignments.every(({ area }) => area.length < 12 || VILLAGES.includes(area))
);

function small(doc: RefDoc): RefDoc {
	if (doc.kind !== 'scheme') return doc;
	const { scheme } = doc;
	const categories = scheme.categories.filter(({ id }) => CATEGORIES.includes(id));
	return { ...doc, scheme: { ...scheme, categories } };
}

const refs = fixture.refs
	.filter((doc) => doc.kind !== 'addresses' || VILLAGES.includes(doc.village))
	.map(small);

function scopeOfRef(doc: RefDoc): string[] {
	if (doc.kind !== 'addresses') return [`t:${doc.town}`];
	const grids = new Set(doc.addresses.map(({ grid }) => `a:${grid}`));
	return [...ancestors(doc.village).map((area) => `a:${area}`), ...grids].sort();
}

const KINDS: Readonly<Record<string, Kind>> = { cases: 'case', patrols: 'patrol', notes: 'note' };

interface Loaded {
	readonly id: string;
	readonly target?: string;
}

/** As `lq-load` fills it. */
function load(): Data {
	const data = new Data();
	data.set('meta', 'seq', 0);
	data.set('meta', 'lineage', 'first');
	for (const person of people) {
		const { id, username, name, town, assignments } = person;
		data.set('people', id, { id, username, name, town, disabled: false });
		for (const row of assignments)
			data.set('assignments', row.id, { ...row, unit: row.unit ?? '', validTo: row.validTo ?? 0 });
	}
	for (const doc of refs) {
		const { kind, town } = doc;
		putRow(data, 'refs', refId(doc), scopeOfRef(doc), doc, { kind, town });
	}
	const ofTarget = new Map<string, number>();
	const known = fixture.ndjson
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as { readonly c: string; readonly row: Loaded });
	const inVillages = known.filter(({ row }) => {
		const text = JSON.stringify(row);
		return VILLAGES.some((village) => text.includes(village));
	});
	const kept = new Set(inVillages.map(({ row }) => row.id));
	for (const { c, row: loaded } of known) {
		if (!kept.has(loaded.id) && !kept.has(loaded.target ?? '')) continue;
		const row = loaded as never;
		if (c === 'elements') putRow(data, c, idOf(row), scopeOfElement(row), row);
		else if (c === 'overlays') putRow(data, c, idOf(row), scopeOfOverlay(row), row);
		else if (c === 'events') putEvent(data, row, ofTarget);
		else if (KINDS[c]) putState(data, c as DocumentTable, KINDS[c], row);
	}
	return data;
}

const idOf = (row: { readonly id: string }): string => row.id;

function putRow(
	data: Data,
	table: DocumentTable,
	id: string,
	scope: readonly string[],
	doc: object,
	more: object = {}
): void {
	putDocument(data, table, { id, scope: JSON.stringify(scope), doc: JSON.stringify(doc), ...more });
}

function putEvent(data: Data, event: DomainEvent, ofTarget: Map<string, number>): void {
	const { id, target, type, at, receivedAt, by } = event;
	const rev = (ofTarget.get(target) ?? 0) + 1;
	ofTarget.set(target, rev);
	const kind = type.split('.')[0] === 'contact' ? 'note' : (type.split('.')[0] as string);
	const body = JSON.stringify(event);
	data.set('events', id, {
		id,
		kind,
		target,
		rev,
		type,
		at,
		receivedAt,
		person: by.person,
		seq: 0,
		body
	});
}

function putState(data: Data, table: DocumentTable, kind: Kind, state: State): void {
	const scope = AGGREGATES[kind].scope(state);
	const closedAt = closedAtOf(state);
	const number = ('number' in state && state.number) || '';
	const caseId = kind === 'note' ? (state as NoteState).case : '';
	putRow(data, table, state.id, scope, state, { closedAt, number, caseId });
	if (kind === 'case') data.set('case_facts', state.id, { ...factsOfCase(state as CaseState) });
}

export function closedAtOf(state: State): number {
	if ('endedAt' in state) return state.endedAt ?? 0;
	if (!('timeline' in state) || isOpen(state)) return 0;
	return state.closedAt ?? state.stageSince;
}

const loaded = load();

/** The same data for each schedule: rows are never changed in place. */
export const freshTown = (): Data => new Data(loaded.copy());

export const marks: ReadonlyMap<string, string> = new Map(
	VILLAGES.map((village) => [markOf(village), village])
);
