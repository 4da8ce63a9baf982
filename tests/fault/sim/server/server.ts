/** The town server: the hooks' real code over the stand-in database, with what can befall it. */
import type { Clock } from '../clock';
import { Process } from '../clock';
import type { SimForm } from '../net/form';
import type { Random } from '../random';
import { App, ServerDied, type Listener } from './app';
import { Data, type Tables } from './data';
import { Files } from './files';
import { running, runtimeOf } from './runtime';
import { requestEvent, type Answer, type Record_ } from './request';

export interface Backup {
	readonly tables: Tables;
	readonly files: ReadonlyMap<string, Uint8Array>;
	readonly at: number;
}

interface Meta {
	markBackup(app: App): void;
	unmarkBackup(app: App): void;
	renewRestoredLineage(app: App): void;
}

export interface Request {
	readonly method: string;
	readonly path: string;
	readonly token: string | undefined;
	readonly body: string | SimForm;
}

export class Server {
	readonly process: Process;
	readonly files = new Files();
	data = new Data();
	/** Command types that this version does not know yet. */
	unknown: ReadonlySet<string> = new Set();
	up = false;
	/** What happens at the next commit. */
	nextCommit: 'before' | 'after' | undefined;
	full = false;
	/** Server clock minus true time. */
	skew = 0;
	/** A token holds so long. */
	tokenMs = 30 * 86_400_000;
	/** Tokens given before this hold no more. */
	tokensSince = 0;
	/** Errors that no fault explains: the simulator, or the hooks, are wrong. */
	readonly complaints: string[] = [];
	restored = 0;
	app!: App;

	constructor(
		private readonly root: string,
		private readonly clock: Clock,
		readonly random: Random,
		private readonly noted: (what: string, detail: string) => void
	) {
		this.process = new Process('server', () => this.now());
	}

	now(): number {
		return this.clock.now + this.skew;
	}

	/** Starts as `serve` does; on the data of a backup it takes a new lineage. */
	start(): void {
		this.nextCommit = undefined;
		this.up = true;
		this.app = this.#newApp();
		this.#as(() => this.#meta.renewRestoredLineage(this.app));
	}

	/** The hooks find this server when they look around. */
	#as<T>(work: () => T): T {
		running.server = this;
		return work();
	}

	get #meta(): Meta {
		return runtimeOf(this.root).require('lib/meta.js') as Meta;
	}

	/** `power`: what no fsync covers is lost. */
	stop(power = false): void {
		this.up = false;
		if (power) {
			this.data.cutPower();
			this.files.cutPower();
		}
	}

	#newApp(): App {
		return new App({
			data: this.data,
			random: this.random,
			noted: (level, message) => {
				this.noted(`server ${level}`, message);
				// That the data went back is true after a restore, and what it does about it is judged.
				const isKnown = this.full || (this.restored > 0 && message.includes('its data went back'));
				if (level === 'error' && this.up && !isKnown) this.complaints.push(message);
			},
			recordOf: (username) => {
				for (const person of this.data.tables.people.values())
					if (person.username === username) return this.#record(person.id);
				return undefined;
			},
			interrupt: () => {
				const cut = this.nextCommit;
				return cut;
			},
			died: () => this.stop(),
			isFull: () => this.full
		});
	}

	#record(id: string): Record_ {
		return {
			id,
			collection: () => ({ name: 'people' }),
			getBool: () => this.data.tables.people.get(id)?.disabled === true,
			newAuthToken: () => `${id}/${this.now() + this.tokenMs}/${this.clock.now}`,
			validatePassword: (password) => password === id
		};
	}

	/** The framework: an expired or foreign token is nobody. */
	#authOf(token: string | undefined): Record_ | undefined {
		const [id = '', until = '0', issued = '0'] = token?.split('/') ?? [];
		const holds = Number(until) > this.now() && Number(issued) >= this.tokensSince;
		return holds && this.data.tables.people.has(id) ? this.#record(id) : undefined;
	}

	personOf(token: string | undefined): string | undefined {
		return this.#authOf(token)?.id;
	}

	/** Undefined when the process died over it. */
	handle({ method, path, token, body }: Request): Answer | undefined {
		const handler = runtimeOf(this.root).routes.get(`${method} ${path}`);
		if (!handler) return { status: 404, text: '{"code":404}' };
		const event = requestEvent({ auth: this.#authOf(token), body, path: {} });
		try {
			this.#as(() => handler(event));
		} catch (error) {
			// As the framework answers what a handler throws.
			if (this.up) this.complaints.push(`${path} threw: ${String(error)}`);
			return this.up ? { status: 400, text: '{"status":400,"message":"","data":{}}' } : undefined;
		}
		return this.up ? event.answer : undefined;
	}

	/** False when one of the topics is not the listener's to hear. */
	listen(client: string, token: string, topics: readonly string[], listener: Listener): boolean {
		try {
			const auth = this.#authOf(token);
			const event = requestEvent({ auth, body: '', path: {}, subscriptions: topics });
			this.#as(() => runtimeOf(this.root).subscribe(event));
		} catch (error) {
			if (error instanceof ServerDied) throw error;
			return false;
		}
		this.app.listeners.set(client, listener);
		return true;
	}

	/** As the backup command does: the copy bears a mark, the running data does not. */
	backup(): Backup {
		const meta = this.#meta;
		meta.markBackup(this.app);
		const tables = this.data.copy();
		meta.unmarkBackup(this.app);
		return { tables, files: this.files.copy(), at: this.clock.now };
	}

	restore({ tables, files }: Backup): void {
		this.data = new Data(new Data(tables).copy());
		this.files.putBack(files);
		this.restored = this.clock.now;
	}

	get lineage(): string {
		return String(this.data.tables.meta.get('lineage') ?? '');
	}
}
