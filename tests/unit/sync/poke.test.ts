/** The listener for pokes, against a server that streams what a test tells it to. */
import { afterEach, expect, test, vi } from 'vitest';
import { PokeListener } from '../../../web/sync/poke';

const ended = new AbortController();
afterEach(() => ended.abort());

/** A realtime endpoint: streams open on GET, subscriptions are noted on POST. */
function realtime() {
	const subscriptions: string[][] = [];
	const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
	const say = (text: string) => streams.at(-1)!.enqueue(new TextEncoder().encode(text));
	const fetch = async (_: string, init?: RequestInit): Promise<Response> => {
		if (init?.method === 'POST') {
			const body = JSON.parse(String(init.body)) as { subscriptions: string[] };
			subscriptions.push(body.subscriptions);
			return new Response(null, { status: 204 });
		}
		const stream = new ReadableStream<Uint8Array>({
			start(controller) {
				streams.push(controller);
				init?.signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
			}
		});
		say('event:PB_CONNECT\ndata:{"clientId":"c1"}\n\n');
		return new Response(stream);
	};
	return { subscriptions, say, fetch: fetch as typeof globalThis.fetch };
}

test('keys that come with the first pull are listened to at once, not after the back-off', async () => {
	const server = realtime();
	let keys: string[] = [];
	const poked = vi.fn();
	const listener = new PokeListener({
		origin: 'http://town',
		fetch: server.fetch,
		token: async () => 'token',
		keys: async () => keys,
		poked,
		random: () => 1
	});
	void listener.run(ended.signal);
	await new Promise((done) => setTimeout(done, 20));
	expect(server.subscriptions).toEqual([]);

	keys = ['a:310115132'];
	listener.reconnect();
	await vi.waitFor(() => expect(server.subscriptions).toEqual([['lq/a:310115132']]), 500);
	// What was missed before is pulled at connection.
	expect(poked).toHaveBeenCalledTimes(1);

	server.say('event:lq/a:310115132\ndata:{}\n\n');
	await vi.waitFor(() => expect(poked).toHaveBeenCalledTimes(2), 1_500);

	keys = ['a:310115132', 'p:1'];
	listener.reconnect();
	await vi.waitFor(() => expect(server.subscriptions).toHaveLength(2), 500);
});
