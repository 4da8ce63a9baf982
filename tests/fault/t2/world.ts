/** What befalls the machine room while a group of schedules is at work, drawn from the group's seed. */
import { appendFileSync, rmSync } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../sim/random';
import type { Snapshot, SnapshotKind, TownServer } from './town-server';

type Blow =
	| { readonly at: number; readonly kind: 'kill'; readonly downMs: number }
	| { readonly at: number; readonly kind: 'snapshot'; readonly of: SnapshotKind }
	| { readonly at: number; readonly kind: 'rollback' | 'fill' | 'free' };

export interface Weather {
	readonly steps: number;
	readonly kills: number;
	readonly rollbacks: number;
	/** The server's disk is small enough to be filled. */
	readonly smallDisk: boolean;
}

const KINDS: readonly SnapshotKind[] = ['copy', 'backup', 'cut'];

export class World {
	readonly counts: Record<string, number> = {};
	readonly #blows: Blow[];
	#step = 0;
	#busy: Promise<void> = Promise.resolve();
	#snapshot: Snapshot | undefined;

	constructor(
		readonly server: TownServer,
		random: Random,
		{ steps, kills, rollbacks, smallDisk }: Weather
	) {
		const blows: Blow[] = [];
		const somewhere = (from = 0.1, to = 0.95) =>
			Math.floor(steps * (from + (to - from) * random.next()));
		for (let n = 0; n < kills; n++)
			blows.push({ at: somewhere(), kind: 'kill', downMs: random.pick([0, 0, 20, 200]) });
		for (let n = 0; n < rollbacks; n++) {
			const [from, to] = [0.1 + (0.8 * n) / rollbacks, 0.1 + (0.8 * (n + 1)) / rollbacks];
			const at = somewhere(from, (from + to) / 2);
			blows.push({ at, kind: 'snapshot', of: random.pick(KINDS) });
			// Often when the last act is done and has been heard of.
			const isLast = n === rollbacks - 1 && random.chance(0.5);
			blows.push({ at: isLast ? Infinity : somewhere((from + to) / 2, to), kind: 'rollback' });
		}
		if (smallDisk) {
			blows.push({ at: somewhere(0.2, 0.5), kind: 'fill' });
			blows.push({ at: somewhere(0.55, 0.9), kind: 'free' });
		}
		this.#blows = blows.sort((a, b) => a.at - b.at);
	}

	/** One act of anybody's went by. Blows fall one after the other, and nobody waits for them. */
	tick(): void {
		this.#step++;
		while (this.#blows[0] && this.#blows[0].at <= this.#step) this.#fall(this.#blows.shift()!);
	}

	/** All that was to come has come, and the server is up. */
	async calm(): Promise<void> {
		for (const blow of this.#blows.splice(0)) this.#fall(blow);
		this.#fall({ at: 0, kind: 'free' });
		await this.#busy;
	}

	#fall(blow: Blow): void {
		this.#busy = this.#busy.then(() => this.#strike(blow));
	}

	#count(name: string): void {
		this.counts[name] = (this.counts[name] ?? 0) + 1;
	}

	async #strike(blow: Blow): Promise<void> {
		const { server } = this;
		switch (blow.kind) {
			case 'kill':
				await server.kill();
				this.#count('kill');
				await sleep(blow.downMs);
				return server.start();
			case 'snapshot':
				// A backup needs room on the disk, which a full one has not.
				this.#snapshot = await server.snapshot(this.#isFull() ? 'cut' : blow.of);
				return;
			case 'rollback': {
				if (!this.#snapshot) return;
				this.#free();
				await server.rollBack(this.#snapshot);
				this.#count('rollback');
				this.#count(`rollback-${this.#snapshot.kind}`);
				await rm(this.#snapshot.folder, { recursive: true, force: true });
				this.#snapshot = undefined;
				return;
			}
			case 'fill':
				await this.#fill();
				return this.#count('full-disk');
			case 'free':
				return this.#free();
		}
	}

	#filler: string | undefined;
	#isFull = () => this.#filler !== undefined;

	async #fill(): Promise<void> {
		this.#filler = join(this.server.dataDir, 'filler');
		const piece = Buffer.alloc(65_536, 1);
		for (let left = (await statfs(this.server.dataDir)).bavail; left > 0;)
			try {
				appendFileSync(this.#filler, piece);
				left = (await statfs(this.server.dataDir)).bavail;
			} catch {
				return;
			}
	}

	#free(): void {
		if (this.#filler !== undefined) rmSync(this.#filler, { force: true });
		this.#filler = undefined;
	}
}
