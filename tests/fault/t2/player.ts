/** Somebody with a phone or a desk: the real store, loop and rules, and a bad network of her own. */
import type { CommandType } from '../../../web/domain/aggregates';
import type { PhotoDraft, RunOptions } from '../../../web/app/doors';
import type { Role } from '../../../web/domain/actor';
import { fetchTransport, type Transport } from '../../../web/sync/transport';
import { PASSWORD } from '../../support/fixture-town';
import { Phone } from '../../support/phone';
import type { BadLane } from './wire';

/** What a screen told its person: this rests on the device. */
export interface Saved {
	readonly command: string;
	readonly type: string;
	readonly target: string;
	readonly photos: readonly PhotoDraft[];
}

export interface PlayerParts {
	readonly name: string;
	readonly username: string;
	readonly role: Role;
	readonly village: string;
	/** The unit an officer works for. */
	readonly unit?: string;
	readonly origin: string;
	readonly lane: BadLane;
	/** A second device of somebody who is signed in already. */
	readonly token?: string;
}

export class Player {
	readonly saved: Saved[] = [];
	refused = 0;
	#syncing: Promise<void> | undefined;

	private constructor(
		readonly parts: PlayerParts,
		readonly phone: Phone
	) {}

	static async of(parts: PlayerParts): Promise<Player> {
		const { username, origin, name, token } = parts;
		const plain = fetchTransport({
			origin,
			fetch: (input, init) =>
				fetch(input, { ...init, headers: { ...(init?.headers as object), 'x-lane': name } })
		});
		const wire: Transport =
			token === undefined
				? plain
				: { ...plain, login: ({ device }) => plain.register({ device }, token) };
		const base = { username, password: PASSWORD, wire, now: Date.now, database: `lq-t2-${name}` };
		return new Player(parts, await Phone.of(base));
	}

	async act(type: CommandType, data: object, options: RunOptions = {}): Promise<boolean> {
		const done = await this.phone.runner.run(type, data, options);
		if (!done.ok) {
			this.refused++;
			return false;
		}
		const { target, command } = done;
		this.saved.push({ command, type, target, photos: options.photos ?? [] });
		return true;
	}

	/** Begins a sync, unless one is under way; the person goes on working meanwhile. */
	syncSoon(): void {
		this.#syncing ??= this.phone.sync().finally(() => (this.#syncing = undefined));
	}

	async syncNow(): Promise<void> {
		await this.#syncing;
		await this.phone.sync();
	}

	/** The tab died and was opened again: its old loop may still bring an answer home, in vain. */
	async crash(): Promise<void> {
		await this.phone.restart();
		this.#syncing = undefined;
	}

	/** Nothing of hers waits any more. */
	async isCalm(): Promise<boolean> {
		const { own } = this.phone.replica;
		if ((await own.outbox.count()) > 0) return false;
		return (await own.photos.where('state').equals('waiting').count()) === 0;
	}

	async close(): Promise<void> {
		await this.#syncing?.catch(() => undefined);
		this.phone.replica.close();
		await this.phone.replica.own.delete();
	}
}
