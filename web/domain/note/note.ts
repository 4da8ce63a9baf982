/**
 * What belongs to a case and not into its document: internal notes and the reporter's contact.
 * Rows of their own with their own scope, so that a unit that sees the case never sees them.
 */
import * as z from 'zod/mini';
import type { By } from '../actor';
import type { Context } from '../context';
import { accept, refuse, type Decision } from '../error';
import { idSchema, neededText, textSchema } from '../fields';
import { byOf, grantedPost, grants, type Grant } from '../policy';
import { deskKeys, sorted } from '../scope';
import type { Ms } from '../time';

const about = {
	case: idSchema,
	village: z.string().check(z.regex(/^[0-9]{12}$/))
};

export const noteCommandSchemas = {
	'note.write': z.strictObject({ ...about, words: neededText(2000) }),
	'contact.keep': z.strictObject({
		...about,
		name: textSchema(40),
		phone: z.string().check(z.regex(/^[0-9+ -]{5,20}$/))
	})
} as const;

export type NoteCommandType = keyof typeof noteCommandSchemas;
export type NoteCommand = {
	[T in NoteCommandType]: {
		readonly id: string;
		readonly type: T;
		readonly target: string;
		readonly data: z.infer<(typeof noteCommandSchemas)[T]>;
	};
}[NoteCommandType];

export interface NoteState {
	readonly id: string;
	readonly rev: number;
	readonly kind: 'note' | 'contact';
	readonly case: string;
	readonly village: string;
	readonly by: By;
	readonly at: Ms;
	readonly words?: string;
	readonly name?: string;
	readonly phone?: string;
}

export interface NoteEvent {
	readonly id: string;
	readonly v: 1;
	readonly type: 'note.written' | 'contact.kept';
	readonly target: string;
	readonly at: Ms;
	readonly receivedAt: Ms;
	readonly by: By;
	readonly data: NoteCommand['data'];
}

const STAFF = grants('area', 'clerk', 'chief', 'stationHead', 'cadre', 'supervisor', 'hotline');

export const NOTE_TABLE: Readonly<Record<NoteCommandType, { readonly by: readonly Grant[] }>> = {
	'note.write': { by: STAFF },
	'contact.keep': { by: [...STAFF, ...grants('town', 'gridWorker'), ...grants('any', 'resident')] }
};

export function decideNote(
	state: NoteState | undefined,
	command: NoteCommand,
	context: Context
): Decision<NoteEvent> {
	if (state) return refuse('note/exists');
	const { village } = command.data;
	if (!village.startsWith(context.rules.town)) return refuse('note/other-town', 'village');
	const post = grantedPost(NOTE_TABLE[command.type].by, context.actor, {
		town: context.rules.town,
		village
	});
	if (!post) return refuse('note/not-allowed');
	return accept([
		{
			id: `${command.id}#0`,
			v: 1,
			type: command.type === 'note.write' ? 'note.written' : 'contact.kept',
			target: command.target,
			at: Math.min(context.at, context.now),
			receivedAt: context.now,
			by: byOf(context.actor, post),
			data: command.data
		}
	]);
}

export function evolveNote(state: NoteState | undefined, event: NoteEvent): NoteState {
	return {
		id: event.target,
		kind: event.type === 'note.written' ? 'note' : 'contact',
		by: event.by,
		at: event.at,
		...event.data,
		rev: (state?.rev ?? 0) + 1
	};
}

export function scopeOfNote(state: NoteState): string[] {
	return sorted(deskKeys(state.village));
}
