/** What waits for the centre's decision, the decisions, and work that was carried in a file. */
import { uuidv7 } from 'uuidv7';
import type { Rejection } from '../domain/error';
import { MAX_BATCH_BYTES, MAX_BATCH_COMMANDS } from '../protocol/envelope';
import { photoAnswerSchema } from '../protocol/photos';
import { pushResponseSchema, type PushResult } from '../protocol/push';
import {
	keepingResponseSchema,
	settleResponseSchema,
	type KeepingResponse,
	type SettleAct,
	type SettleResponse
} from '../protocol/quarantine';
import { ROUTES } from '../protocol/routes';
import type { Carried } from './carried-file';
import { deskPost, deskUpload, type Asked } from './desk-post';

export type {
	KeepingResponse,
	KeptCommand,
	SettleAct,
	SettleResponse,
	StoppedReplica
} from '../protocol/quarantine';
export type { Asked } from './desk-post';
export { openCarried, type Carried } from './carried-file';
export { FileRefused, type FileFault } from './sealed-file';

/** `limit` 0 asks for the counts only. */
export const askKeeping = (limit: number): Promise<Asked<KeepingResponse>> =>
	deskPost(ROUTES.keeping, { limit }, keepingResponseSchema);

/** Keep it for a retry: the same id is the same decision. */
export const newDecision = (): string => uuidv7();

export const settle = (
	id: string,
	subject: string,
	act: SettleAct,
	words: string
): Promise<Asked<SettleResponse>> =>
	deskPost(ROUTES.settle, { id, subject, act, words }, settleResponseSchema);

export interface CarryProgress {
	readonly done: number;
	readonly of: number;
}

export interface CarryReport {
	readonly results: readonly PushResult[];
	readonly photosStored: number;
	readonly photosRefused: readonly Rejection[];
	/** Why it ended before its end; the same file can be taken in again. */
	readonly ended?: Rejection;
}

/** Sends all of a file under its author's name. What was taken before comes back as `duplicate`. */
export async function takeCarried(
	{ manifest, photos }: Carried,
	progress: (now: CarryProgress) => void
): Promise<CarryReport> {
	const { person, replica, commands } = manifest;
	const of = commands.length + manifest.photos.length;
	const results: PushResult[] = [];
	const photosRefused: Rejection[] = [];
	let photosStored = 0;
	const report = (ended?: Rejection): CarryReport => ({
		...{ results, photosStored, photosRefused },
		...(ended && { ended })
	});

	for (const batch of batchesOf(commands)) {
		const deferred = commands.length - results.length - batch.length;
		const request = { person, replica, deferred, commands: batch };
		const asked = await deskPost(ROUTES.carry, request, pushResponseSchema);
		if (!asked.ok) return report(asked.rejection);
		results.push(...asked.answer.results);
		progress({ done: results.length, of });
	}
	for await (const photo of photos()) {
		const form = new FormData();
		form.set('carriedFor', person);
		form.set('case', photo.target);
		form.set('sha256', photo.sha256);
		form.set('photo', new Blob([photo.bytes], { type: 'image/jpeg' }), 'p.jpg');
		form.set('thumb', new Blob([photo.thumb], { type: 'image/jpeg' }), 't.jpg');
		const asked = await deskUpload(ROUTES.photo, form, photoAnswerSchema);
		if (!asked.ok) return report(asked.rejection);
		if (asked.answer.status === 'stored') photosStored++;
		else photosRefused.push({ code: asked.answer.code ?? 'photo/not-declared' });
		progress({ done: results.length + photosStored + photosRefused.length, of });
	}
	return report();
}

/** Under the limits of one request, quotes escaped. */
export function batchesOf(commands: readonly string[]): string[][] {
	const batches: string[][] = [];
	let batch: string[] = [];
	let bytes = 0;
	for (const raw of commands) {
		const size = new TextEncoder().encode(JSON.stringify(raw)).length + 1;
		if (batch.length >= MAX_BATCH_COMMANDS || bytes + size > MAX_BATCH_BYTES - 2_048) {
			if (batch.length > 0) batches.push(batch);
			batch = [];
			bytes = 0;
		}
		batch.push(raw);
		bytes += size;
	}
	return batch.length > 0 ? [...batches, batch] : batches;
}
