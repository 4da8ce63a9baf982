import { describe, expect, test } from 'vitest';
import {
	AT_START,
	fateOf,
	FLOOR_MS,
	historyOf,
	restMs,
	step,
	todo,
	type Input,
	type SyncState
} from '../../../web/sync/sync-state';

const after = (...inputs: Input[]): SyncState => inputs.reduce(step, AT_START);
const pushed: Input = { kind: 'pushed', left: false, blocked: false };
const pulled: Input = { kind: 'pulled', more: false, reoffered: false };
const unreachable: Input = { kind: 'missed', why: 'unreachable' };
const idle: Input = { kind: 'idle', what: 'photos' };

describe('what is next', () => {
	test('push, then pull, then photos, then rest', () => {
		expect(todo(AT_START)).toBe('push');
		expect(todo(after(pushed))).toBe('pull');
		expect(todo(after(pushed, pulled))).toBe('photo');
		expect(todo(after(pushed, pulled, idle))).toBe('rest');
	});
	test('a full batch is followed by the next one', () => {
		expect(todo(after({ ...pushed, left: true }))).toBe('push');
	});
	test('pages are pulled to the last one', () => {
		expect(todo(after(pushed, { ...pulled, more: true }))).toBe('pull');
	});
	test('new work goes before photos that still wait', () => {
		const state = after(pushed, pulled, { kind: 'wake', why: 'work' });
		expect(todo(state)).toBe('push');
	});
	test('R03 a poke during a pull asks once more: its rows may have been read before', () => {
		const during = after(pushed, { kind: 'pulling' }, { kind: 'wake', why: 'poke' }, pulled);
		expect(todo(during)).toBe('pull');
		expect(todo([{ kind: 'pulling' } as const, pulled].reduce(step, during))).toBe('photo');
	});
	test('work that was offered again is pushed again', () => {
		expect(todo(after(pushed, { ...pulled, reoffered: true }))).toBe('push');
	});
	test('commands that the server put off hold up neither the pull nor the clock', () => {
		const state = after(
			{ kind: 'pushed', left: true, blocked: true, retryAfterMs: 5_000 },
			pulled,
			idle
		);
		expect(todo(state)).toBe('rest');
		expect(restMs(state, 0.5)).toBe(5_000);
	});
});

describe('what goes wrong', () => {
	test('no network: rests, longer each time, and never over the floor', () => {
		let state = after(unreachable);
		expect([todo(state), state.online]).toEqual(['rest', false]);
		const rests = Array.from({ length: 9 }, () => {
			const ms = restMs(state, 0.999);
			state = step(step(state, { kind: 'wake', why: 'timer' }), unreachable);
			return ms;
		});
		expect(rests).toEqual([...rests].sort((a, b) => a - b));
		expect(rests[0]).toBeLessThanOrEqual(1_000);
		expect(Math.max(...rests)).toBeLessThanOrEqual(FLOOR_MS);
	});
	test('a save does not break off a back-off, the network’s return does', () => {
		const state = after(unreachable, unreachable);
		expect(todo(step(state, { kind: 'wake', why: 'work' }))).toBe('rest');
		expect(todo(step(state, { kind: 'wake', why: 'poke' }))).toBe('rest');
		expect(todo(step(state, { kind: 'wake', why: 'online' }))).toBe('push');
	});
	test('a busy server is still a server, and its wish is kept', () => {
		const state = after({ kind: 'missed', why: 'busy', retryAfterMs: 20_000 });
		expect(state.online).toBe(true);
		expect(restMs(state, 0)).toBe(20_000);
	});
	test('without a sign-in nothing is tried until somebody says so', () => {
		const state = after({ kind: 'missed', why: 'signIn' });
		expect(todo(step(state, { kind: 'wake', why: 'timer' }))).toBe('rest');
		expect(todo(step(state, { kind: 'wake', why: 'retry' }))).toBe('push');
	});
	test('an outdated app stops asking', () => {
		expect(todo(after({ kind: 'missed', why: 'upgrade' }))).toBe('rest');
	});
	test('M07 a disabled person’s work still goes out, nothing comes in', () => {
		const state = after(pushed, { kind: 'missed', why: 'revoked' });
		expect(state.problem).toBe('revoked');
		const woken = step(state, { kind: 'wake', why: 'work' });
		expect(todo(woken)).toBe('push');
		expect(todo(step(woken, pushed))).not.toBe('pull');
	});
	test('a full disk is a problem until an exchange could be written down', () => {
		const state = after({ kind: 'missed', why: 'storage' });
		expect([state.problem, todo(state)]).toEqual(['storage', 'rest']);
		expect(step(state, { kind: 'wake', why: 'timer' }).problem).toBeUndefined();
	});
	test('reaching the server starts the count anew', () => {
		const state = after(unreachable, unreachable, { kind: 'wake', why: 'timer' }, pushed);
		expect([state.failures, state.online]).toEqual([0, true]);
	});
});

