/** `fetch` of every device: through its link to the server and back, in virtual time. */
import type { Clock, Process } from '../clock';
import type { Random } from '../random';
import type { Answer } from '../server/request';
import type { Request, Server } from '../server/server';
import type { SimForm } from './form';
import type { Link, NetFault } from './link';
import { openStream } from './stream';

export interface NetParts {
	readonly clock: Clock;
	readonly random: Random;
	readonly server: () => Server;
	readonly linkOf: (process: Process) => Link;
	/** Sees each answer as the server gave it. */
	readonly observe: (request: Request, answer: Answer, process: Process) => void;
	readonly noted: (what: string, detail: string) => void;
	readonly count: (fault: string) => void;
}

interface Init {
	readonly method?: string;
	readonly body?: string | SimForm;
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal;
}

const STREAM = '/api/realtime';
const TIMEOUT_MS = 30_000;
const PHOTO_TIMEOUT_MS = 120_000;
const PORTAL = '<!doctype html><title>WLAN</title><form action="/login">…</form>';

export class Net {
	constructor(private readonly parts: NetParts) {}

	readonly fetch = (input: string, init: Init = {}): Promise<unknown> => {
		const process = this.parts.clock.current;
		if (!process) return Promise.reject(new Error('nobody asks'));
		const token = init.headers?.['authorization'];
		if (input === STREAM) return openStream(this.parts, process, init, token);
		const method = init.method ?? 'GET';
		return this.#exchange(process, { method, path: input, token, body: init.body ?? '' });
	};

	#exchange(process: Process, request: Request): Promise<unknown> {
		const { clock, random, linkOf, count, noted } = this.parts;
		const link = linkOf(process);
		return new Promise((resolve, reject) => {
			let over = false;
			const end = (finish: () => void) => () => {
				if (over) return;
				over = true;
				limit.cancelled = true;
				finish();
			};
			const fail = (ms: number) =>
				clock.after(
					ms,
					process,
					end(() => reject(new TypeError('fetch failed')))
				);
			const wait = typeof request.body === 'string' ? TIMEOUT_MS : PHOTO_TIMEOUT_MS;
			const limit = fail(wait);
			const give = (ms: number, answer: Answer) =>
				clock.after(
					ms,
					process,
					end(() => resolve(responseOf(answer)))
				);
			if (!link.online) return void fail(random.below(2_000));
			const fault = link.faultFor(random);
			if (fault) {
				count(`net ${fault}`);
				noted(`net ${fault}`, `${process.name} ${request.path}`);
			}
			this.#befall(process, link, request, fault, give, fail);
		});
	}

	#befall(
		process: Process,
		link: Link,
		request: Request,
		fault: NetFault | undefined,
		give: (ms: number, answer: Answer) => void,
		fail: (ms: number) => void
	): void {
		const { random } = this.parts;
		const there = random.between(10, 300);
		const back = random.between(10, 300);
		const whole = (ms: number, change: (answer: Answer) => Answer = (answer) => answer) =>
			this.#arrive(process, ms, request, fault, (answer) => {
				if (!answer) return fail(1_000);
				link.kept.set(request.path, answer.text);
				if (link.online) give(back, change(answer));
				else fail(back);
			});
		switch (fault) {
			case 'dropRequest':
				return fail(random.below(8_000));
			case 'dropAnswer':
				this.#arrive(process, there, request, fault, () => {});
				return random.chance(0.8) ? fail(there + random.below(3_000)) : undefined;
			case 'slow':
				return whole(random.below(45_000));
			case 'duplicate': {
				// The stray copy comes before or long after, and its answer goes nowhere.
				this.#arrive(process, random.below(random.pick([300, 20_000])), request, fault, () => {});
				return whole(there);
			}
			case 'truncate':
				return whole(there, ({ status, text }) => ({
					status,
					text: text.slice(0, random.below(text.length))
				}));
			case 'captiveHtml':
				return give(back, { status: 200, text: PORTAL });
			case 'captiveJson':
				return give(back, { status: 200, text: random.pick(['{"ok":true}', '{}', 'null', '[]']) });
			case 'replay': {
				const kept = link.kept.get(request.path);
				return kept === undefined ? fail(back) : give(back, { status: 200, text: kept });
			}
			case 'redirect':
				return fail(back);
			case 'http': {
				const status = random.pick([400, 401, 403, 404, 409, 413, 429, 500, 502, 503]);
				const text = random.chance(0.5)
					? JSON.stringify({ status, message: 'Something went wrong.', data: {} })
					: 'Bad gateway';
				return give(back, { status, text });
			}
			default:
				return whole(there);
		}
	}

	/** The server hears it, after a while. */
	#arrive(
		process: Process,
		ms: number,
		request: Request,
		fault: NetFault | undefined,
		then: (answer: Answer | undefined) => void
	): void {
		const { clock, server, observe, noted } = this.parts;
		clock.after(ms, world(clock, process), () => {
			const at = server();
			if (!at.up) return then(undefined);
			const refusal = refusalOf(request.path, fault);
			const busy = refusal && `lq:inflight:${refusal.name}`;
			if (busy) at.app.store().set(busy, 99);
			const damaged =
				fault === 'damage' && typeof request.body !== 'string'
					? { ...request, body: request.body.damaged('photo') }
					: request;
			const answer = at.handle(damaged);
			if (busy) at.app.store().set(busy, 0);
			if (answer) observe(request, answer, process);
			noted(request.path, `${process.name} ${answer?.text.length}`);
			if (answer && refusal)
				return then({ ...answer, text: answer.text.replace('"busy"', `"${refusal.status}"`) });
			then(answer);
		});
	}
}

/** Packets under way do not die with who sent them. */
const roads = new WeakMap<Clock, Process>();
function world(clock: Clock, like: Process): Process {
	let road = roads.get(clock);
	if (!road) {
		road = Object.assign(Object.create(like) as Process, {
			alive: true,
			frozen: false,
			held: [],
			name: 'road',
			device: undefined
		});
		roads.set(clock, road);
	}
	return road;
}

const DOORS: Readonly<Record<string, string>> = {
	'/api/lq/push': 'push',
	'/api/lq/pull': 'pull',
	'/api/lq/photos': 'photos'
};

/** `busy` as the admission says it; the other refusals differ in that word alone. */
function refusalOf(path: string, fault: NetFault | undefined) {
	const name = DOORS[path];
	if (name === undefined) return undefined;
	if (fault === 'busy' || fault === 'upgrade') return { name, status: fault };
	return fault === 'malformed' && name !== 'photos' ? { name, status: fault } : undefined;
}

const responseOf = ({ status, text }: Answer) => ({
	ok: status >= 200 && status < 300,
	status,
	headers: { get: () => null },
	json: async () => JSON.parse(text) as unknown,
	text: async () => text
});
