/** The app in one tab: who works there, the write door, and the loop that the app itself starts. */
import type { CommandRunner } from '../../../../web/app/doors';
import { prepareReplica } from '../../../../web/app/enter';
import { commandRunner } from '../../../../web/app/run-command';
import { DeviceDb, type PersonRow } from '../../../../web/store/device-db';
import { openReplica, replicaName, type Replica } from '../../../../web/store/replica-db';
import { openChannel, type Channel } from '../../../../web/sync/channel';
import { startSync } from '../../../../web/sync/start';
import type { Why } from '../../../../web/sync/sync-state';
import { fetchTransport } from '../../../../web/sync/transport';
import type { Process } from '../clock';
import type { Device } from './device';

export interface Session {
	readonly person: string;
	readonly replica: Replica;
	readonly runner: CommandRunner;
	readonly channel: Channel;
	stop(): void;
}

export class Tab {
	session: Session | undefined;
	/** Something of the tab's own is under way. */
	busy = false;
	readonly #transport = fetchTransport();

	constructor(
		readonly device: Device,
		readonly process: Process
	) {}

	/** As after a reload: whoever was signed in works on. */
	async restore(): Promise<void> {
		const person = await new DeviceDb().current();
		if (person?.token !== undefined) await this.#open(person);
	}

	async signIn(username: string): Promise<void> {
		const db = new DeviceDb();
		const known = await db.people.where('username').equals(username).first();
		const stream = known && (await (await openReplica(known.database)).own.value('replica'));
		const reply = await this.#transport.login({
			username,
			password: username,
			device: this.device.name,
			...(stream !== undefined && { replica: stream })
		});
		if (reply.kind !== 'answer' || !reply.answer.ok) return;
		const { me, token, replica } = reply.answer;
		const database = known?.database ?? replicaName(me.person, replica);
		await prepareReplica(database, reply.answer, Date.now());
		const row = {
			person: me.person,
			name: me.name,
			username,
			database,
			token,
			lastUsedAt: Date.now()
		};
		await db.enter(row);
		await this.#open(row);
		this.tell('retry');
	}

	async signOut(): Promise<void> {
		const person = this.session?.person;
		this.close();
		if (person !== undefined) await new DeviceDb().leave(person);
	}

	async #open(row: PersonRow): Promise<void> {
		this.close();
		const { database, person } = row;
		const replica = await openReplica(database);
		const channel = openChannel(database);
		const { newCommandId, newId } = this.device.parts;
		const runner = commandRunner({
			replica: () => replica,
			now: () => Date.now(),
			newCommandId,
			newId,
			saved: () => channel.tell('work')
		});
		const session: Session = { person, replica, runner, channel, stop: () => {} };
		this.session = session;
		const holder = this.process.name;
		const stop = await startSync({ person, database, origin: '', windowDays: 30, holder });
		if (this.session === session) session.stop = stop;
		else stop();
	}

	tell(why: Why): void {
		this.session?.channel.tell(why);
	}

	close(): void {
		this.session?.stop();
		this.session?.channel.close();
		this.session?.replica.close();
		this.session = undefined;
	}
}
