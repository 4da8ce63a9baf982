/**
 * Sync as a pure function. Everything that can happen to an exchange is an input here and not a
 * catch block somewhere: no network, a busy server, a duplicate, a hold, a restored server, a
 * disabled person. The loop only carries out what `todo` says and feeds back what became of it.
 *
 *            wake                    pushed                  pulled              sent a photo
 *   rest ───────────► push (FIFO) ───────────► pull (pages) ───────► photos ───────────────► rest
 *     ▲                    │ missed                 │ missed            │ missed
 *     └────────────────────┴── back off, keep everything ───────────────┘
 */
import type { Rejection } from '../domain/error';
import type { PushResult } from '../protocol/push';

export type Problem = 'revoked' | 'upgrade' | 'signIn' | 'storage';

export interface SyncState {
	/** What is still to be done, in this order. */
	readonly push: boolean;
	readonly pull: boolean;
	readonly photos: boolean;
	/** Asked for since the pull that is under way began: it may have been answered too early (R03). */
	readonly pullAgain?: boolean;
	/** The last exchange reached the server. */
	readonly online: boolean;
	/** Exchanges missed in a row. */
	readonly failures: number;
	/** Backing off, or told to wait: only the end of the rest or a good reason goes on. */
	readonly resting: boolean;
	/** Told by the server: not before that many milliseconds. */
	readonly waitMs?: number;
	readonly problem?: Problem;
}

export const AT_START: SyncState = {
	push: true,
	pull: true,
	photos: true,
	online: false,
	failures: 0,
	resting: false
};

export type Why = 'start' | 'work' | 'poke' | 'timer' | 'online' | 'visible' | 'retry';
export type Missed = 'unreachable' | 'busy' | Problem;

export type Input =
	| { readonly kind: 'wake'; readonly why: Why }
	/** `left`: commands that could be sent now. `blocked`: only ones that the server put off. */
	| {
			readonly kind: 'pushed';
			readonly left: boolean;
			readonly blocked: boolean;
			readonly retryAfterMs?: number;
	  }
	| { readonly kind: 'pulling' }
	| { readonly kind: 'pulled'; readonly more: boolean; readonly reoffered: boolean }
	| { readonly kind: 'sentPhoto'; readonly left: boolean }
	/** There was nothing to send. */
	| { readonly kind: 'idle'; readonly what: 'push' | 'photos' }
	| { readonly kind: 'missed'; readonly why: Missed; readonly retryAfterMs?: number };

export type Todo = 'push' | 'pull' | 'photo' | 'rest';

/** With no other sign, the server is asked this often: pokes may be lost (fault R03). */
export const FLOOR_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;

export function todo(state: SyncState): Todo {
	if (state.resting) return 'rest';
	if (state.problem === 'signIn' || state.problem === 'upgrade') return 'rest';
	if (state.push) return 'push';
	if (state.pull && state.problem !== 'revoked') return 'pull';
	return state.photos ? 'photo' : 'rest';
}

export function step(state: SyncState, input: Input): SyncState {
	switch (input.kind) {
		case 'wake':
			return woken(state, input.why);
		case 'pushed':
			return {
				...reached(state),
				push: input.left && !input.blocked,
				pull: true,
				photos: true,
				// The pull still goes on; the rest after it is as long as the server asked.
				...(input.blocked && { waitMs: input.retryAfterMs ?? 15_000 })
			};
		case 'pulling': {
			const { pullAgain: _, ...rest } = state;
			return rest;
		}
		case 'pulled':
			return {
				...reached(state),
				...(state.waitMs !== undefined && { waitMs: state.waitMs }),
				push: state.push || input.reoffered,
				pull: input.more || state.pullAgain === true
			};
		case 'sentPhoto':
			return {
				...reached(state),
				...(state.waitMs !== undefined && { waitMs: state.waitMs }),
				photos: input.left
			};
		case 'idle':
			return { ...state, [input.what]: false };
		case 'missed':
			return missed(state, input.why, input.retryAfterMs);
	}
}

/** The server spoke: the count starts anew. Only a new sign-in lifts a disabling. */
function reached(state: SyncState): SyncState {
	const { waitMs: _, problem, ...rest } = state;
	return {
		...rest,
		online: true,
		failures: 0,
		resting: false,
		...(problem === 'revoked' && { problem })
	};
}

