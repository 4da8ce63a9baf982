/** A phone or a desk computer: its disk, its clock, its line to the server, and the tabs open on it. */
import { type Clock, Process } from '../clock';
import { Disk, type DatabaseData } from '../disk/disk';
import type { OpenTransaction } from '../disk/dexie';
import type { Machine } from '../browser';
import { Link } from '../net/link';
import { Channels } from './channels';
import { Locks } from './locks';
import { Tab } from './tab';

export interface DeviceParts {
	readonly name: string;
	readonly clock: Clock;
	readonly newCommandId: () => string;
	readonly newId: () => string;
}

export class Device implements Machine {
	readonly disk = new Disk();
	readonly link = new Link();
	readonly locks: Locks;
	readonly channels: Channels;
	readonly tabs: Tab[] = [];
	transaction: OpenTransaction | undefined;
	/** Device clock minus true time. */
	skew = 0;
	/** When its store was lost, or an older one put back. */
	readonly lost: { readonly at: number; readonly since: number; readonly kind: string }[] = [];
	copy: { readonly at: number; readonly data: ReadonlyMap<string, DatabaseData> } | undefined;
	#opened = 0;

	constructor(readonly parts: DeviceParts) {
		this.locks = new Locks(parts.clock);
		this.channels = new Channels(parts.clock);
	}

	get name(): string {
		return this.parts.name;
	}

	readonly now = (): number => this.parts.clock.now + this.skew;

	openTab(): Tab {
		const process = new Process(`${this.name}/${++this.#opened}`, this.now, this);
		const tab = new Tab(this, process);
		this.tabs.push(tab);
		return tab;
	}

	/** The tab and its worker are gone in the middle of whatever they did. */
	kill(tab: Tab): void {
		tab.process.alive = false;
		this.locks.forget(tab.process);
		this.channels.forget(tab.process);
		this.tabs.splice(this.tabs.indexOf(tab), 1);
	}

	killAll(): void {
		for (const tab of [...this.tabs]) this.kill(tab);
		for (const stream of [...this.link.streams]) stream.break();
		this.disk.interrupt = undefined;
	}

	takeCopy(): void {
		this.copy = { at: this.parts.clock.now, data: this.disk.copy() };
	}
}
