/** One schedule's world: the server, the devices, and the account of what people were told. */
import { Clock, Process } from '../clock';
import { Device } from '../device/device';
import type { Tab } from '../device/tab';
import { setStage } from '../browser';
import { Net } from '../net/net';
import { Random } from '../random';
import { Server, type Backup } from '../server/server';
import { leaksIn } from '../oracle/leaks';
import { nextDeed } from './acts';
import { isOfAnotherStream, poisonOf } from './poison';
import type { Schedule } from './schedule';
import { freshTown, START } from './town';

/** Work that somebody was told is saved. */
export interface SavedAct {
	readonly command: string;
	readonly person: string;
	readonly device: Device;
	readonly target: string;
	readonly type: string;
	/** `target/sha256` of its photos. */
	readonly photos: readonly string[];
	/** True time. */
	readonly at: number;
	readonly poison?: boolean;
}

export interface WorldParts {
	readonly schedule: Schedule;
	/** Folder of the sources whose hooks run. */
	readonly root: string;
	/** Keeps the trace in words. */
	readonly verbose?: boolean;
}

export class World {
	readonly clock = new Clock(START);
	readonly random: Random;
	readonly server: Server;
	readonly net: Net;
	readonly devices: Device[];
	readonly saved: SavedAct[] = [];
	readonly backups: Backup[] = [];
	readonly faults: Record<string, number> = {};
	readonly leaks: string[] = [];
	/** What the simulator itself stumbled over. */
	readonly broken: string[] = [];
	readonly lines: string[] = [];
	/** People whose replica was wiped by a disabling, and when. */
	readonly sealed = new Map<string, number>();
	acts = 0;
	traceHash = 2166136261;
	readonly #outside: Process;
	#minted = 0;

	constructor(readonly parts: WorldParts) {
		const { schedule, root } = parts;
		this.random = new Random(schedule.seed ^ 0x51ed270b);
		this.#outside = new Process('world', () => this.clock.now);
		this.server = new Server(root, this.clock, this.random, this.note);
		this.server.data = freshTown();
		this.server.tokenMs = schedule.tokenMs;
		this.server.start();
		this.net = new Net({
			clock: this.clock,
			random: this.random,
			server: () => this.server,
			linkOf: (process) => (process.device as Device).link,
			observe: (request, answer) => {
				if (request.path === '/api/lq/pull') {
					const found = leaksIn(this.server, request, answer);
					for (const leak of found) this.note('LEAK', leak);
					this.leaks.push(...found);
				}
			},
			noted: this.note,
			count: (fault) => this.count(fault)
		});
		this.devices = schedule.seats.map(({ skew }, i) => {
			const device = new Device({
				name: `d${i}`,
				clock: this.clock,
				newCommandId: () => this.#commandId(),
				newId: () => this.random.letters(15)
			});
			device.skew = skew;
			return device;
		});
		this.clock.settled = () => {
			for (const device of this.devices)
				if (device.transaction) {
					this.broken.push(`${device.name}: a transaction waits for something else`);
					device.transaction = undefined;
				}
		};
		setStage({ clock: this.clock, random: this.random, fetch: this.net.fetch as never });
	}

	readonly note = (what: string, detail = ''): void => {
		const text = `${this.clock.now - START} ${what} ${detail}`;
		let hash = this.traceHash;
		for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
		this.traceHash = hash >>> 0;
		if (this.parts.verbose) this.lines.push(text);
	};

	count(fault: string): void {
		this.faults[fault] = (this.faults[fault] ?? 0) + 1;
	}

	#commandId(): string {
		const n = (++this.#minted).toString(16).padStart(12, '0');
		return `0190f5f0-0001-7000-8000-${n}`;
	}

	/** Something of the tab's own; what it throws is noted, as a person would shrug. */
	async inTab(tab: Tab, what: string, work: () => Promise<unknown>): Promise<void> {
		await this.clock.do(tab.process, () => {
			tab.busy = true;
			void work().then(
				() => (tab.busy = false),
				(error: Error) => {
					tab.busy = false;
					this.note(`${what} failed`, `${tab.process.name} ${error.name}: ${error.message}`);
				}
			);
		});
	}

	/** A tab of the device in which somebody can work; opened, and signed in, when there is none. */
	async tabOf(device: Device): Promise<Tab | undefined> {
		const usable = device.tabs.filter((tab) => !tab.process.frozen);
		const tab = usable.find(({ session }) => session) ?? usable[0];
		if (tab) return tab;
		if (device.tabs.length > 0) return undefined;
		const fresh = device.openTab();
		await this.inTab(fresh, 'restore', () => fresh.restore());
		return fresh;
	}

	seatOf(device: Device): readonly string[] {
		return this.parts.schedule.seats[this.devices.indexOf(device)]?.people ?? [];
	}

	async signIn(device: Device, tab: Tab, person = this.seatOf(device)[0]!): Promise<void> {
		if (tab.busy) return;
		this.note('sign in', `${tab.process.name} ${person}`);
		await this.inTab(tab, 'sign in', () => tab.signIn(person));
	}

	async act(device: Device): Promise<void> {
		const tab = await this.tabOf(device);
		if (!tab || tab.busy) return;
		if (!tab.session) return this.signIn(device, tab);
		await this.inTab(tab, 'act', () => this.#perform(tab));
	}

	async #perform(tab: Tab): Promise<void> {
		const { session, device } = tab;
		if (!session) return;
		const deed = await nextDeed(session, this.random, Date.now());
		if (!deed) return;
		const { type, data, target, photos = [] } = deed;
		const result = await session.runner.run(type, data as never, {
			...(target !== undefined && { target }),
			photos
		});
		this.note(
			type,
			`${session.person} ${target ?? ''} ${result.ok ? result.command : result.rejection.code}`
		);
		if (!result.ok) return;
		this.acts++;
		this.saved.push({
			command: result.command,
			person: session.person,
			device,
			target: result.target,
			type,
			photos: photos.map(({ sha256 }) => `${result.target}/${sha256}`),
			at: this.clock.now
		});
	}

	/** A broken app's command, in the middle of good ones (fault P06). */
	async poison(tab: Tab): Promise<void> {
		const { session, device } = tab;
		if (!session || tab.busy) return;
		await this.inTab(tab, 'poison', async () => {
			const entry = await poisonOf(session, this.random, this.#commandId());
			if (!entry) return;
			this.note('poison', `${session.person} ${entry.id}`);
			this.acts++;
			this.saved.push({
				command: entry.id,
				person: session.person,
				device,
				target: entry.target,
				type: entry.type,
				photos: [],
				at: this.clock.now,
				// A command of a stream that was left is moved into the present one, and is good there.
				poison: !isOfAnotherStream(entry)
			});
		});
	}

	/** As somebody who looks after the server. */
	async outside(work: () => void): Promise<void> {
		await this.clock.do(this.#outside, work);
	}

	breakStreams(): void {
		for (const { link } of this.devices) for (const stream of [...link.streams]) stream.break();
	}
}
