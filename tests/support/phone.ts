/** One person's replica in Node: the real store on fake-indexeddb, the real loop, any wire. */
import 'fake-indexeddb/auto';
import { commandRunner, mintId } from '../../web/app/run-command';
import type { CommandRunner, PhotoDraft } from '../../web/app/doors';
import { sha256Hex } from '../../web/domain/sha256';
import type { CaseState } from '../../web/domain/case/state';
import { takeLease } from '../../web/store/lease';
import { openReplica, type Replica } from '../../web/store/replica-db';
import { SyncLoop } from '../../web/sync/loop';
import type { Transport } from '../../web/sync/transport';

export interface PhoneParts<T extends Transport = Transport> {
	readonly username: string;
	readonly password?: string;
	readonly wire: T;
	readonly now: () => number;
	readonly pageSize?: number;
	/** Names its database; a new one unless told. */
	readonly database?: string;
	readonly newCommandId?: () => string;
	readonly newId?: () => string;
}

let opened = 0;

export class Phone<T extends Transport = Transport> {
	readonly runner: CommandRunner;

	private constructor(
		readonly parts: PhoneParts<T>,
		readonly replica: Replica,
		readonly token: string,
		public loop: SyncLoop
	) {
		const { now, newCommandId, newId } = parts;
		this.runner = commandRunner({
			replica: () => this.replica,
			now,
			saved: () => this.loop.wake('work'),
			...(newCommandId && { newCommandId }),
			...(newId && { newId })
		});
	}

	/** Signs in and makes the first pull, as a phone does at its first start. */
	static async of<T extends Transport>(parts: PhoneParts<T>): Promise<Phone<T>> {
		const { wire, username, password = '' } = parts;
		const reply = await wire.login({ username, password, device: 'test' });
		if (reply.kind !== 'answer' || !reply.answer.ok) throw new Error('sign-in failed');
		const { me, replica: stream, token } = reply.answer;
		const replica = await openReplica(parts.database ?? `lq-${username}-${stream}-${++opened}`);
		await replica.own.setValue('me', me);
		await replica.own.setValue('replica', stream);
		const loop = await newLoop(parts, replica, token);
		const phone = new Phone(parts, replica, token, loop);
		await loop.settle();
		return phone;
	}

	/** Asks for everything there is to do, and does it until nothing is left or the wire is down. */
	async sync(): Promise<void> {
		this.loop.wake('retry');
		await this.loop.settle();
	}

	/** The app was closed and opened again: another loop, another lease, the same store. */
	async restart(): Promise<void> {
		this.loop = await newLoop(this.parts, this.replica, this.token);
	}

	async case(id: string): Promise<CaseState | undefined> {
		return (await this.replica.own.cases.get(id))?.doc;
	}

	outbox() {
		return this.replica.own.outbox.orderBy('seq').toArray();
	}
	inbox() {
		return this.replica.own.inbox.toArray();
	}

	/** Everything the screens could show, for comparing replicas. */
	async rows(): Promise<Record<string, unknown>> {
		const found: Record<string, unknown> = {};
		for (const collection of ['cases', 'patrols', 'notes', 'elements', 'overlays', 'refs'] as const)
			for (const { id, doc } of await this.replica.own.rowsOf(collection).toArray())
				found[`${collection}/${id}`] = doc;
		return found;
	}
}

async function newLoop(
	{ wire, now, pageSize }: PhoneParts,
	replica: Replica,
	token: string
): Promise<SyncLoop> {
	const lease = await takeLease(replica.own, `test-${++opened}`, now());
	return new SyncLoop(
		{
			replica,
			transport: wire,
			token: async () => token,
			now,
			random: () => 0.5,
			windowDays: async () => 30,
			...(pageSize !== undefined && { pageSize })
		},
		lease
	);
}

export { mintId };

/** Bytes that pass for a photo where nobody decodes them. */
export function photoDraft(salt: string, at: number, kind: PhotoDraft['kind'] = 'far'): PhotoDraft {
	const bytes = new TextEncoder().encode(salt.padEnd(200, '.')).buffer as ArrayBuffer;
	const thumb = new TextEncoder().encode(salt.padEnd(120, '.')).buffer as ArrayBuffer;
	return {
		bytes,
		thumb,
		sha256: sha256Hex(new Uint8Array(bytes)),
		w: 64,
		h: 48,
		kind,
		takenAt: at
	};
}
