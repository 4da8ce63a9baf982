/**
 * A town server in memory for tests of the replica: the real rules and the real protocol, and faults
 * on request. What it must share with the hooks is kept as plain as possible; tests/api/replica.test.ts
 * runs the same replica against the real one.
 */
import { policyTime, postsAt, SYSTEM, type Actor } from '../../web/domain/actor';
import {
	AGGREGATES,
	isServerOnly,
	kindOf,
	parseCommand,
	type Command,
	type DomainEvent,
	type State
} from '../../web/domain/aggregates';
import { isOpen, type CaseState } from '../../web/domain/case/state';
import type { TownRules } from '../../web/domain/context';
import type { Rejection } from '../../web/domain/error';
import { refId, rulesFrom } from '../../web/domain/refs';
import { keysOfPerson, meets } from '../../web/domain/scope';
import { sha256Hex } from '../../web/domain/sha256';
import { openEnvelope, PROTO } from '../../web/protocol/envelope';
import type { PhotoAnswer } from '../../web/protocol/photos';
import {
	pullResponseSchema,
	type PullCollection,
	type PullRequest,
	type PullResponse
} from '../../web/protocol/pull';
import {
	pushResponseSchema,
	type PushRequest,
	type PushResponse,
	type PushResult,
	type ResultKind
} from '../../web/protocol/push';
import type { LoginResponse } from '../../web/protocol/session';
import type { PhotoUpload, Reply, Transport } from '../../web/sync/transport';
import type { FixturePerson, FixtureTown } from './fixture-town';

interface Line {
	readonly hash: string;
	readonly result: ResultKind;
	readonly rejection?: Rejection;
	readonly seq: number;
}

interface Doc {
	readonly collection: PullCollection;
	readonly id: string;
	doc: object;
	seq: number;
	now: string[];
	ever: string[];
}

interface Stream {
	readonly person: string;
	last: number;
	ahead: number[];
	lastAt: number;
}

/** Everything that a backup holds; plain data, so that it can be copied. */
interface Data {
	lineage: string;
	seq: number;
	docs: Record<string, Doc>;
	ledger: Record<string, Line>;
	streams: Record<string, Stream>;
	events: DomainEvent[];
	photos: Record<string, string>;
	cases: number;
}

type Pushed = Omit<PushRequest, 'proto' | 'nonce'>;
type Pulled = Omit<PullRequest, 'proto' | 'nonce'>;

export class FakeServer {
	readonly disabled = new Set<string>();
	/** Command types that this server does not know yet. */
	readonly unknown = new Set<string>();
	/** Answers instead of working. */
	status: 'done' | 'busy' | 'upgrade' = 'done';
	/** How far its disk is behind its memory. */
	undurable = 0;
	data: Data;
	#minted = 0;
	readonly #rules: TownRules;
	readonly #people: Map<string, FixturePerson>;

	constructor(
		town: FixtureTown,
		readonly code: string,
		readonly now: () => number
	) {
		this.#people = new Map(town.people.map((person) => [person.id, person]));
		const refs = town.refs.filter((doc) => doc.town === code);
		const rules = rulesFrom(refs, code);
		if (!rules) throw new Error('the town has no rules');
		this.#rules = rules;
		this.data = {
			lineage: 'first',
			seq: 0,
			docs: {},
			ledger: {},
			streams: {},
			events: [],
			photos: {},
			cases: 0
		};
		for (const doc of refs) this.put('refs', refId(doc), doc, [`t:${code}`]);
	}

	/** Writes a row as the dashboard would. */
	put(collection: PullCollection, id: string, doc: object, scope: readonly string[]): number {
		const key = `${collection}/${id}`;
		const known = this.data.docs[key];
		const ever = [...new Set([...(known?.ever ?? []), ...scope])];
		this.data.docs[key] = { collection, id, doc, seq: ++this.data.seq, now: [...scope], ever };
		return this.data.seq;
	}

	case(id: string): CaseState | undefined {
		return this.data.docs[`cases/${id}`]?.doc as CaseState | undefined;
	}

