/**
 * The loop: carries out what the sync state says, one exchange at a time, and feeds back what came
 * of it. Clock, random, sleep and wire come in, so that a test can run a hundred of them in one
 * process and an hour in a second.
 */
import { MAX_BATCH_COMMANDS } from '../protocol/envelope';
import type { DeviceDb } from '../store/device-db';
import { LeaseLost } from '../store/lease';
import type { Replica } from '../store/replica-db';
import { noteMiss } from './answer';
import { isWhole, nextPhoto, notePhoto } from './photos';
import { applyPull, positionOf } from './pull';
import { applyPush, nextBatch } from './push';
import { isStuck, moveStream } from './renumber';
import { sealReplica, unsealReplica } from './seal';
import {
	AT_START,
	restMs,
	step,
	todo,
	type Input,
	type Missed,
	type SyncState,
	type Todo,
	type Why
} from './sync-state';
import type { Transport } from './transport';
import { dropBeyondWindow } from './window';

export interface LoopParts {
	readonly replica: Replica;
	readonly transport: Transport;
	readonly token: () => Promise<string | undefined>;
	readonly now: () => number;
	/** In [0, 1). */
	readonly random: () => number;
	/** Days that closed cases stay: phone 30, desk 90. */
	readonly windowDays: () => Promise<number>;
	readonly pageSize?: number;
	readonly keysChanged?: (keys: readonly string[]) => void;
}

/** Rows a page; one transaction of about 100 ms on a cheap phone. */
const PAGE_SIZE = 500;
/** The first pull has nothing on the screen to hold up. */
const FIRST_PAGE_SIZE = 2_000;

export class SyncLoop {
	#state: SyncState = AT_START;
	#wake: (() => void) | undefined;
	#batchLimit = MAX_BATCH_COMMANDS;
	#moved = false;
	/** Photos that the server put off in this round. */
	readonly #putOff = new Set<string>();

	constructor(
		private readonly parts: LoopParts,
		private readonly lease: number
	) {}

	get state(): SyncState {
		return this.#state;
	}

	wake(why: Why): void {
		this.#take({ kind: 'wake', why });
		if (why !== 'work' && why !== 'poke') this.#putOff.clear();
		this.#wake?.();
	}

	/** Runs until the signal, or until another loop holds the lease. */
	async run(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			const next = todo(this.#state);
			if (next !== 'rest') {
				if (!(await this.turn(next))) return;
				continue;
			}
			await this.#rest(restMs(this.#state, this.parts.random()), signal);
		}
	}

