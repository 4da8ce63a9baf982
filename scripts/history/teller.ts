/**
 * Tells a case by the town's own rules: every act of a plot is a command, parsed, decided and folded
 * as the server would. A refusal is a mistake in the plot and ends the seed.
 */
import type { Actor } from '../../web/domain/actor';
import { AGGREGATES, parseCommand } from '../../web/domain/aggregates';
import type { CaseCommandType } from '../../web/domain/case/commands';
import type { CaseEvent } from '../../web/domain/case/events';
import type { Reaction } from '../../web/domain/case/react';
import type { CaseState } from '../../web/domain/case/state';
import type { Context, TownRules } from '../../web/domain/context';
import { dayOf, type Ms } from '../../web/domain/time';

export interface Act {
	readonly actor: Actor;
	readonly type: CaseCommandType;
	readonly data: unknown;
	/** When it happened. */
	readonly at: Ms;
	/** When the server learned of it, if later. */
	readonly receivedAt?: Ms;
	/** Of a reaction: derived from the event that caused it. */
	readonly commandId?: string;
}

/** Yields acts in order of time and is handed the case as it stands after each. */
export type Plot = Generator<Act, void, CaseState>;

export interface Told {
	readonly state: CaseState;
	readonly events: readonly CaseEvent[];
	/** What follows on another case or a patrol. */
	readonly reactions: readonly (Reaction & { readonly cause: CaseEvent })[];
}

export interface Frame {
	readonly id: string;
	/** Tells commands of different cases apart. */
	readonly ordinal: number;
	readonly number: string;
	/** Nothing after it has happened yet. */
	readonly until: Ms;
	/** The plot ends with the first act of this type. */
	readonly stopAfter?: CaseCommandType;
}

/** A version 7 UUID out of time, ordinal and count: the same in every run. */
export function commandIdOf(at: Ms, ordinal: number, count: number): string {
	const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');
	const time = hex(at, 12);
	return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(count, 3)}-8000-${hex(ordinal, 12)}`;
}

export class Teller {
	readonly #supervisions = new Map<string, number>();

	constructor(
		private readonly rules: TownRules,
		private readonly prefix: string,
		private readonly workerOfGrid: (grid: string) => string
	) {}

	tell(plot: Plot, frame: Frame): Told {
		const events: CaseEvent[] = [];
		const reactions: Told['reactions'][number][] = [];
		let state: CaseState | undefined;
		let step = plot.next();
		let last = 0;
		while (!step.done) {
			const act = step.value;
			// A case is received in the order of its acts, or the server could not have said yes.
			const now = Math.max(act.receivedAt ?? act.at, last);
			if (now > frame.until) break;
			last = now;
			for (const event of this.#decide(state, act, now, frame, events.length)) {
				events.push(event);
				state = AGGREGATES.case.evolve(state, event) as CaseState;
				for (const reaction of AGGREGATES.case.react(event, state))
					reactions.push({ ...reaction, cause: event });
			}
			if (!state || act.type === frame.stopAfter) break;
			step = plot.next(state);
		}
		if (!state) throw new Error(`case ${frame.id} was never reported`);
		return { state, events, reactions };
	}

	#decide(
		state: CaseState | undefined,
		act: Act,
		now: Ms,
		frame: Frame,
		count: number
	): readonly CaseEvent[] {
		const commandId = act.commandId ?? commandIdOf(act.at, frame.ordinal, count);
		const parsed = parseCommand(commandId, act.type, frame.id, act.data);
		if (!parsed.ok) throw new Error(wrong(frame, act, parsed.rejection));
		const grid = state ? state.place.grid : gridOf(act.data);
		const context: Context = {
			now,
			at: act.at,
			commandId,
			actor: act.actor,
			rules: this.rules,
			...(act.type === 'case.report' && { caseNumber: frame.number }),
			...(numbersSupervision(act) && { supervisionNumber: this.#nextSupervision(now) }),
			...(grid !== undefined && { checker: this.workerOfGrid(grid) })
		};
		const decision = AGGREGATES.case.decide(state, parsed.command, context);
		if (!decision.ok) throw new Error(wrong(frame, act, decision.rejection, state));
		return decision.events as readonly CaseEvent[];
	}

	#nextSupervision(now: Ms): string {
		const head = `${this.prefix}DB${dayOf(now).slice(0, 4)}-`;
		const next = (this.#supervisions.get(head) ?? 0) + 1;
		this.#supervisions.set(head, next);
		return head + String(next).padStart(4, '0');
	}

	/** Where the numbers of supervision documents have come to, for the server to go on from. */
	counters(): { id: string; value: number }[] {
		return [...this.#supervisions].map(([head, value]) => ({
			id: head.toLowerCase().replace(/-$/, ''),
			value
		}));
	}
}

const numbersSupervision = ({ type, data }: Act): boolean =>
	type === 'case.supervise' ||
	(type === 'case.remark' && (data as { kind: string }).kind === 'instruct');

const gridOf = (data: unknown): string | undefined =>
	(data as { place?: { grid?: string } }).place?.grid;

function wrong(frame: Frame, act: Act, rejection: object, state?: CaseState): string {
	const told = `${act.type} of ${frame.id} (${state?.status ?? 'new'}, ${state?.condition ?? ''})`;
	return `${told} by ${act.actor.person} is refused: ${JSON.stringify(rejection)}`;
}
