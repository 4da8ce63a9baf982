/**
 * Listens for "something changed" on the topics of one's own keys (PocketBase's realtime protocol:
 * a stream that begins with PB_CONNECT, then a POST that names the topics). By `fetch`, because
 * workers have no EventSource everywhere and no token may stand in an address. Pokes carry nothing
 * and may be lost; the timer is the floor (fault R03).
 */
import { pokeTopic } from '../protocol/routes';

export interface PokeParts {
	readonly origin: string;
	readonly fetch?: typeof fetch;
	readonly token: () => Promise<string | undefined>;
	readonly keys: () => Promise<readonly string[]>;
	/** Called at connection too: what was missed while it was down is pulled. */
	readonly poked: () => void;
	readonly random: () => number;
}

const PATH = '/api/realtime';
/** PocketBase ends an idle stream after five minutes. */
const RETRY_MS = { first: 2_000, most: 60_000 };
/** Several commits close together are one pull, and a town's phones do not pull in step. */
const COALESCE_MS = { least: 50, jitter: 400 };

export class PokeListener {
	#stream: AbortController | undefined;
	/** Asked to subscribe anew: the next attempt does not wait. */
	#asked = false;
	#wake: (() => void) | undefined;
	#pending: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly parts: PokeParts) {}

	/** Listens until the signal, connecting again whenever the stream ends. */
	async run(signal: AbortSignal): Promise<void> {
		let wait = RETRY_MS.first;
		while (!signal.aborted) {
			const connected = await this.#listen(signal).catch(() => false);
			wait = connected ? RETRY_MS.first : Math.min(wait * 2, RETRY_MS.most);
			if (!this.#asked) await this.#pause(wait * (0.5 + this.parts.random() / 2), signal);
			if (this.#asked) wait = RETRY_MS.first;
			this.#asked = false;
		}
	}

	/** Keys came or changed, or the network is back: subscribes anew, and does not wait for it. */
	reconnect(): void {
		this.#asked = true;
		this.#stream?.abort();
		this.#wake?.();
	}

	#pause(ms: number, signal: AbortSignal): Promise<void> {
		return new Promise((done) => {
			const end = () => {
				clearTimeout(timer);
				signal.removeEventListener('abort', end);
				this.#wake = undefined;
				done();
			};
			const timer = setTimeout(end, ms);
			this.#wake = end;
			signal.addEventListener('abort', end, { once: true });
		});
	}

	/** Returns whether it got as far as a subscription. */
	async #listen(signal: AbortSignal): Promise<boolean> {
		const token = await this.parts.token();
		const keys = await this.parts.keys();
		if (token === undefined || keys.length === 0) return false;
		const stream = new AbortController();
		this.#stream = stream;
		const end = () => stream.abort();
		signal.addEventListener('abort', end, { once: true });
		let connected = false;
		try {
			const go = this.parts.fetch ?? globalThis.fetch.bind(globalThis);
			const response = await go(this.parts.origin + PATH, {
				headers: { accept: 'text/event-stream' },
				cache: 'no-store',
				credentials: 'omit',
				signal: stream.signal
			});
			if (!response.ok || !response.body) return false;
			for await (const { event, data } of eventsOf(response.body)) {
				if (event === 'PB_CONNECT') {
					if (!(await this.#subscribe(go, data, keys, token, stream.signal))) return false;
					connected = true;
					this.parts.poked();
				} else this.#poked();
			}
			return connected;
		} catch {
			return connected;
		} finally {
			stream.abort();
			signal.removeEventListener('abort', end);
		}
	}

	async #subscribe(
		go: typeof fetch,
		data: string,
		keys: readonly string[],
		token: string,
		signal: AbortSignal
	): Promise<boolean> {
		const { clientId } = JSON.parse(data) as { clientId?: string };
		const response = await go(this.parts.origin + PATH, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: token },
			body: JSON.stringify({ clientId, subscriptions: keys.map(pokeTopic) }),
			credentials: 'omit',
			signal
		});
		return response.ok;
	}

	#poked(): void {
		if (this.#pending !== undefined) return;
		this.#pending = setTimeout(
			() => {
				this.#pending = undefined;
				this.parts.poked();
			},
			COALESCE_MS.least + COALESCE_MS.jitter * this.parts.random()
		);
	}
}

interface ServerEvent {
	readonly event: string;
	readonly data: string;
}

/** Server-sent events, as far as PocketBase uses them. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let text = '';
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			text += decoder.decode(value, { stream: true }).replaceAll('\r', '');
			for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
				const event = parseEvent(text.slice(0, end));
				text = text.slice(end + 2);
				if (event) yield event;
			}
		}
	} finally {
		reader.releaseLock();
	}
}

function parseEvent(block: string): ServerEvent | undefined {
	let event = 'message';
	const data: string[] = [];
	for (const line of block.split('\n')) {
		if (line.startsWith('event:')) event = line.slice(6).trim();
		if (line.startsWith('data:')) data.push(line.slice(5).trim());
	}
	return data.length > 0 ? { event, data: data.join('\n') } : undefined;
}