describe('what becomes of a command', () => {
	const id = 'x';
	test.each([
		[
			{ id, result: 'ok', seq: 7 },
			{ fate: 'acknowledged', seq: 7 }
		],
		[
			{ id, result: 'ok' },
			{ fate: 'acknowledged', seq: 0 }
		],
		[
			{ id, result: 'duplicate', first: 'ok', seq: 7 },
			{ fate: 'acknowledged', seq: 7 }
		],
		[
			{ id, result: 'duplicate', first: 'rejected', code: 'case/unknown' },
			{ fate: 'returned', outcome: 'rejected', rejection: { code: 'case/unknown' } }
		],
		[
			{ id, result: 'rejected', code: 'command/invalid', field: 'words' },
			{
				fate: 'returned',
				outcome: 'rejected',
				rejection: { code: 'command/invalid', field: 'words' }
			}
		],
		[
			{ id, result: 'conflict_hash' },
			{ fate: 'returned', outcome: 'conflict_hash', rejection: { code: 'sync/conflict-hash' } }
		],
		[
			{ id, result: 'quarantined', code: 'auth/disabled' },
			{ fate: 'returned', outcome: 'quarantined', rejection: { code: 'auth/disabled' } }
		],
		[
			{ id, result: 'hold' },
			{ fate: 'waits', state: 'waiting' }
		],
		[
			{ id, result: 'later' },
			{ fate: 'waits', state: 'later' }
		]
	] as const)('%o', (result, fate) => expect(fateOf(result)).toEqual(fate));
});

describe('what an answer says of the server’s history', () => {
	test('first contact changes nothing', () => {
		expect(historyOf({}, { lineage: 'a', scopeHash: 'k' })).toEqual({
			changed: false,
			recut: false
		});
	});
	test('another lineage, another cut', () => {
		const known = { lineage: 'a', scopeHash: 'k' };
		expect(historyOf(known, { lineage: 'b', scopeHash: 'k' })).toEqual({
			changed: true,
			recut: false
		});
		expect(historyOf(known, { lineage: 'a', scopeHash: 'l' })).toEqual({
			changed: false,
			recut: true
		});
	});
	test('S03 a run that began behind what an earlier one had on its disk', () => {
		const known = { lineage: 'a', durableSeq: 100, boot: 'one' };
		const told = (durableSeq: number, boot: { id: string; seq: number }) =>
			historyOf(known, { lineage: 'a', durableSeq, boot }).changed;
		expect(told(90, { id: 'one', seq: 50 })).toBe(true);
		expect(told(120, { id: 'one', seq: 50 })).toBe(false);
		expect(told(120, { id: 'two', seq: 100 })).toBe(false);
		expect(told(120, { id: 'two', seq: 99 })).toBe(true);
		// 0: its disk is full, it cannot tell.
		expect(told(0, { id: 'one', seq: 50 })).toBe(false);
	});
});
