/** The write door: a decision by the rules, and one strict transaction that shows and queues it. */
import { uuidv7 } from 'uuidv7';
import {
	AGGREGATES,
	kindOf,
	parseCommand,
	type Command,
	type CommandType,
	type Kind
} from '../domain/aggregates';
import { caseCommandSchemas } from '../domain/case/commands';
import { compact } from '../domain/compact';
import { rejection, type Rejection } from '../domain/error';
import type { PhotoRef } from '../domain/fields';
import { cleanText } from '../domain/text';
import type { Ms } from '../domain/time';
import { MAX_COMMAND_BYTES, sealEnvelope } from '../protocol/envelope';
import { faultOf } from '../store/faults';
import { RulesCache } from '../store/rules';
import { recallFor, saveWork, type Known, type Saved } from '../store/save-work';
import type { PhotoRow } from '../store/tables';
import { apply, contextFor } from '../sync/context';
import type { CommandRunner, PhotoDraft, RunOptions, RunResult } from './doors';
import type { CurrentReplica } from './live.svelte';

export interface RunnerParts {
	readonly replica: CurrentReplica;
	/** Device clock. */
	readonly now: () => Ms;
	readonly newCommandId?: () => string;
	readonly newId?: () => string;
	/** Called when work rests on the device. */
	readonly saved: () => void;
	/** Called when the disk would not take it. */
	readonly failed?: (rejection: Rejection) => void;
}

export function commandRunner(parts: RunnerParts): CommandRunner {
	const { replica, now, newCommandId = uuidv7, newId = mintId } = parts;
	const rules = new RulesCache();

	async function run(type: CommandType, data: object, options: RunOptions): Promise<RunResult> {
		const db = replica();
		if (!db) return { ok: false, rejection: rejection('auth/sign-in') };
		const id = newCommandId();
		const target = options.target ?? newId();
		const photos = options.photos ?? [];
		const parsed = open(id, type, target, data, photos);
		if (!parsed.ok) return parsed;
		const { kind, command } = parsed;
		const at = now();
		const place = {
			collection: AGGREGATES[kind].collection,
			target,
			photos: photos.map((photo) => photoRow(photo, target, at)),
			...(options.draft !== undefined && { draft: options.draft })
		};
		try {
			const saved = await saveWork(db, place, rules, (known) => decide(known, kind, command, at));
			if (!saved.ok) return saved;
		} catch (error) {
			const refused = rejection(`store/${faultOf(error)}`);
			parts.failed?.(refused);
			return { ok: false, rejection: refused };
		}
		parts.saved();
		return { ok: true, target, command: id };
	}

	async function preview(
		type: CommandType,
		target: string,
		data: object
	): Promise<Rejection | null> {
		const db = replica();
		if (!db) return rejection('auth/sign-in');
		const parsed = open(newCommandId(), type, target, data, []);
		if (!parsed.ok) return parsed.rejection;
		const { kind, command } = parsed;
		const collection = AGGREGATES[kind].collection;
		const known = await recallFor(db, { collection, target }, rules);
		if ('code' in known) return known;
		const decided = decide(known, kind, command, now());
		return decided.ok ? null : decided.rejection;
	}

	return {
		run: (type, data, options = {}) => run(type, data, options),
		preview: (type, target, data) => preview(type, target, data)
	};
}

type Opened =
	| { readonly ok: true; readonly kind: Kind; readonly command: Command }
	| { readonly ok: false; readonly rejection: Rejection };

function open(
	id: string,
	type: CommandType,
	target: string,
	data: object,
	photos: readonly PhotoDraft[]
): Opened {
	const declared = declares(type) ? { photos: photos.map(declare) } : {};
	const parsed = parseCommand(id, type, target, clean({ ...data, ...declared }));
	const kind = kindOf(type);
	if (!parsed.ok) return parsed;
	if (kind === undefined) return { ok: false, rejection: rejection('command/unknown-type') };
	return { ok: true, kind, command: parsed.command };
}

function declares(type: CommandType): boolean {
	const schema = (caseCommandSchemas as Record<string, { readonly shape: object }>)[type];
	return schema !== undefined && 'photos' in schema.shape;
}

function declare({ sha256, bytes, w, h, kind, takenAt, at }: PhotoDraft): PhotoRef {
	return compact({ sha256, bytes: bytes.byteLength, w, h, kind, takenAt, at }) as PhotoRef;
}

/** Everything typed, composed and without what cannot be seen or stored; undefined members go. */
function clean(value: unknown): unknown {
	if (typeof value === 'string') return cleanText(value, Number.MAX_SAFE_INTEGER);
	if (Array.isArray(value)) return value.map(clean);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.map(([key, member]) => [key, clean(member)])
	);
}

function decide(known: Known, kind: Kind, command: Command, at: Ms): Saved {
	const { skew, me, rules, replica, seq, state } = known;
	const { id, type, target, data } = command;
	const act = { id, at, ...(skew !== undefined && { skew }) };
	const applied = apply(kind, state, command, contextFor(act, me, rules));
	if (!applied.ok) return applied;
	if (!applied.next) return { ok: false, rejection: rejection(`${kind}/unknown`) };
	const envelope = { v: 1 as const, replica, seq, type, target, ...act };
	const raw = sealEnvelope({ ...envelope, data: data as Record<string, unknown> });
	if (raw.length > MAX_COMMAND_BYTES)
		return {
			ok: false,
			rejection: rejection('command/too-long', undefined, { max: MAX_COMMAND_BYTES })
		};
	const photos = 'photos' in data ? (data.photos ?? []).map(({ sha256 }) => sha256) : [];
	const entry = {
		seq,
		id,
		type,
		kind,
		target,
		at,
		raw,
		photos,
		state: 'waiting',
		tries: 0
	} as const;
	return { ok: true, next: applied.next, entry };
}

function photoRow(photo: PhotoDraft, target: string, addedAt: Ms): PhotoRow {
	const { sha256, bytes, thumb, w, h, kind, takenAt, at } = photo;
	return {
		sha256,
		target,
		bytes,
		thumb,
		length: bytes.byteLength,
		w,
		h,
		kind,
		takenAt,
		...(at && { at }),
		addedAt,
		state: 'waiting',
		tries: 0
	};
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** PocketBase's record id: 15 × [a-z0-9], about 77 random bits. */
export function mintId(): string {
	let id = '';
	while (id.length < 15)
		for (const byte of crypto.getRandomValues(new Uint8Array(24)))
			// 252 is the largest multiple of 36: beyond it some letters would come more often.
			if (byte < 252 && id.length < 15) id += ALPHABET[byte % 36];
	return id;
}