	assign(person: string, assignments: FixturePerson['assignments']): void {
		const known = this.#people.get(person);
		if (known) this.#people.set(person, { ...known, assignments });
	}

	backup(): Data {
		return structuredClone(this.data);
	}

	/** As if the machine had been put back to `data`: another history begins. */
	restore(data: Data): void {
		this.data = { ...structuredClone(data), lineage: `restored-${++this.#minted}` };
	}

	login(person: string, replica?: string): LoginResponse {
		const known = this.#people.get(person);
		if (!known) return { ok: false, code: 'auth/bad-credentials' };
		if (this.disabled.has(person)) return { ok: false, code: 'auth/disabled' };
		const id =
			replica !== undefined && (this.data.streams[replica]?.person ?? person) === person
				? replica
				: `r${String(++this.#minted).padStart(14, '0')}`;
		const stream = this.#stream(id, person);
		return {
			ok: true,
			token: person,
			serverTime: this.now(),
			lineage: this.data.lineage,
			replica: id,
			lastSeq: stream.last,
			me: this.#me(person)
		};
	}

	#stream(id: string, person: string): Stream {
		return (this.data.streams[id] ??= { person, last: 0, ahead: [], lastAt: 0 });
	}

	#me(person: string): PullResponse['me'] {
		const known = this.#people.get(person);
		return {
			person,
			name: known?.name ?? '',
			town: known?.town ?? '',
			assignments: [...(known?.assignments ?? [])]
		};
	}

	#keys(person: string, at = this.now()): string[] {
		if (this.disabled.has(person)) return [];
		return keysOfPerson(person, this.#people.get(person)?.assignments ?? [], at);
	}

	#head(nonce: string) {
		return {
			proto: PROTO,
			nonce,
			lineage: this.data.lineage,
			serverTime: this.now(),
			durableSeq: Math.max(0, this.data.seq - this.undurable)
		};
	}

	push(request: Pushed, person: string, nonce: string): PushResponse {
		const head = { ...this.#head(nonce), lease: request.lease };
		if (this.status !== 'done')
			return { ...head, status: this.status, retryAfterMs: 10, lastSeq: 0, results: [] };
		const stream = this.#stream(request.replica, person);
		const later = { seqs: new Set<number>(), targets: new Set<string>() };
		const results = request.commands.map((raw) => this.#judge(raw, person, request.replica, later));
		return {
			...head,
			durableSeq: this.#head('').durableSeq,
			status: 'done',
			lastSeq: stream.last,
			results
		};
	}

	#judge(
		raw: string,
		person: string,
		replica: string,
		later: { readonly seqs: Set<number>; readonly targets: Set<string> }
	): PushResult {
		const hash = sha256Hex(raw);
		const opened = openEnvelope(raw);
		if (!opened.ok) throw new Error(`a replica sent what cannot be read: ${opened.rejection.code}`);
		const { id, seq, type, target, at, skew, data } = opened.envelope;
		const stream = this.#stream(replica, person);
		const before = this.data.ledger[id];
		if (before?.hash === hash)
			return answerOf(id, 'duplicate', before.rejection, before.seq, before.result);
		if (before) return answerOf(id, 'conflict_hash', { code: 'command/other-content' });
		if (opened.envelope.replica !== replica) return answerOf(id, 'hold');
		if (seq <= stream.last || stream.ahead.includes(seq))
			return this.#record(id, hash, 'quarantined', { code: 'command/sequence-taken' });
		let expected = stream.last + 1;
		while (stream.ahead.includes(expected) || later.seqs.has(expected)) expected++;
		if (seq > expected) return answerOf(id, 'hold');
		const consume = () => {
			stream.ahead.push(seq);
			while (stream.ahead.includes(stream.last + 1)) stream.last++;
			stream.ahead = stream.ahead.filter((ahead) => ahead > stream.last);
		};
		if (this.disabled.has(person)) {
			consume();
			return this.#record(id, hash, 'quarantined', { code: 'auth/disabled' });
		}
		const isUnknown = this.unknown.has(type) || kindOf(type) === undefined;
		if (isUnknown || later.targets.has(target)) {
			later.seqs.add(seq);
			later.targets.add(target);
			return answerOf(id, 'later', { code: 'command/unknown-type' });
		}
		consume();
		const parsed = isServerOnly(type)
			? { ok: false as const, rejection: { code: 'command/server-only' } }
			: parseCommand(id, type, target, data);
		if (!parsed.ok) return this.#record(id, hash, 'rejected', parsed.rejection);
		const done = at - (skew ?? 0);
		const judgedAt = policyTime(done, this.now(), stream.lastAt || undefined);
		stream.lastAt = judgedAt;
		const known = this.#people.get(person);
		const posts = postsAt(known?.assignments ?? [], judgedAt);
		const actor = { person, name: known?.name ?? '', posts };
		const decided = this.#decide(parsed.command, actor, done, skew);
		return typeof decided === 'number'
			? this.#record(id, hash, 'ok', undefined, decided)
			: this.#record(id, hash, 'rejected', decided);
	}

	#record(
		id: string,
		hash: string,
		result: ResultKind,
		rejection?: Rejection,
		seq = 0
	): PushResult {
		this.data.ledger[id] = { hash, result, seq, ...(rejection && { rejection }) };
		return answerOf(id, result, rejection, seq);
	}

	#decide(command: Command, actor: Actor, at: number, skew?: number): number | Rejection {
		const kind = kindOf(command.type);
		if (!kind) return { code: 'command/unknown-type' };
		const { collection, decide, evolve, scope, react } = AGGREGATES[kind];
		const state = this.data.docs[`${collection}/${command.target}`]?.doc as State | undefined;
		const decision = decide(state, command, {
			now: this.now(),
			at,
			commandId: command.id,
			actor,
			rules: this.#rules,
			...(skew !== undefined && { skew }),
			...(command.type === 'case.report' && { caseNumber: `N${++this.data.cases}` })
		});
		if (!decision.ok) return decision.rejection;
		let next = state;
		for (const event of decision.events) {
			next = evolve(next, event);
			this.data.events.push(event);
			for (const { id, type, target, data } of react(event, next))
				this.#decide({ id, type, target, data } as Command, SYSTEM, event.at);
		}
		if (decision.events.length === 0 || !next) return this.data.seq;
		return this.put(collection, command.target, next, scope(next));
	}

	pull(request: Pulled, person: string, nonce: string): PullResponse {
		const keys = this.#keys(person);
		const scopeHash = sha256Hex(keys.join(' ')).slice(0, 16);
		const head = { ...this.#head(nonce), scopeHash, keys, me: this.#me(person) };
		const none = { reset: false, rows: [], next: 0, more: false, lastSeq: 0 };
		if (this.disabled.has(person)) return { ...head, ...none, status: 'revoked' };
		if (this.status !== 'done') return { ...head, ...none, status: this.status, retryAfterMs: 10 };
		const usable =
			request.after > 0 &&
			request.lineage === this.data.lineage &&
			request.scopeHash === scopeHash &&
			request.after <= this.data.seq;
		const after = usable ? request.after : 0;
		const cut = this.now() - request.windowDays * 86_400_000;
		const hits = Object.values(this.data.docs)
			.filter(({ seq, ever }) => seq > after && meets(ever, keys))
			.filter((row) => !isBeyond(row, cut))
			.sort((a, b) => a.seq - b.seq);
		const page = hits.slice(0, request.limit);
		const more = hits.length > page.length;
		return {
			...head,
			status: 'done',
			reset: !usable,
			rows: page.map(({ collection, id, seq, doc, now }) => [
				collection,
				id,
				seq,
				meets(now, keys) ? (doc as Record<string, unknown>) : null
			]),
			next: more ? (page.at(-1)?.seq ?? after) : this.data.seq,
			more,
			lastSeq: this.data.streams[request.replica]?.last ?? 0
		};
	}

	putPhoto({ target, sha256, bytes }: PhotoUpload, person: string): PhotoAnswer {
		const answer = (status: PhotoAnswer['status'], code?: string): PhotoAnswer => ({
			proto: PROTO,
			nonce: '',
			status,
			...(code !== undefined && { code })
		});
		if (sha256Hex(new Uint8Array(bytes)) !== sha256) return answer('refused', 'photo/other-hash');
		const declared = this.case(target)?.photos.some((photo) => photo.sha256 === sha256);
		if (!declared) return answer(this.disabled.has(person) ? 'revoked' : 'later');
		this.data.photos[`${target}/${sha256}`] = person;
		return answer('stored');
	}
}

