/** `decidePatrol(state, command, context)` → events or a refusal, on the phone and on the server. */
import { compact, compactDeep } from '../compact';
import { factTime, type Context } from '../context';
import { accept, refuse, type Decision } from '../error';
import { byOf, grantedPost } from '../policy';
import type { Ms } from '../time';
import type { PatrolCommand } from './commands';
import type { PatrolDraft, PatrolEvent } from './events';
import type { PatrolState } from './state';
import { PATROL_TABLE } from './table';
import { visitFlags } from './visit-flags';

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

	const at = factTime(context, state ? lastThing(state) : 0);
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
			data: compactDeep(entry.data)
		} as PatrolEvent
	]);
}

/** The walk goes forward in time, whatever the phone's clock does. */
function lastThing({ startedAt, visits, gaps }: PatrolState): Ms {
	const visit = visits[visits.length - 1];
	const gap = gaps[gaps.length - 1];
	return Math.max(startedAt, visit?.at ?? 0, gap?.to ?? gap?.from ?? 0);
}

function draftOf(
	state: PatrolState | undefined,
	command: PatrolCommand,
	context: Context,
	at: Ms
): PatrolDraft | undefined {
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
