/**
 * The bad network: an HTTP proxy between phones and server that does to each exchange what the
 * phone's own lane says. Bodies are whole in memory; the streams of pokes do not go through it.
 */
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Fault =
	| { readonly kind: 'none' | 'dropRequest' | 'dropResponse' | 'duplicate' | 'portal' | 'redirect' }
	/** `late`: refused to the phone, and carried to the server that much later, behind its retry. */
	| { readonly kind: 'delay' | 'late'; readonly ms: number }
	| { readonly kind: 'truncate'; readonly share: number }
	| { readonly kind: 'status'; readonly code: number };

/** One phone's way through the network; named by the request's `x-lane`. */
export interface Lane {
	next(): Fault;
	/** Every byte that the server sent to this phone. */
	heard(bytes: Buffer): void;
}

interface Answer {
	readonly status: number;
	readonly headers: IncomingMessage['headers'];
	readonly body: Buffer;
}

const PORTAL = '<!doctype html><title>Wi-Fi</title><form>Please sign in</form>';

export class FaultProxy {
	readonly lanes = new Map<string, Lane>();
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
	readonly #server = createServer((incoming, outgoing) => {
		this.#carry(incoming, outgoing).catch(() => incoming.socket.destroy());
	});

	/** `target`: the port that the server listens on. */
	constructor(private readonly target: number) {}

	async listen(): Promise<string> {
		await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.#agent.destroy();
		this.#server.closeAllConnections();
		await new Promise((done) => this.#server.close(done));
	}

	async #carry(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const lane = this.lanes.get(String(incoming.headers['x-lane']));
		const body = await whole(incoming);
		const fault: Fault = lane?.next() ?? { kind: 'none' };
		const cut = () => incoming.socket.resetAndDestroy();
		switch (fault.kind) {
			case 'dropRequest':
				return void cut();
			case 'late':
				cut();
				await sleep(fault.ms);
				await this.#ask(incoming, body).catch(() => undefined);
				return;
			case 'portal':
				return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL);
			case 'redirect':
				return void outgoing.writeHead(302, { location: 'http://portal.invalid/' }).end();
			case 'status':
				return void outgoing
					.writeHead(fault.code, { 'content-type': 'application/json' })
					.end(`{"status":${fault.code},"message":"storm"}`);
			case 'duplicate':
				this.#ask(incoming, body).catch(() => undefined);
				break;
			case 'delay':
				await sleep(fault.ms);
		}
		const answer = await this.#ask(incoming, body);
		lane?.heard(answer.body);
		if (fault.kind === 'dropResponse') return void cut();
		outgoing.writeHead(answer.status, answer.headers);
		if (fault.kind !== 'truncate') return void outgoing.end(answer.body);
		outgoing.write(answer.body.subarray(0, Math.floor(answer.body.length * fault.share)), cut);
	}

	#ask(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
		// Plain text, so that what was heard can be searched.
		const { 'accept-encoding': _, 'x-lane': __, ...headers } = incoming.headers;
		return new Promise((resolve, reject) => {
			const asked = request(
				{
					agent: this.#agent,
					host: '127.0.0.1',
					port: this.target,
					path: incoming.url,
					method: incoming.method,
					headers: { ...headers, 'content-length': body.length }
				},
				(response) => {
					whole(response).then((read) => {
						const { 'transfer-encoding': ___, ...told } = response.headers;
						const sized = { ...told, 'content-length': String(read.length) };
						resolve({ status: response.statusCode ?? 502, headers: sized, body: read });
					}, reject);
				}
			);
			asked.once('error', reject);
			asked.end(body);
		});
	}
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
