/** How a decision on the device is made: the same rules as the server, with what is known here. */
import {
	AGGREGATES,
	type Command,
	type DomainEvent,
	type Kind,
	type State
} from '../domain/aggregates';
import { postsAt, type Actor, type Assignment } from '../domain/actor';
import type { Context, TownRules } from '../domain/context';
import type { Rejection } from '../domain/error';
import type { Ms } from '../domain/time';
import type { Me } from '../protocol/pull';

export interface Act {
	readonly id: string;
	/** Device clock. */
	readonly at: Ms;
	/** Device clock minus server clock, when known. */
	readonly skew?: Ms;
}

/**
 * Time on the device is the corrected moment of the act, also when it is replayed later: a pending
 * step then reads the same after every pull, and only the server dates it for good.
 */
export function contextFor(act: Act, me: Me, rules: TownRules): Context {
	const at = act.at - (act.skew ?? 0);
	return {
		now: at,
		at,
		...(act.skew !== undefined && { skew: act.skew }),
		commandId: act.id,
		actor: actorOf(me, at),
		rules
	};
}

export function actorOf(me: Me, at: Ms): Actor {
	// The wire leaves the role open for newer ones; a role this version does not know grants nothing.
	const posts = postsAt(me.assignments as Assignment[], at);
	return { person: me.person, name: me.name, posts };
}

export type Applied =
	| { readonly ok: true; readonly next: State | undefined; readonly events: readonly DomainEvent[] }
	| { readonly ok: false; readonly rejection: Rejection };

/** Decides and folds: one step of a document. */
export function apply(
	kind: Kind,
	state: State | undefined,
	command: Command,
	context: Context
): Applied {
	const { decide, evolve } = AGGREGATES[kind];
	const decision = decide(state, command, context);
	if (!decision.ok) return decision;
	const next = decision.events.reduce<State | undefined>(evolve, state);
	return { ok: true, next, events: decision.events };
}