function woken(state: SyncState, why: Why): SyncState {
	// A new command or a poke does not break off a back-off: thirty saves are not thirty attempts.
	if (why === 'work') return { ...state, push: true };
	if (why === 'poke') return { ...state, pull: true, pullAgain: true };
	const { waitMs: _, problem, ...rest } = state;
	const solved = why === 'retry' || why === 'start' || problem === 'storage';
	return {
		...rest,
		push: true,
		pull: true,
		pullAgain: true,
		photos: true,
		resting: false,
		failures: why === 'timer' ? state.failures : 0,
		...(problem !== undefined && !solved && { problem })
	};
}

function missed(state: SyncState, why: Missed, retryAfterMs: number | undefined): SyncState {
	const backOff = {
		...state,
		resting: true,
		failures: state.failures + 1,
		...(retryAfterMs !== undefined && { waitMs: retryAfterMs })
	};
	switch (why) {
		case 'unreachable':
			return { ...backOff, online: false };
		case 'busy':
			return { ...backOff, online: true };
		case 'storage':
			return { ...backOff, problem: why };
		// Only the pull says it; the push goes on, so that unsent work reaches the desk's quarantine.
		case 'revoked':
			return { ...state, online: true, pull: false, problem: why };
		case 'signIn':
		case 'upgrade':
			return { ...state, online: true, problem: why };
	}
}

/**
 * How long to rest. Full jitter on the upper half, so that a town's phones do not come back in
 * step after an outage. `random` in [0, 1).
 */
export function restMs(state: SyncState, random: number): number {
	if (state.failures > 0) {
		const ceiling = Math.min(FLOOR_MS, FIRST_BACKOFF_MS * 2 ** (state.failures - 1));
		const jittered = ceiling / 2 + (ceiling / 2) * random;
		return Math.max(Math.round(jittered), state.waitMs ?? 0);
	}
	if (state.waitMs !== undefined) return Math.min(state.waitMs, FLOOR_MS);
	return Math.round(FLOOR_MS * (0.9 + 0.2 * random));
}

/** What becomes of one command. */
export type Fate =
	| { readonly fate: 'acknowledged'; readonly seq: number }
	| {
			readonly fate: 'returned';
			readonly outcome: 'rejected' | 'conflict_hash' | 'quarantined';
			readonly rejection: Rejection;
	  }
	| { readonly fate: 'waits'; readonly state: 'waiting' | 'later' };

/** Only this decides over work; no HTTP status does (fault P10). */
export function fateOf(result: PushResult): Fate {
	// A duplicate is the first answer again, whatever it was.
	const kind = result.result === 'duplicate' ? (result.first ?? 'ok') : result.result;
	switch (kind) {
		case 'ok':
		case 'duplicate':
			// Without effect there is nothing to wait for.
			return { fate: 'acknowledged', seq: result.seq ?? 0 };
		case 'rejected':
		case 'conflict_hash':
		case 'quarantined':
			return { fate: 'returned', outcome: kind, rejection: rejectionOf(kind, result) };
		case 'hold':
			return { fate: 'waits', state: 'waiting' };
		case 'later':
			return { fate: 'waits', state: 'later' };
	}
}

const CODE_OF = {
	rejected: 'sync/rejected',
	conflict_hash: 'sync/conflict-hash',
	quarantined: 'sync/quarantined'
} as const;

function rejectionOf(kind: keyof typeof CODE_OF, result: PushResult): Rejection {
	return {
		code: result.code ?? CODE_OF[kind],
		...(result.field !== undefined && { field: result.field }),
		...(result.params !== undefined && { params: result.params })
	};
}

export interface KnownHistory {
	readonly lineage?: string | undefined;
	readonly scopeHash?: string | undefined;
	readonly durableSeq?: number | undefined;
	/** The run of the server that told it. */
	readonly boot?: string | undefined;
}

/** What an answer says about the replica's own view of the server's history. */
export function historyOf(
	known: KnownHistory,
	answer: {
		readonly lineage: string;
		readonly scopeHash?: string;
		readonly durableSeq?: number;
		readonly boot?: { readonly id: string; readonly seq: number } | undefined;
	}
): { readonly changed: boolean; readonly recut: boolean } {
	// What was on its disk is there no more: a copy put back in silence, a disk that lied (S03).
	// 0 says that the server cannot tell: its disk is full.
	const { durableSeq = 0, boot } = answer;
	const heard = known.durableSeq ?? 0;
	// A later run that began behind it may have come past it again.
	const beganBehind = boot !== undefined && boot.id !== known.boot && boot.seq < heard;
	const wentBack = (durableSeq > 0 && durableSeq < heard) || beganBehind;
	return {
		changed: known.lineage !== undefined && (known.lineage !== answer.lineage || wentBack),
		recut:
			known.scopeHash !== undefined &&
			answer.scopeHash !== undefined &&
			known.scopeHash !== answer.scopeHash
	};
}
