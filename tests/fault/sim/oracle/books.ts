/** O2: ledger, events, rows and journal tell one story. */
import {
	AGGREGATES,
	type DomainEvent,
	type Kind,
	type State
} from '../../../../web/domain/aggregates';
import { factsOfCase } from '../../../../web/domain/case/facts';
import type { CaseState } from '../../../../web/domain/case/state';
import type { EventRow, Tables } from '../server/data';

export function inconsistencies(tables: Tables): string[] {
	return [...foldsOf(tables), ...streamsOf(tables), ...effectsOf(tables), ...journalOf(tables)];
}

function byTarget(tables: Tables): Map<string, EventRow[]> {
	const found = new Map<string, EventRow[]>();
	for (const event of tables.events.values()) {
		const list = found.get(event.target);
		if (list) list.push(event);
		else found.set(event.target, [event]);
	}
	for (const list of found.values()) list.sort((a, b) => a.rev - b.rev);
	return found;
}

/** Documents of the town's beginning that no command touched are known to be right. */
const refolded = new WeakMap<object, true>();

function foldsOf(tables: Tables): string[] {
	const found: string[] = [];
	const events = byTarget(tables);
	for (const kind of ['case', 'patrol', 'note'] as const) {
		const { collection, evolve, scope } = AGGREGATES[kind];
		for (const row of tables[collection].values()) {
			if (refolded.has(row)) continue;
			const list = events.get(row.id) ?? [];
			if (list.some(({ rev }, i) => rev !== i + 1)) found.push(`${row.id}: revisions with a gap`);
			const state = list.reduce<State | undefined>(
				(before, { body }) => evolve(before, JSON.parse(body) as DomainEvent),
				undefined
			);
			if (!state) found.push(`${row.id}: no events`);
			else if (JSON.stringify(state) !== row.doc)
				found.push(`${row.id}: not the fold of its events`);
			else if (JSON.stringify(scope(state)) !== row.scope) found.push(`${row.id}: another scope`);
			else if (kind === 'case' && !factsAgree(tables, state as CaseState))
				found.push(`${row.id}: other facts`);
			else if (row.rev <= 1) refolded.set(row, true);
		}
	}
	for (const [target, [event]] of events)
		if (event && !tables[AGGREGATES[event.kind as Kind].collection].has(target))
			found.push(`${target}: events without a document`);
	return found;
}

function factsAgree({ case_facts }: Tables, state: CaseState): boolean {
	const known = case_facts.get(state.id);
	const facts = factsOfCase(state) as unknown as Record<string, unknown>;
	return Object.keys(facts).every((name) => (facts[name] ?? null) === (known?.[name] ?? null));
}

/** Numbers of a stream without gap or double up to what the server says it has. */
function streamsOf({ commands, replicas }: Tables): string[] {
	const found: string[] = [];
	const numbers = new Map<string, Set<number>>();
	for (const { replica, rseq, id } of commands.values()) {
		if (rseq === 0) continue;
		const known = numbers.get(replica) ?? new Set<number>();
		numbers.set(replica, known);
		if (known.has(rseq)) found.push(`${id}: number ${rseq} of ${replica} twice`);
		known.add(rseq);
	}
	for (const { id, lastSeq } of replicas.values()) {
		const known = numbers.get(id) ?? new Set();
		for (let n = 1; n <= lastSeq; n++)
			if (!known.has(n)) found.push(`${id}: number ${n} of ${lastSeq} is not in the ledger`);
		if (known.has(lastSeq + 1)) found.push(`${id}: lastSeq ${lastSeq} lags behind`);
	}
	return found;
}

/** Each event has its command, taken; each line of a case's history stands there once. */
function effectsOf({ events, commands, cases }: Tables): string[] {
	const found: string[] = [];
	const effective = new Set<string>();
	for (const { id, seq } of events.values()) {
		const command = id.split('#')[0] as string;
		effective.add(command);
		const line = commands.get(command);
		// What the town began with has no line.
		if (seq > 0 && line?.result !== 'ok') found.push(`${id}: its command is ${line?.result}`);
	}
	for (const { id, seq, result, type } of commands.values())
		if (result === 'ok' && seq > 0 && !effective.has(id) && type === 'case.report')
			found.push(`${id}: taken, and without effect`);
	for (const { doc } of cases.values()) {
		const { id, timeline } = JSON.parse(doc) as CaseState;
		if (new Set(timeline.map((entry) => entry.id)).size !== timeline.length)
			found.push(`${id}: a line of its history stands there twice`);
	}
	return found;
}

function journalOf(tables: Tables): string[] {
	const found: string[] = [];
	const seen = new Set<number>();
	const most = Number(tables.meta.get('seq'));
	for (const { collection, id, seq, now } of tables.journal.values()) {
		if (seen.has(seq) || seq > most) found.push(`${id}: journal number ${seq} of ${most}`);
		seen.add(seq);
		const row = tables[collection as 'cases'].get(id);
		if (row && JSON.stringify(now) !== row.scope) found.push(`${id}: the journal has other keys`);
	}
	return found;
}
