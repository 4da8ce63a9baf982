/** Only our own answer counts: P08 captive portal, P09 half a body, P10 any HTTP status. */
import { describe, expect, test } from 'vitest';
import { fetchTransport } from '../../../web/sync/transport';
import { eventsOf } from '../../../web/sync/poke';
import { cutBatch } from '../../../web/sync/push';
import type { OutboxRow } from '../../../web/store/tables';

const pull = (answer: (nonce: string) => Response | Promise<Response>) =>
	fetchTransport({
		fetch: async (_, init) => answer((JSON.parse(String(init?.body)) as { nonce: string }).nonce)
	}).pull({ replica: 'r'.repeat(15), after: 0, windowDays: 30, limit: 10 }, 'token');

const whole = (nonce: string, change: object = {}) => ({
	proto: 1,
	nonce,
	lineage: 'l',
	serverTime: 1,
	durableSeq: 1,
	status: 'done',
	scopeHash: '',
	keys: [],
	me: { person: '', name: '', town: '', assignments: [] },
	reset: true,
	rows: [],
	next: 1,
	more: false,
	lastSeq: 0,
	...change
});

describe('an answer', () => {
	test('of ours is taken, whatever its HTTP status', async () => {
		for (const status of [200, 401, 500])
			expect(await pull((nonce) => Response.json(whole(nonce), { status }))).toMatchObject({
				kind: 'answer'
			});
	});
	test.each([
		[
			'a portal’s page',
			() => new Response('<html>Wi-Fi</html>', { headers: { 'content-type': 'text/html' } })
		],
		['a portal’s JSON', () => Response.json({ ok: true })],
		['another request’s answer', () => Response.json(whole('nonce-of-another'))],
		['half a body', (nonce: string) => new Response(JSON.stringify(whole(nonce)).slice(0, 80))],
		['rows of no known kind', (nonce: string) => Response.json(whole(nonce, { rows: [['x']] }))],
		['an empty 502', () => new Response('', { status: 502 })],
		['no network', () => Promise.reject(new TypeError('failed'))]
	])('%s is none', async (_, answer) => {
		expect(await pull(answer)).toEqual({ kind: 'unreachable' });
	});
});

describe('a batch', () => {
	const row = (seq: number, raw: string) => ({ seq, raw }) as OutboxRow;
	test('P16 is at most 100 commands and 256 KB, and never empty', () => {
		const many = Array.from({ length: 150 }, (_, n) => row(n + 1, '{}'));
		expect(cutBatch(many)).toMatchObject({ deferred: 50, entries: { length: 100 } });
		const large = Array.from({ length: 20 }, (_, n) => row(n + 1, '字'.repeat(10_000)));
		const { entries } = cutBatch(large);
		expect(entries.length).toBe(8);
		expect(cutBatch([row(1, 'x'.repeat(400_000))]).entries).toHaveLength(1);
	});
});

test('server-sent events arrive whole however they are cut', async () => {
	const text =
		'id:1\nevent:PB_CONNECT\ndata:{"clientId":"x"}\n\nevent: lq/a\ndata: {}\n\n:ping\n\n';
	const bytes = new TextEncoder().encode(text);
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
			controller.close();
		}
	});
	const events = [];
	for await (const event of eventsOf(body)) events.push(event);
	expect(events).toEqual([
		{ event: 'PB_CONNECT', data: '{"clientId":"x"}' },
		{ event: 'lq/a', data: '{}' }
	]);
});
