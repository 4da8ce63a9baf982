/**
 * Who works on this device. A replica is one person's database; signing out takes the token and the
 * view away and leaves the unsent work where it is, for the same person to continue (faults M09, M10).
 */
import { rejection, type Rejection } from '../domain/error';
import type { Ms } from '../domain/time';
import type { Me } from '../protocol/pull';
import type { DeviceDb, PersonRow } from '../store/device-db';
import { faultOf } from '../store/faults';
import { openReplica, replicaName, type Replica } from '../store/replica-db';
import { watch } from '../store/watch';
import type { Transport } from '../sync/transport';
import type { Home, PersonHere, SessionDoor, SessionState } from './doors';
import { prepareReplica, type Entered } from './enter';
import { homeOf, windowDaysOf } from './home';
import type { SyncRunner } from './sync-runner';

export interface SessionParts {
	readonly device: DeviceDb;
	readonly transport: Transport;
	readonly sync: Pick<SyncRunner, 'start' | 'stop' | 'tell'>;
	readonly now: () => Ms;
	readonly origin: string;
	/** What the device calls itself in the desk's list. */
	readonly deviceName: string;
}

export class Session implements SessionDoor {
	#state = $state<SessionState>('starting');
	#me = $state.raw<Me | undefined>();
	#sealed = $state(false);
	#lostAfter = $state<number | undefined>();
	#people = $state.raw<readonly PersonHere[]>([]);
	#replica = $state.raw<Replica | undefined>();
	#person: PersonRow | undefined;
	#started: Promise<void> | undefined;
	#unwatch = () => {};

	constructor(private readonly parts: SessionParts) {}

	get state(): SessionState {
		return this.#state === 'signedIn' && this.#sealed ? 'sealed' : this.#state;
	}
	get me(): Me | undefined {
		return this.#me;
	}
	get home(): Home {
		return homeOf(this.#me, this.parts.now());
	}
	get people(): readonly PersonHere[] {
		return this.#people;
	}
	get lostAfter(): number | undefined {
		return this.#lostAfter;
	}
	/** For the app's sources; reading it is reactive. */
	get replica(): Replica | undefined {
		return this.#replica;
	}

	start(): Promise<void> {
		return (this.#started ??= this.#restore());
	}

	async #restore(): Promise<void> {
		try {
			await this.#listPeople();
			const person = await this.parts.device.current();
			if (person?.token === undefined) this.#state = 'signedOut';
			else await this.#open(person);
		} catch (error) {
			// A private window, or a browser without IndexedDB: nothing could be kept here (C13).
			this.#state = faultOf(error) === 'newer' ? 'outdated' : 'noStorage';
		}
	}

	async signIn(
		username: string,
		password: string
	): Promise<{ ok: true } | { ok: false; rejection: Rejection }> {
		if (this.#state === 'noStorage') return refused('store/unavailable');
		const name = username.trim().toLowerCase();
		const known = await this.parts.device.people.where('username').equals(name).first();
		const replica = known && (await this.#streamOf(known));
		const reply = await this.parts.transport.login({
			username: name,
			password,
			device: this.parts.deviceName,
			...(replica !== undefined && { replica })
		});
		if (reply.kind === 'unreachable') return refused('auth/offline');
		const { answer } = reply;
		if (!answer.ok) {
			const seconds = Math.ceil((answer.retryAfterMs ?? 0) / 1000);
			return { ok: false, rejection: rejection(answer.code, undefined, { seconds }) };
		}
		try {
			await this.#enter(name, answer);
			// The loop of another tab may have stopped at the token that this one replaces (M09).
			this.parts.sync.tell('retry');
		} catch (error) {
			return refused(`store/${faultOf(error)}`);
		}
		return { ok: true };
	}

	/** The stream her replica on this device writes to; the server may have moved it once. */
	async #streamOf({ database }: PersonRow): Promise<string | undefined> {
		const replica = await openReplica(database);
		try {
			return await replica.own.value('replica');
		} finally {
			replica.close();
		}
	}

	async #enter(username: string, answer: Entered): Promise<void> {
		const { device, now } = this.parts;
		const { me, token } = answer;
		const known = await device.people.get(me.person);
		const database = known?.database ?? replicaName(me.person, answer.replica);
		await prepareReplica(database, answer, now());
		const person = {
			person: me.person,
			name: me.name,
			username,
			database,
			token,
			lastUsedAt: now()
		};
		await device.enter(person);
		await this.#listPeople();
		await this.#open(person);
	}

	async #open(person: PersonRow): Promise<void> {
		this.#close();
		const replica = await openReplica(person.database, () => this.#outdated());
		this.#person = person;
		this.#me = await replica.own.value('me');
		await this.#watch(replica);
		this.#replica = replica;
		this.#state = 'signedIn';
		this.parts.sync.start({
			person: person.person,
			database: person.database,
			origin: this.parts.origin,
			windowDays: windowDaysOf(this.#me, this.parts.now()),
			holder: crypto.randomUUID()
		});
	}

	/** Resolves with the first answer, so that `home` is right when `start` returns. */
	#watch({ own }: Replica): Promise<void> {
		return new Promise((first) => {
			this.#unwatch = watch(
				async () => ({
					me: await own.value('me'),
					sealed: (await own.value('sealed')) === true,
					lostAfter: await own.value('lostAfter')
				}),
				({ me, sealed, lostAfter }) => {
					this.#me = me;
					this.#sealed = sealed;
					this.#lostAfter = lostAfter;
					first();
				},
				() => first()
			);
		});
	}

	async unsent(): Promise<number> {
		const { own } = this.#replica ?? {};
		if (!own) return 0;
		const commands = await own.outbox.where('state').anyOf('waiting', 'later').count();
		return commands + (await own.photos.where('state').equals('waiting').count());
	}

	async signOut(): Promise<void> {
		const person = this.#person;
		this.#close();
		this.#state = 'signedOut';
		if (person) await this.parts.device.leave(person.person);
		await this.#listPeople();
	}

	/** The person's record with her token, for the wire. */
	async current(): Promise<PersonRow | undefined> {
		return this.#person && this.parts.device.people.get(this.#person.person);
	}

	#outdated(): void {
		this.#close();
		this.#state = 'outdated';
	}

	#close(): void {
		this.parts.sync.stop();
		this.#unwatch();
		this.#unwatch = () => {};
		this.#replica?.close();
		this.#replica = undefined;
		this.#person = undefined;
		this.#me = undefined;
		this.#sealed = false;
		this.#lostAfter = undefined;
	}

	async #listPeople(): Promise<void> {
		const rows = await this.parts.device.people.toArray();
		this.#people = rows
			.sort((a, b) => b.lastUsedAt - a.lastUsedAt)
			.map(({ person, name, username, lastUsedAt }) => ({ person, name, username, lastUsedAt }));
	}
}

function refused(code: string): { ok: false; rejection: Rejection } {
	return { ok: false, rejection: rejection(code) };
}