function answerOf(
	id: string,
	result: ResultKind,
	rejection?: Rejection,
	seq = 0,
	first?: ResultKind
): PushResult {
	return {
		id,
		result,
		...(rejection && { code: rejection.code }),
		...(rejection?.field !== undefined && { field: rejection.field }),
		...(rejection?.params && { params: { ...rejection.params } }),
		...(first && { first }),
		...(seq > 0 && { seq })
	};
}

function isBeyond({ collection, doc }: Doc, cut: number): boolean {
	if (collection !== 'cases') return false;
	const state = doc as CaseState;
	return !isOpen(state) && (state.closedAt ?? state.stageSince) < cut;
}

/** One client's line to the server, with what can happen to it. Everything crosses as JSON. */
export class Wire implements Transport {
	online = true;
	/** The next so many pushes never reach the server. */
	#failPushes = 0;
	/** The next so many requests are worked on and their answers lost. */
	#dropAnswers = 0;
	/** The next so many pushes arrive twice. */
	#duplicates = 0;
	/** Waits here before an answer is handed back. */
	hold: Promise<void> | undefined;
	readonly seen: string[] = [];

	constructor(private readonly server: FakeServer) {}

	goOffline(): void {
		this.online = false;
	}
	goOnline(): void {
		this.online = true;
	}
	failNextPush(n = 1): void {
		this.#failPushes = n;
	}
	dropNextAnswer(n = 1): void {
		this.#dropAnswers = n;
	}
	duplicateNextPush(n = 1): void {
		this.#duplicates = n;
	}

