/** `$app` of a running server: its database by statements, its memory, its listeners. */
import type { Random } from '../random';
import type { Data } from './data';
import { statementOf, type Params } from './statements';

/** Listens to topics; what it is sent goes out as server-sent events. */
export interface Listener {
	hasSubscription(topic: string): boolean;
	send(message: { readonly name: string }): void;
}

/** The process is gone: nothing after it happens. */
export class ServerDied extends Error {
	override name = 'ServerDied';
}

export interface AppParts {
	readonly data: Data;
	readonly random: Random;
	readonly noted: (level: string, message: string) => void;
	readonly recordOf: (username: string) => unknown;
	/** Asked at each commit: the process may die there. */
	readonly interrupt: () => 'before' | 'after' | undefined;
	readonly died: () => void;
	/** The disk takes nothing. */
	readonly isFull: () => boolean;
}

const FULL = 2;
const NORMAL = 1;

export class App {
	readonly listeners = new Map<string, Listener>();
	readonly #store = new Map<string, unknown>();
	/** Of the connection that writes; PocketBase opens it anew after idling, with NORMAL. */
	#synchronous = NORMAL;

	constructor(private readonly parts: AppParts) {}

	/** The writer idled and was opened anew. */
	recycleWriter(): void {
		this.#synchronous = NORMAL;
	}

	db() {
		return { newQuery: (text: string) => this.#query(text) };
	}

	nonconcurrentDB() {
		return this.db();
	}

	#query(text: string) {
		let params: Params = {};
		const query = {
			bind: (given: Params) => {
				params = given;
				return query;
			},
			all: (list: unknown[]) => {
				for (const row of this.#run(text, params) ?? []) list.push(row);
			},
			execute: () => void this.#run(text, params)
		};
		return query;
	}

	#run(text: string, params: Params) {
		if (text === 'PRAGMA synchronous = FULL') {
			this.#synchronous = FULL;
			return undefined;
		}
		if (text === 'PRAGMA synchronous') return [{ synchronous: this.#synchronous }];
		const { data } = this.parts;
		if (data.inTransaction) return statementOf(text)(data, params);
		const found = statementOf(text)(data, params);
		if (!/^\s*(SELECT|WITH)/.test(text)) data.commit(this.#synchronous === FULL);
		return found;
	}

	runInTransaction(work: (tx: App) => void): void {
		const { data, interrupt, died, isFull } = this.parts;
		data.begin();
		try {
			work(this);
			if (isFull()) throw new Error('database or disk is full');
			if (interrupt() === 'before') {
				died();
				throw new ServerDied();
			}
		} catch (error) {
			data.rollBack();
			throw error;
		}
		data.commit(this.#synchronous === FULL);
		if (interrupt() === 'after') {
			died();
			throw new ServerDied();
		}
	}

	store() {
		const map = this.#store;
		return {
			get: (key: string) => map.get(key) ?? null,
			set: (key: string, value: unknown) => void map.set(key, value),
			remove: (key: string) => void map.delete(key),
			has: (key: string) => map.has(key),
			setFunc: (key: string, change: (known: unknown) => unknown) =>
				void map.set(key, change(map.get(key) ?? null)),
			getOrSet: (key: string, make: () => unknown) => {
				if (!map.has(key)) map.set(key, make());
				return map.get(key);
			},
			getAll: () => Object.fromEntries(map)
		};
	}

	logger() {
		const say =
			(level: string) =>
			(...words: unknown[]) =>
				this.parts.noted(level, words.join(' '));
		return { error: say('error'), warn: say('warn'), info: say('info'), debug: say('debug') };
	}

	subscriptionsBroker() {
		return { clients: () => Object.fromEntries(this.listeners) };
	}

	dataDir(): string {
		return 'data';
	}

	isDev(): boolean {
		return false;
	}

	findFirstRecordByData(_: string, __: string, username: string): unknown {
		const record = this.parts.recordOf(username);
		if (record === undefined) throw new Error('sql: no rows');
		return record;
	}

	findCollectionByNameOrId(name: string): { name: string } {
		return { name };
	}
}
