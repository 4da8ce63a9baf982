/** From a document to its row: the fields by which lists are cut and sorted. */
import { activeParts, isOpen, type CaseState } from '../domain/case/state';
import type { ElementDoc, ElementOverlay } from '../domain/element/element';
import type { NoteState } from '../domain/note/note';
import type { PatrolState } from '../domain/patrol/state';
import type { RefDoc } from '../domain/refs';
import type { PullCollection } from '../protocol/pull';
import { cellOf } from './cells';
import type { TableRows } from './tables';

type Builders = {
	readonly [C in PullCollection]: (
		id: string,
		seq: number,
		doc: TableRows[C]['doc']
	) => TableRows[C];
};

const BUILDERS: Builders = {
	cases: (id, seq, doc) => caseRow(id, seq, doc),
	patrols: (id, seq, doc) => patrolRow(id, seq, doc),
	notes: (id, seq, doc) => noteRow(id, seq, doc),
	elements: (id, seq, doc) => elementRow(id, seq, doc),
	overlays: (id, seq, doc) => overlayRow(id, seq, doc),
	refs: (id, seq, doc) => refRow(id, seq, doc)
};

/** The cast holds because a collection fixes its document. */
export function rowOf<C extends PullCollection>(
	collection: C,
	id: string,
	seq: number,
	doc: object
): TableRows[C] {
	const build = BUILDERS[collection] as (id: string, seq: number, doc: object) => TableRows[C];
	return build(id, seq, doc);
}

function caseRow(id: string, seq: number, doc: CaseState): TableRows['cases'] {
	const { pos, village, grid, element } = doc.place;
	const checker = doc.check?.result === undefined ? doc.check?.checker : undefined;
	return {
		id,
		seq,
		doc,
		status: doc.status,
		newest: -doc.receivedAt,
		village,
		grid: grid ?? '',
		reporter: doc.reporter.person,
		units: activeParts(doc).map((part) => part.unit),
		...(checker !== undefined && { checker }),
		...(element !== undefined && { element }),
		...(pos && isOpen(doc) && { cell: cellOf(pos) })
	};
}

function patrolRow(id: string, seq: number, doc: PatrolState): TableRows['patrols'] {
	return { id, seq, doc, person: doc.by.person, status: doc.status, newest: -doc.startedAt };
}

function noteRow(id: string, seq: number, doc: NoteState): TableRows['notes'] {
	return { id, seq, doc, case: doc.case, at: doc.at };
}

function elementRow(id: string, seq: number, doc: ElementDoc): TableRows['elements'] {
	const { type, code, village, grid } = doc;
	return { id, seq, doc, type, code, village, grid, cell: cellOf(doc.pos) };
}

function overlayRow(id: string, seq: number, doc: ElementOverlay): TableRows['overlays'] {
	return { id, seq, doc, element: doc.element };
}

function refRow(id: string, seq: number, doc: RefDoc): TableRows['refs'] {
	return { id, seq, doc, kind: doc.kind };
}