	async #answer<T>(work: () => T): Promise<Reply<T>> {
		await this.hold;
		if (!this.online) return { kind: 'unreachable' };
		const answer = JSON.parse(JSON.stringify(work())) as T;
		if (this.#dropAnswers > 0) {
			this.#dropAnswers--;
			return { kind: 'unreachable' };
		}
		return { kind: 'answer', answer };
	}

	login(request: {
		username: string;
		replica?: string | undefined;
	}): Promise<Reply<LoginResponse>> {
		return this.#answer(() => this.server.login(request.username, request.replica));
	}

	register(
		request: { replica?: string | undefined },
		token: string
	): Promise<Reply<LoginResponse>> {
		return this.#answer(() => this.server.login(token, request.replica));
	}

	async push(request: Pushed, token: string): Promise<Reply<PushResponse>> {
		this.seen.push('push');
		if (this.#failPushes > 0) {
			this.#failPushes--;
			return { kind: 'unreachable' };
		}
		const reply = await this.#answer(() => {
			if (this.#duplicates > 0) {
				this.#duplicates--;
				this.server.push(request, token, 'n');
			}
			return pushResponseSchema.parse(this.server.push(request, token, 'n'));
		});
		return reply;
	}

	pull(request: Pulled, token: string): Promise<Reply<PullResponse>> {
		this.seen.push('pull');
		return this.#answer(() => pullResponseSchema.parse(this.server.pull(request, token, 'n')));
	}

	putPhoto(photo: PhotoUpload, token: string): Promise<Reply<PhotoAnswer>> {
		this.seen.push('photo');
		return this.#answer(() => this.server.putPhoto(photo, token));
	}

	async getPhoto(): Promise<ArrayBuffer | undefined> {
		return undefined;
	}
}
