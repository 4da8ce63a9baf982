/**
 * Every aggregate by one shape, so that the phone's command runner and the server's push need one
 * loop and not one branch a kind: parse, decide, evolve, scope, what follows elsewhere.
 */
import type * as z from 'zod/mini';
import { caseCommandSchemas, type CaseCommand } from './case/commands';
import { decideCase } from './case/decide';
import type { CaseEvent } from './case/events';
import { evolveCase } from './case/evolve';
import { reactToCase, type Reaction } from './case/react';
import type { CaseState } from './case/state';
import { CASE_TABLE } from './case/table';
import type { Context } from './context';
import { refuse, rejection, type Decision, type Rejection } from './error';
import {
	decideNote,
	evolveNote,
	noteCommandSchemas,
	NOTE_TABLE,
	scopeOfNote,
	type NoteCommand,
	type NoteEvent,
	type NoteState
} from './note/note';
import { patrolCommandSchemas, type PatrolCommand } from './patrol/commands';
import { decidePatrol } from './patrol/decide';
import type { PatrolEvent } from './patrol/events';
import { evolvePatrol } from './patrol/evolve';
import { scopeOfPatrol, type PatrolState } from './patrol/state';
import { PATROL_TABLE } from './patrol/table';
import type { Grant } from './policy';
import { scopeOfCase } from './scope';

export type Kind = 'case' | 'patrol' | 'note';
export type Command = CaseCommand | PatrolCommand | NoteCommand;
export type CommandType = Command['type'];
export type DomainEvent = CaseEvent | PatrolEvent | NoteEvent;
export type State = CaseState | PatrolState | NoteState;

interface Aggregate {
	/** PocketBase collection and Dexie table of its documents. */
	readonly collection: 'cases' | 'patrols' | 'notes';
	decide(state: State | undefined, command: Command, context: Context): Decision<DomainEvent>;
	evolve(state: State | undefined, event: DomainEvent): State;
	scope(state: State): string[];
	react(event: DomainEvent, state: State): Reaction[];
}

/** The casts hold because a command's type fixes its kind, and a kind its state and events. */
export const AGGREGATES: Readonly<Record<Kind, Aggregate>> = {
	case: {
		collection: 'cases',
		decide: (state, command, context) =>
			decideCase(state as CaseState | undefined, command as CaseCommand, context),
		evolve: (state, event) => evolveCase(state as CaseState | undefined, event as CaseEvent),
		scope: (state) => scopeOfCase(state as CaseState),
		react: (event, state) => reactToCase(event as CaseEvent, state as CaseState)
	},
	patrol: {
		collection: 'patrols',
		decide: (state, command, context) =>
			decidePatrol(state as PatrolState | undefined, command as PatrolCommand, context),
		evolve: (state, event) => evolvePatrol(state as PatrolState | undefined, event as PatrolEvent),
		scope: (state) => scopeOfPatrol(state as PatrolState),
		react: () => []
	},
	note: {
		collection: 'notes',
		decide: (state, command, context) =>
			decideNote(state as NoteState | undefined, command as NoteCommand, context),
		evolve: (state, event) => evolveNote(state as NoteState | undefined, event as NoteEvent),
		scope: (state) => scopeOfNote(state as NoteState),
		react: () => []
	}
};

const SCHEMAS: Readonly<Record<string, z.ZodMiniType>> = {
	...caseCommandSchemas,
	...patrolCommandSchemas,
	...noteCommandSchemas
};

const TABLES: Readonly<Record<string, { readonly by: readonly Grant[] }>> = {
	...CASE_TABLE,
	...PATROL_TABLE,
	...NOTE_TABLE
};

/** Commands only the server itself gives; a replica that sends one is refused. */
export function isServerOnly(type: string): boolean {
	return kindOf(type) !== undefined && TABLES[type]!.by.every(({ role }) => role === 'system');
}

export function kindOf(type: string): Kind | undefined {
	if (!Object.prototype.hasOwnProperty.call(SCHEMAS, type)) return undefined;
	if (type.startsWith('case.')) return 'case';
	return type.startsWith('patrol.') ? 'patrol' : 'note';
}

/**
 * Checks a command's data against its schema. `command/unknown-type` may be a newer phone's and
 * is not final; `command/invalid` names the first field at fault.
 */
export function parseCommand(
	id: string,
	type: string,
	target: string,
	data: unknown
): { ok: true; command: Command } | { ok: false; rejection: Rejection } {
	if (kindOf(type) === undefined) return refuse('command/unknown-type', 'type', { type });
	const parsed = (SCHEMAS[type] as z.ZodMiniType).safeParse(data);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const at = (issue?.path ?? []).map(String).join('.');
		const extra = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : '';
		const field = [at, extra].filter(Boolean).join('.') || 'data';
		return {
			ok: false,
			rejection: rejection('command/invalid', field, { rule: issue?.code ?? '' })
		};
	}
	return { ok: true, command: { id, type, target, data: parsed.data } as Command };
}
