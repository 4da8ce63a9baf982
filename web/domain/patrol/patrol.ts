/**
 * A patrol: started, points visited, ended. A browser cannot track in the background, so a patrol
 * is proved by the checkpoints visited; nothing is refused in the field, odd visits are marked to
 * be checked (待核对) and gaps stay gaps (domain §6).
 */
import * as z from 'zod/mini';
import type { By } from '../actor';
import { compact } from '../compact';
import { clockIsOff, factTime, type Context } from '../context';
import { accept, refuse, type Decision } from '../error';
import { idSchema, slugSchema, textSchema } from '../fields';
import { distanceM, posSchema, type Pos } from '../geo';
import { byOf, grantedPost, grants, type Grant } from '../policy';
import { sorted } from '../scope';
import { ancestors } from '../codes';
import { MINUTE, type Ms } from '../time';

export const patrolCommandSchemas = {
	'patrol.start': z.strictObject({
		village: z.string().check(z.regex(/^[0-9]{12}$/)),
		beat: z.optional(slugSchema),
		pos: z.optional(posSchema),
		/** Elements that are due on this round, in the order walked. */
		due: z.array(idSchema).check(z.maxLength(300))
	}),
	'patrol.visit': z.strictObject({
		element: idSchema,
		how: z.enum(['qr', 'fence', 'hand']),
		pos: z.optional(posSchema),
		accuracy: z.optional(z.number().check(z.gte(0), z.lte(1_000_000))),
		/** Where the register says the point is. */
		elementPos: z.optional(posSchema),
		result: z.enum(['fine', 'problem']),
		words: textSchema(500)
	}),
	'patrol.pause': z.strictObject({}),
	'patrol.resume': z.strictObject({}),
	'patrol.end': z.strictObject({ words: textSchema(500) }),
	'patrol.linkCase': z.strictObject({ case: idSchema })
} as const;

export type PatrolCommandType = keyof typeof patrolCommandSchemas;
export type PatrolCommand = {
	[T in PatrolCommandType]: {
		readonly id: string;
		readonly type: T;
		readonly target: string;
		readonly data: z.infer<(typeof patrolCommandSchemas)[T]>;
	};
}[PatrolCommandType];

export type VisitFlag = 'farOff' | 'repeatedQr' | 'tooFast' | 'clockJump' | 'byHand';

export interface Visit {
	readonly element: string;
	readonly at: Ms;
	readonly how: 'qr' | 'fence' | 'hand';
	readonly pos?: Pos;
	readonly result: 'fine' | 'problem';
	readonly words: string;
	readonly flags: readonly VisitFlag[];
}

export interface PatrolState {
	readonly id: string;
	readonly rev: number;
	readonly status: 'walking' | 'paused' | 'ended';
	readonly town: string;
	readonly village: string;
	readonly beat?: string;
	readonly by: By;
	readonly startedAt: Ms;
	readonly receivedAt: Ms;
	readonly endedAt?: Ms;
	readonly due: readonly string[];
	readonly visits: readonly Visit[];
	readonly gaps: readonly { readonly from: Ms; readonly to?: Ms }[];
	readonly cases: readonly string[];
	readonly words: string;
}

export interface PatrolEventData {
	'patrol.started': {
		readonly town: string;
		readonly village: string;
		readonly beat?: string;
		readonly due: readonly string[];
	};
	'patrol.visited': Omit<Visit, 'at'>;
	'patrol.paused': object;
	'patrol.resumed': object;
	'patrol.ended': { readonly words: string };
	'patrol.caseLinked': { readonly case: string };
}

export type PatrolEventType = keyof PatrolEventData;
export type PatrolEvent = {
	[T in PatrolEventType]: {
		readonly id: string;
		readonly v: 1;
		readonly type: T;
		readonly target: string;
		readonly at: Ms;
		readonly receivedAt: Ms;
		readonly by: By;
		readonly data: PatrolEventData[T];
	};
}[PatrolEventType];

interface TableRow {
	readonly from: readonly PatrolState['status'][] | 'new';
	readonly by: readonly Grant[];
	readonly emits: readonly PatrolEventType[];
}

const WALKER = grants('self', 'gridWorker', 'cadre', 'stationHead', 'supervisor');

export const PATROL_TABLE: Readonly<Record<PatrolCommandType, TableRow>> = {
	'patrol.start': {
		from: 'new',
		by: grants('town', 'gridWorker', 'cadre', 'stationHead', 'supervisor'),
		emits: ['patrol.started']
	},
	'patrol.visit': { from: ['walking', 'paused'], by: WALKER, emits: ['patrol.visited'] },
	'patrol.pause': { from: ['walking'], by: WALKER, emits: ['patrol.paused'] },
	'patrol.resume': { from: ['paused'], by: WALKER, emits: ['patrol.resumed'] },
	'patrol.end': { from: ['walking', 'paused'], by: WALKER, emits: ['patrol.ended'] },
	'patrol.linkCase': {
		from: ['walking', 'paused', 'ended'],
		by: grants('any', 'system'),
		emits: ['patrol.caseLinked']
	}
};

type Draft = { [T in PatrolEventType]: { type: T; data: PatrolEventData[T] } }[PatrolEventType];