	/** Everything that can be done now; for tests and for background sync. False: lease lost. */
	async settle(): Promise<boolean> {
		for (let next = todo(this.#state); next !== 'rest'; next = todo(this.#state))
			if (!(await this.turn(next))) return false;
		return true;
	}

	/** One exchange. False: another loop has taken over, nothing was written. */
	async turn(next: Exclude<Todo, 'rest'>): Promise<boolean> {
		try {
			if (next === 'push') await this.#push();
			else if (next === 'pull') await this.#pull();
			else await this.#photo();
			return true;
		} catch (error) {
			if (error instanceof LeaseLost) return false;
			// The disk is full or its connection died: what waits stays as it was.
			await this.#missed('storage');
			return true;
		}
	}

	async #push(): Promise<void> {
		const { replica, transport, now } = this.parts;
		const all = await nextBatch(replica.own);
		const entries = all.entries.slice(0, this.#batchLimit);
		const batch = { entries, deferred: all.deferred + all.entries.length - entries.length };
		if (entries.length === 0) return this.#take({ kind: 'idle', what: 'push' });
		const token = await this.#token();
		const stream = await replica.own.value('replica');
		if (token === undefined || stream === undefined) return this.#missed('signIn');
		const lineage = await replica.own.value('lineage');
		const sentAt = now();
		const reply = await transport.push(
			{
				replica: stream,
				lease: this.lease,
				deferred: batch.deferred,
				commands: entries.map(({ raw }) => raw),
				...(lineage !== undefined && { lineage })
			},
			token
		);
		if (reply.kind === 'unreachable') return this.#missed('unreachable');
		const { answer } = reply;
		if (answer.status === 'malformed') return this.#malformed(entries.length);
		if (answer.status !== 'done') return this.#missed(answer.status, answer.retryAfterMs);
		this.#batchLimit = MAX_BATCH_COMMANDS;
		const timing = { sentAt, receivedAt: now() };
		const pushed = await applyPush(replica, this.lease, batch, answer, timing);
		if (pushed.isVoid) return this.#missed('unreachable');
		const isBlocked = pushed.settled === 0 && pushed.reoffered === 0;
		if (!isBlocked) this.#moved = false;
		// A second move without anything settled in between would never end.
		if (isBlocked && !this.#moved && isStuck(batch, answer, stream)) {
			this.#moved = await this.#moveStream(token);
			if (this.#moved) return;
		}
		this.#take({
			kind: 'pushed',
			left: (await nextBatch(replica.own)).entries.length > 0,
			blocked: isBlocked,
			...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs })
		});
	}

	/** The request as a whole was not understood: fewer commands at once, at last one by one. */
	async #malformed(sent: number): Promise<void> {
		if (sent > 1) {
			this.#batchLimit = Math.max(1, Math.floor(sent / 2));
			return;
		}
		return this.#missed('busy');
	}

	async #moveStream(token: string): Promise<boolean> {
		const reply = await this.parts.transport.register({ device: '' }, token);
		if (reply.kind !== 'answer' || !reply.answer.ok) return false;
		await moveStream(this.parts.replica, this.lease, reply.answer.replica, reply.answer.lastSeq);
		return true;
	}

	async #pull(): Promise<void> {
		const { replica, transport, now, windowDays } = this.parts;
		const token = await this.#token();
		const stream = await replica.own.value('replica');
		if (token === undefined || stream === undefined) return this.#missed('signIn');
		const position = await positionOf(replica.own);
		const size = position.after === 0 ? FIRST_PAGE_SIZE : PAGE_SIZE;
		const days = await windowDays();
		const sentAt = now();
		this.#take({ kind: 'pulling' });
		const reply = await transport.pull(
			{
				replica: stream,
				...position,
				windowDays: days,
				limit: this.parts.pageSize ?? size
			},
			token
		);
		if (reply.kind === 'unreachable') return this.#missed('unreachable');
		const { answer } = reply;
		if (answer.status === 'malformed') return this.#missed('busy');
		if (answer.status !== 'done') return this.#missed(answer.status, answer.retryAfterMs);
		await unsealReplica(replica.own);
		const timing = { sentAt, receivedAt: now() };
		const pulled = await applyPull(replica, this.lease, position, answer, timing);
		if (pulled.keysChanged) this.parts.keysChanged?.(answer.keys);
		if (!pulled.more) await dropBeyondWindow(replica.pulled, answer.serverTime, days);
		this.#take({ kind: 'pulled', more: pulled.more, reoffered: pulled.reoffered > 0 });
	}

	async #photo(): Promise<void> {
		const { replica, transport } = this.parts;
		const { photo, left } = await nextPhoto(replica.own, this.#putOff);
		if (!photo) return this.#take({ kind: 'idle', what: 'photos' });
		if (!(await isWhole(photo))) {
			await notePhoto(replica.own, photo, undefined);
			return;
		}
		const token = await this.#token();
		if (token === undefined) return this.#missed('signIn');
		const reply = await transport.putPhoto(photo, token);
		if (reply.kind === 'unreachable') return this.#missed('unreachable');
		const { answer } = reply;
		if (answer.status === 'busy' || answer.status === 'signIn' || answer.status === 'upgrade')
			return this.#missed(answer.status, answer.retryAfterMs);
		// It was whole a moment ago: what arrived was damaged on the way (O5).
		const isDamaged = answer.status === 'refused' && answer.code === 'photo/other-hash';
		if (answer.status === 'later' || answer.status === 'revoked' || isDamaged)
			this.#putOff.add(`${photo.target}/${photo.sha256}`);
		await notePhoto(replica.own, photo, isDamaged ? { ...answer, status: 'later' } : answer);
		this.#take({ kind: 'sentPhoto', left: left > 1 });
	}

	#token(): Promise<string | undefined> {
		return this.parts.token();
	}

	async #missed(why: Missed, retryAfterMs?: number): Promise<void> {
		const { own } = this.parts.replica;
		this.#take({ kind: 'missed', why, ...(retryAfterMs !== undefined && { retryAfterMs }) });
		if (why === 'revoked') await sealReplica(own);
		await noteMiss(own, this.#state.online, this.#state.problem).catch(() => {});
	}

	#take(input: Input): void {
		this.#state = step(this.#state, input);
	}

	/** Rests until the time is over or something wakes it; then the back-off is over too. */
	async #rest(ms: number, signal: AbortSignal): Promise<void> {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const over = new Promise<'timer'>((done) => (timer = setTimeout(() => done('timer'), ms)));
		let end = () => {};
		const woken = new Promise<'woken'>((done) => {
			end = () => done('woken');
			this.#wake = () => {
				if (todo(this.#state) !== 'rest') end();
			};
			signal.addEventListener('abort', end, { once: true });
		});
		const why = await Promise.race([over, woken]);
		clearTimeout(timer);
		// The signal outlives a thousand rests.
		signal.removeEventListener('abort', end);
		this.#wake = undefined;
		if (why === 'timer') this.wake('timer');
	}
}

/** The token of the person whose replica it is, as the device has it now. */
export function tokenOf(device: DeviceDb, person: string): () => Promise<string | undefined> {
	return async () => (await device.people.get(person))?.token;
}
