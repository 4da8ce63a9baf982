/** Pokes: server-sent events in the framework's protocol, over the link. */
import type { Process } from '../clock';
import type { NetParts } from './net';

interface Init {
	readonly method?: string;
	readonly body?: unknown;
	readonly signal?: AbortSignal;
}

interface Open {
	readonly id: string;
	push(text: string): void;
}

const open = new Map<string, Open>();
const encoder = new TextEncoder();

export function openStream(
	parts: NetParts,
	process: Process,
	init: Init,
	token: string | undefined
): Promise<unknown> {
	const { clock, random, server, linkOf } = parts;
	const link = linkOf(process);
	return new Promise((resolve, reject) => {
		const fail = () => reject(new TypeError('fetch failed'));
		if (!link.online || link.faultFor(random)) return void clock.after(500, process, fail);
		clock.after(random.between(20, 300), process, () => {
			if (init.signal?.aborted || !link.online || !server().up) return fail();
			if (init.method !== 'POST') return resolve(connect(parts, process, init.signal));
			const { clientId, subscriptions } = JSON.parse(String(init.body)) as {
				clientId: string;
				subscriptions: string[];
			};
			const stream = open.get(clientId);
			const topics = new Set(subscriptions);
			const heard =
				stream !== undefined &&
				server().listen(clientId, token ?? '', subscriptions, {
					hasSubscription: (topic) => topics.has(topic),
					send: ({ name }) => stream.push(`event:${name}\ndata:{}\n\n`)
				});
			resolve({ ok: heard, status: heard ? 204 : 403 });
		});
	});
}

function connect(parts: NetParts, process: Process, signal: AbortSignal | undefined) {
	const { clock, random, server, linkOf } = parts;
	const link = linkOf(process);
	const id = random.letters(15);
	const chunks: string[] = [];
	let waiting: ((result: { done: boolean; value?: Uint8Array }) => void) | undefined;
	let closed = false;

	const wake = () => {
		if (!waiting || (chunks.length === 0 && !closed)) return;
		const give = waiting;
		waiting = undefined;
		const text = chunks.shift();
		give(text === undefined ? { done: true } : { done: false, value: encoder.encode(text) });
	};
	const stream = {
		id,
		push(text: string) {
			if (closed) return;
			clock.after(random.between(10, 300), process, () => {
				chunks.push(text);
				wake();
			});
		},
		break() {
			if (closed) return;
			closed = true;
			open.delete(id);
			link.streams.delete(stream);
			server().app.listeners.delete(id);
			clock.after(0, process, wake);
		}
	};
	open.set(id, stream);
	link.streams.add(stream);
	signal?.addEventListener('abort', stream.break, { once: true });
	stream.push(`event:PB_CONNECT\ndata:{"clientId":"${id}"}\n\n`);
	return {
		ok: true,
		status: 200,
		body: {
			getReader: () => ({
				read: () =>
					new Promise((give) => {
						waiting = give;
						wake();
					}),
				releaseLock() {}
			})
		}
	};
}