export function decidePatrol(
	state: PatrolState | undefined,
	command: PatrolCommand,
	context: Context
): Decision<PatrolEvent> {
	const row = PATROL_TABLE[command.type];
	if (row.from === 'new' ? state !== undefined : state === undefined)
		return refuse(state ? 'patrol/exists' : 'patrol/unknown');
	const post = grantedPost(row.by, context.actor, {
		town: context.rules.town,
		...(state ? { village: state.village, owner: state.by.person } : {})
	});
	if (!post) return refuse('patrol/not-allowed');
	if (state && row.from !== 'new' && !row.from.includes(state.status))
		return refuse('patrol/wrong-status', undefined, { status: state.status });
	if (command.type === 'patrol.start' && !command.data.village.startsWith(context.rules.town))
		return refuse('patrol/other-town', 'village');

	const last = state?.visits[state.visits.length - 1];
	const at = factTime(context, Math.max(state?.startedAt ?? 0, last?.at ?? 0));
	const entry = draftOf(state, command, context, at);
	if (!entry) return accept([]);
	return accept([
		{
			id: `${command.id}#0`,
			v: 1,
			type: entry.type,
			target: command.target,
			at,
			receivedAt: context.now,
			by: byOf(context.actor, post),
			data: entry.data
		} as PatrolEvent
	]);
}

function draftOf(
	state: PatrolState | undefined,
	command: PatrolCommand,
	context: Context,
	at: Ms
): Draft | undefined {
	switch (command.type) {
		case 'patrol.start': {
			const { village, beat, due } = command.data;
			return {
				type: 'patrol.started',
				data: compact({ town: context.rules.town, village, beat, due })
			};
		}
		case 'patrol.visit': {
			const { element, how, pos, result, words } = command.data;
			const flags = visitFlags(state, command, context, at);
			return { type: 'patrol.visited', data: compact({ element, how, pos, result, words, flags }) };
		}
		case 'patrol.pause':
			return { type: 'patrol.paused', data: {} };
		case 'patrol.resume':
			return { type: 'patrol.resumed', data: {} };
		case 'patrol.end':
			return { type: 'patrol.ended', data: command.data };
		case 'patrol.linkCase':
			return state?.cases.includes(command.data.case)
				? undefined
				: { type: 'patrol.caseLinked', data: command.data };
	}
}

const REPEAT_WITHIN = 2 * MINUTE;
/** 15 m/s is past any bicycle in a lane. */
const TOO_FAST_M_PER_S = 15;

function visitFlags(
	state: PatrolState | undefined,
	command: Extract<PatrolCommand, { type: 'patrol.visit' }>,
	context: Context,
	at: Ms
): VisitFlag[] {
	const { data } = command;
	const { geo, settings } = context.rules;
	const flags: VisitFlag[] = [];
	const radius = settings.visitRadiusM + Math.min(data.accuracy ?? 0, settings.visitRadiusM);
	if (data.pos && data.elementPos && distanceM(data.pos, data.elementPos, geo) > radius)
		flags.push('farOff');
	const visits = state?.visits ?? [];
	if (
		data.how === 'qr' &&
		visits.some((visit) => visit.element === data.element && at - visit.at < REPEAT_WITHIN)
	)
		flags.push('repeatedQr');
	const last = visits[visits.length - 1];
	if (last?.pos && data.pos) {
		const seconds = Math.max(1, (at - last.at) / 1000);
		if (distanceM(last.pos, data.pos, geo) / seconds > TOO_FAST_M_PER_S) flags.push('tooFast');
	}
	if (clockIsOff(context)) flags.push('clockJump');
	if (data.how === 'hand') flags.push('byHand');
	return flags;
}

export function evolvePatrol(state: PatrolState | undefined, event: PatrolEvent): PatrolState {
	const known: PatrolState = state ?? {
		id: event.target,
		rev: 0,
		status: 'walking',
		town: '',
		village: '',
		by: event.by,
		startedAt: event.at,
		receivedAt: event.receivedAt,
		due: [],
		visits: [],
		gaps: [],
		cases: [],
		words: ''
	};
	return { ...known, ...changeOf(known, event), rev: known.rev + 1 };
}

function changeOf(state: PatrolState, event: PatrolEvent): Partial<PatrolState> {
	switch (event.type) {
		case 'patrol.started':
			return event.data;
		case 'patrol.visited':
			return { visits: [...state.visits, { ...event.data, at: event.at }] };
		case 'patrol.paused':
			return { status: 'paused', gaps: [...state.gaps, { from: event.at }] };
		case 'patrol.resumed':
			return { status: 'walking', gaps: closeGaps(state, event.at) };
		case 'patrol.ended':
			return {
				status: 'ended',
				endedAt: event.at,
				words: event.data.words,
				gaps: closeGaps(state, event.at)
			};
		case 'patrol.caseLinked':
			return { cases: [...state.cases, event.data.case] };
		default:
			return {};
	}
}

function closeGaps(state: PatrolState, at: Ms): PatrolState['gaps'] {
	return state.gaps.map((gap) => (gap.to === undefined ? { ...gap, to: at } : gap));
}

/** Due points visited at least once, and how many were due. */
export function coverageOf(state: PatrolState): { visited: number; due: number } {
	const seen = new Set(state.visits.map((visit) => visit.element));
	return {
		visited: state.due.filter((element) => seen.has(element)).length,
		due: state.due.length
	};
}

/** A person's own patrol, and those who answer for the village. Tracks are nobody else's business. */
export function scopeOfPatrol(state: PatrolState): string[] {
	return sorted([`p:${state.by.person}`, ...ancestors(state.village).map((area) => `d:${area}`)]);
}
