/** A phone's side of the wire for tests: signs in, numbers its commands, pushes and pulls. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPocketBase, runCommand } from '../../scripts/lib/pocketbase.mjs';
import { PROTO, sealEnvelope } from '../../web/protocol/envelope';
import { pullResponseSchema, type PullResponse } from '../../web/protocol/pull';
import { pushResponseSchema, type PushResponse } from '../../web/protocol/push';
import type { LoginResponse } from '../../web/protocol/session';
import { buildFixtureTown, PASSWORD, type FixturePerson, type FixtureTown } from './fixture-town';
import { newDataDir, startServer, type ServerOptions, type TestServer } from './server';

// What a test looks into is what a server wrote: its shape is the test's own claim.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answer = any;

export type Session = Extract<LoginResponse, { ok: true }>;

/** A server with the fixture town in it. */
export async function startFixtureServer(
	options: ServerOptions = {}
): Promise<{ server: TestServer; town: FixtureTown }> {
	const dataDir = await newDataDir();
	const binary = await findPocketBase();
	const town = buildFixtureTown();
	const file = join(dataDir, 'town.ndjson');
	writeFileSync(file, town.ndjson);
	runCommand(binary, dataDir, ['migrate', 'up']);
	runCommand(binary, dataDir, ['lq-load', file]);
	return { server: await startServer({ ...options, dataDir }), town };
}

export async function post(
	server: TestServer,
	path: string,
	body: unknown,
	token?: string
): Promise<{ status: number; headers: Headers; text: string; json: Answer }> {
	const answer = await fetch(server.url + path, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(token === undefined ? {} : { authorization: token })
		},
		body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
	} as RequestInit);
	const text = await answer.text();
	return { status: answer.status, headers: answer.headers, text, json: parse(text) };
}

function parse(text: string): Answer {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export async function signIn(server: TestServer, person: FixturePerson): Promise<Session> {
	const { json } = await post(server, '/api/lq/login', {
		proto: PROTO,
		username: person.username,
		password: PASSWORD,
		device: 'test'
	});
	if (!json?.ok) throw new Error(`sign-in failed: ${JSON.stringify(json)}`);
	return json as Session;
}

export const newNonce = (): string => randomUUID();

/** uuidv7: the time in front, so that ids sort as they were made. */
export function newCommandId(now = Date.now()): string {
	const time = now.toString(16).padStart(12, '0');
	const rest = randomUUID().replaceAll('-', '');
	return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}

export const newId = (): string => randomUUID().replaceAll('-', '').slice(0, 15);

export interface Told {
	readonly type: string;
	readonly target: string;
	readonly data: Record<string, unknown>;
	readonly at?: number;
	readonly seq?: number;
	readonly id?: string;
	readonly skew?: number;
	readonly replica?: string;
}

/** One replica of a signed-in person. */
export class Phone {
	seq: number;

	constructor(
		readonly server: TestServer,
		readonly session: Session
	) {
		this.seq = session.lastSeq;
	}

	static async of(server: TestServer, person: FixturePerson): Promise<Phone> {
		return new Phone(server, await signIn(server, person));
	}

	seal(told: Told): string {
		return sealEnvelope({
			v: 1,
			id: told.id ?? newCommandId(),
			replica: told.replica ?? this.session.replica,
			seq: told.seq ?? ++this.seq,
			type: told.type,
			target: told.target,
			at: told.at ?? Date.now(),
			...(told.skew === undefined ? {} : { skew: told.skew }),
			data: told.data
		});
	}

	request(commands: readonly string[]): Record<string, unknown> {
		return {
			proto: PROTO,
			nonce: newNonce(),
			replica: this.session.replica,
			lease: 1,
			deferred: 0,
			commands
		};
	}

	async pushRaw(commands: readonly string[]): Promise<PushResponse> {
		const request = this.request(commands);
		const { json } = await post(this.server, '/api/lq/push', request, this.session.token);
		const answer = pushResponseSchema.parse(json);
		if (answer.nonce !== request.nonce) throw new Error('the answer echoes another nonce');
		return answer;
	}

	push(...told: Told[]): Promise<PushResponse> {
		return this.pushRaw(told.map((one) => this.seal(one)));
	}

	async pull(from: Partial<PullResponse> = {}, windowDays = 30): Promise<PullResponse> {
		const { json } = await post(
			this.server,
			'/api/lq/pull',
			{
				proto: PROTO,
				nonce: newNonce(),
				replica: this.session.replica,
				after: from.next ?? 0,
				...(from.lineage === undefined ? {} : { lineage: from.lineage }),
				...(from.scopeHash === undefined ? {} : { scopeHash: from.scopeHash }),
				windowDays,
				limit: 5000
			},
			this.session.token
		);
		return pullResponseSchema.parse(json);
	}
}

/** What the dashboard's owner sees and does, for looking behind the answers. */
export class Dashboard {
	private constructor(
		readonly server: TestServer,
		readonly token: string
	) {}

	static async of(server: TestServer): Promise<Dashboard> {
		return new Dashboard(server, await server.superuserToken());
	}

	async rows(collection: string, filter: string): Promise<Answer[]> {
		const query = new URLSearchParams({ filter, perPage: '500', sort: '@rowid' });
		const answer = await this.#ask('GET', `${collection}/records?${query}`);
		return ((await answer.json()) as { items: Answer[] }).items;
	}

	change(collection: string, id: string, change: object): Promise<Response> {
		return this.#ask('PATCH', `${collection}/records/${id}`, change);
	}

	add(collection: string, row: object): Promise<Response> {
		return this.#ask('POST', `${collection}/records`, row);
	}

	remove(collection: string, id: string): Promise<Response> {
		return this.#ask('DELETE', `${collection}/records/${id}`);
	}

	#ask(method: string, path: string, body?: object): Promise<Response> {
		return fetch(`${this.server.url}/api/collections/${path}`, {
			method,
			headers: { authorization: this.token, 'content-type': 'application/json' },
			...(body && { body: JSON.stringify(body) })
		});
	}
}
