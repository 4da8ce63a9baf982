/** The rounds of the last days: started, checkpoints visited, ended, with the cases found on them. */
import { SYSTEM } from '../../web/domain/actor';
import { AGGREGATES, parseCommand } from '../../web/domain/aggregates';
import type { TownRules } from '../../web/domain/context';
import type { PatrolCommandType } from '../../web/domain/patrol/commands';
import type { PatrolEvent } from '../../web/domain/patrol/events';
import type { PatrolState } from '../../web/domain/patrol/state';
import { dayNumber, HOUR, MINUTE, startOfDayNumber, type Ms } from '../../web/domain/time';
import type { Beat } from '../town/beats';
import type { TownSeed } from '../town/index';
import { STORY_VILLAGE } from '../town/people';
import { idOf, Stream } from '../town/random';
import type { Cast } from './cast';
import { minutes } from './clock';
import { commandIdOf } from './teller';

export interface PatrolPlan {
	readonly id: string;
	readonly beat: Beat;
	readonly from: Ms;
	readonly to: Ms;
}

/** A case that its finder reported on a round. */
export interface Found {
	readonly case: string;
	/** Id of the reaction that links it. */
	readonly reaction: string;
	readonly at: Ms;
	readonly receivedAt: Ms;
}

/** Yesterday's rounds of every beat; a week of them in the story's village. */
export function planPatrols(seed: TownSeed, town: string, asOf: Ms): PatrolPlan[] {
	const today = dayNumber(asOf);
	return seed.beats
		.filter((beat) => beat.town === town)
		.flatMap((beat) => {
			const days = beat.village === STORY_VILLAGE ? 7 : 1;
			return Array.from({ length: days }, (_, i) => today - 1 - i).flatMap((day) =>
				[9, 14].flatMap((hour, half) => {
					const chance = new Stream(`patrol/${beat.id}/${day}/${half}`);
					if (!chance.chance(half === 0 ? 0.9 : 0.55)) return [];
					const from = startOfDayNumber(day) + hour * HOUR + minutes(chance, -25, 20);
					const to = from + minutes(chance, 70, 130);
					return [{ id: idOf('patrol', `${beat.id}/${day}/${half}`), beat, from, to }];
				})
			);
		});
}

interface PatrolAct {
	readonly type: PatrolCommandType;
	readonly at: Ms;
	readonly receivedAt: Ms;
	readonly data: unknown;
	readonly cause?: string;
}

export class PatrolTeller {
	constructor(
		private readonly seed: TownSeed,
		private readonly cast: Cast,
		private readonly rules: TownRules
	) {}

	tell(
		plan: PatrolPlan,
		found: readonly Found[],
		ordinal: number
	): { state: PatrolState; events: PatrolEvent[] } {
		const worker = this.cast.actor(plan.beat.worker, plan.from);
		const events: PatrolEvent[] = [];
		let state: PatrolState | undefined;
		for (const act of this.#acts(plan, found)) {
			const commandId = act.cause ?? commandIdOf(act.at, ordinal, events.length);
			const parsed = parseCommand(commandId, act.type, plan.id, act.data);
			if (!parsed.ok) throw new Error(`${act.type}: ${JSON.stringify(parsed.rejection)}`);
			const decision = AGGREGATES.patrol.decide(state, parsed.command, {
				now: act.receivedAt,
				at: act.at,
				commandId,
				actor: act.cause === undefined ? worker : SYSTEM,
				rules: this.rules
			});
			if (!decision.ok) throw new Error(`${act.type}: ${JSON.stringify(decision.rejection)}`);
			for (const event of decision.events) {
				events.push(event as PatrolEvent);
				state = AGGREGATES.patrol.evolve(state, event) as PatrolState;
			}
		}
		return { state: state as PatrolState, events };
	}

	#acts({ id, beat, from, to }: PatrolPlan, found: readonly Found[]): PatrolAct[] {
		const chance = new Stream(`rounds/${id}`);
		const due = beat.checkpoints.map(({ element }) => element).slice(0, 14);
		const act = (type: PatrolAct['type'], at: Ms, data: unknown): PatrolAct => ({
			type,
			at,
			receivedAt: at,
			data
		});
		const start = act('patrol.start', from, { village: beat.village, beat: beat.id, due });
		const visits = due
			.map((element, i) => ({
				element,
				at: from + Math.round(((i + 1) / (due.length + 1)) * (to - from))
			}))
			.filter(() => chance.chance(0.88))
			.map(({ element, at }) => act('patrol.visit', at, this.#visit(element, chance)));
		const links = found.map(({ case: caseId, reaction, at, receivedAt }): PatrolAct => ({
			type: 'patrol.linkCase',
			at,
			receivedAt: Math.max(receivedAt, from + MINUTE),
			data: { case: caseId },
			cause: reaction
		}));
		const end = act('patrol.end', to, { words: chance.chance(0.2) ? '今日无异常' : '' });
		return [start, ...visits, ...links, end].sort((a, b) => a.receivedAt - b.receivedAt);
	}

	#visit(element: string, chance: Stream) {
		const known = this.seed.elements.find(({ id }) => id === element);
		if (!known) throw new Error(`no element is ${element}`);
		const how = chance.weighted([
			['qr', 6],
			['fence', 3],
			['hand', 1]
		] as const);
		const shift = () => chance.integer(-300, 300);
		const isFine = chance.chance(0.95);
		return {
			element,
			how,
			pos: { lat: known.pos.lat + shift(), lng: known.pos.lng + shift() },
			accuracy: chance.integer(5, 25),
			elementPos: known.pos,
			result: isFine ? 'fine' : 'problem',
			words: isFine ? '' : '表面锈蚀，已记录'
		};
	}
}
