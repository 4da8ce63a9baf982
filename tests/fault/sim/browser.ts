/** The browser's globals, of the tab whose event is being worked on. */
import { hash } from 'node:crypto';
import { placeBy, type Place } from './ambient';
import type { Clock, Event, Process } from './clock';
import type { Channels } from './device/channels';
import type { Locks } from './device/locks';
import { SimBlob, SimForm } from './net/form';
import type { Random } from './random';

export interface Machine extends Place {
	readonly locks: Locks;
	readonly channels: Channels;
}

export interface Stage {
	readonly clock: Clock;
	readonly random: Random;
	readonly fetch: (input: string, init: never) => Promise<unknown>;
}

let stage: Stage | undefined;
const real = {
	setTimeout: globalThis.setTimeout,
	clearTimeout: globalThis.clearTimeout,
	dateNow: Date.now,
	random: Math.random
};

const machine = (): Machine | undefined => stage?.clock.current?.device as Machine | undefined;
const process = (): Process | undefined => stage?.clock.current;

function setVirtualTimeout(run: () => void, ms = 0, ...rest: unknown[]): unknown {
	const current = process();
	if (!stage || !current?.device) return real.setTimeout(run, ms, ...rest);
	return stage.clock.after(ms, current, run);
}

function setVirtualInterval(run: () => void, ms: number): unknown {
	const { clock } = stage!;
	const current = process()!;
	const handle = { event: undefined as Event | undefined, cancelled: false };
	const again = () => {
		handle.event = clock.after(ms, current, () => {
			if (handle.cancelled) return;
			run();
			again();
		});
	};
	again();
	return handle;
}

function clear(handle: unknown): void {
	if (typeof handle === 'object' && handle !== null && 'cancelled' in handle)
		handle.cancelled = true;
	else real.clearTimeout(handle as never);
}

const never = new AbortController().signal;

/** Once a process: the globals look at whatever stage is set. */
export function install(): void {
	placeBy(machine);
	Date.now = () => process()?.now() ?? real.dateNow();
	Math.random = () => stage?.random.next() ?? real.random();
	AbortSignal.timeout = () => never;
	const put = (name: string, value: unknown) =>
		Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
	put('setTimeout', setVirtualTimeout);
	put('clearTimeout', clear);
	put('setInterval', setVirtualInterval);
	put('clearInterval', clear);
	put('fetch', (input: string, init: never) => stage!.fetch(input, init));
	put('FormData', SimForm);
	put('Blob', SimBlob);
	put('navigator', {
		get locks() {
			return machine()?.locks;
		}
	});
	put('BroadcastChannel', function (name: string) {
		return machine()!.channels.open(name, process()!);
	} as unknown);
	put('crypto', {
		randomUUID: () => stage!.random.letters(32),
		getRandomValues: (bytes: Uint8Array) => {
			for (let i = 0; i < bytes.length; i++) bytes[i] = stage!.random.below(256);
			return bytes;
		},
		subtle: {
			digest: async (_: string, bytes: ArrayBuffer) => {
				const hex = hash('sha256', new Uint8Array(bytes));
				const digest = new Uint8Array(32);
				for (let i = 0; i < 32; i++) digest[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
				return digest.buffer;
			}
		}
	});
}

export function setStage(next: Stage | undefined): void {
	stage = next;
}
