/** What waits, why, and what came back: the only door where sending is the subject. */
import type { CommandType } from '../domain/aggregates';
import { CLOCK_TOLERANCE_MS } from '../domain/context';
import { rejection } from '../domain/error';
import type { Ms } from '../domain/time';
import type { Envelope } from '../protocol/envelope';
import type { Replica, ReplicaDb } from '../store/replica-db';
import type { AcknowledgedRow, InboxRow, OutboxRow, PhotoRow } from '../store/tables';
import type { CommandRunner, PhotoDraft, RunData, WaitingItem, WaitingSource } from './doors';
import { exportQueue } from './export-queue';
import { live, type CurrentReplica } from './live.svelte';

export interface WaitingParts {
	readonly replica: CurrentReplica;
	readonly runner: CommandRunner;
	readonly retry: () => void;
	readonly now: () => Ms;
	/** Reactive: what the browser says of the network. */
	readonly networkUp: () => boolean;
}

export function waitingSource({
	replica,
	runner,
	retry,
	now,
	networkUp
}: WaitingParts): WaitingSource {
	return {
		items: () => live(replica, none, ({ own }) => itemsOf(own)),
		summary: () => live(replica, networkUp, ({ own }, up) => summaryOf(own, up)),
		retryNow: retry,
		async dataOf(command) {
			const row = await replica()?.own.inbox.get(command);
			return row && (JSON.parse(row.raw) as Envelope).data;
		},
		async resend(command, data) {
			const db = replica();
			const row = await db?.own.inbox.get(command);
			if (!db || !row) return { ok: false, rejection: rejection('sync/unknown-command') };
			const photos = await draftsOf(db, row);
			// The data is the same command's, changed in a form that knows its type.
			const { photos: _, ...given } = data as { photos?: unknown };
			const result = await runner.run(row.type, given as RunData<CommandType>, {
				target: row.target,
				photos
			});
			if (result.ok) await db.own.inbox.delete(command);
			return result;
		},
		async discard(command) {
			const db = replica();
			if (db) await discard(db, command);
		},
		async exportAll() {
			const db = replica();
			if (!db) throw new Error('nobody works here');
			return exportQueue(db.own, now());
		},
		stopped: () => live(replica, none, async ({ own }) => (await own.value('stopped')) ?? [])
	};
}

const none = () => null;

async function itemsOf(db: ReplicaDb): Promise<WaitingItem[]> {
	const durable = (await db.value('durableSeq')) ?? 0;
	const unsafe = new Set(
		(await db.photos.where('state').equals('waiting').primaryKeys()).map((key) => key.join('/'))
	);
	const photosLeft = ({ target, photos }: Pick<OutboxRow, 'target' | 'photos'>) =>
		photos.filter((sha256) => unsafe.has(`${target}/${sha256}`)).length;
	const online = (await db.value('contact'))?.online === true;

	const outbox = (await db.outbox.toArray()).map((row) => waitingOf(row, photosLeft(row), online));
	const settled = (await db.acknowledged.toArray())
		.filter((row) => row.ackSeq > durable || photosLeft(row) > 0)
		.map((row) => itemOf(row, 'acknowledged', photosLeft(row)));
	const inbox = (await db.inbox.toArray()).map((row) => returnedOf(row, photosLeft(row)));
	return [...inbox, ...outbox, ...settled].sort((a, b) => a.at - b.at);
}

function itemOf(
	{ id, type, target, at }: OutboxRow | AcknowledgedRow | InboxRow,
	state: WaitingItem['state'],
	photosLeft: number
): WaitingItem {
	return { command: id, type, target, at, state, photosLeft };
}

function waitingOf(row: OutboxRow, photosLeft: number, online: boolean): WaitingItem {
	const state = row.state === 'waiting' && online && row.tries === 0 ? 'sending' : row.state;
	const item = itemOf(row, state, photosLeft);
	return row.doubtful ? { ...item, rejection: row.doubtful } : item;
}

function returnedOf(row: InboxRow, photosLeft: number): WaitingItem {
	const state = row.outcome === 'rejected' ? 'rejected' : 'quarantined';
	return { ...itemOf(row, state, photosLeft), rejection: row.rejection };
}

type Summary = NonNullable<ReturnType<WaitingSource['summary']>['current']>;

async function summaryOf(db: ReplicaDb, networkUp: boolean): Promise<Summary> {
	const [contact, skew, waiting, photos, rejected] = await Promise.all([
		db.value('contact'),
		db.value('skew'),
		db.outbox.where('state').anyOf('waiting', 'later').count(),
		db.photos.where('state').equals('waiting').count(),
		db.inbox.count()
	]);
	const clockOff = Math.abs(skew ?? 0) > CLOCK_TOLERANCE_MS ? ('clock' as const) : undefined;
	const problem = contact?.problem ?? clockOff;
	return {
		online: networkUp && contact?.online === true,
		waiting,
		photos,
		rejected,
		...(contact?.at !== undefined && { lastContact: contact.at }),
		...(problem !== undefined && { problem })
	};
}

/** Its photos go out again with the new command. */
async function draftsOf({ own }: Replica, row: InboxRow): Promise<PhotoDraft[]> {
	const keys = row.photos.map((sha256): [string, string] => [row.target, sha256]);
	const rows = await own.photos.bulkGet(keys);
	return rows.flatMap((photo) => (photo ? [draftOf(photo)] : []));
}

function draftOf({ bytes, thumb, sha256, w, h, kind, takenAt, at }: PhotoRow): PhotoDraft {
	return { bytes, thumb, sha256, w, h, kind, takenAt, ...(at && { at }) };
}

/**
 * Only what came back can be thrown away: a number once given must reach the server. Its photos go
 * when no other command of this device shows them.
 */
async function discard({ own }: Replica, command: string): Promise<void> {
	await own.transaction('rw', [own.inbox, own.outbox, own.acknowledged, own.photos], async () => {
		const row = await own.inbox.get(command);
		if (!row) return;
		await own.inbox.delete(command);
		const others = await Promise.all(
			[own.inbox, own.outbox, own.acknowledged].map((table) =>
				table.where('target').equals(row.target).toArray()
			)
		);
		const used = new Set(others.flat().flatMap(({ photos }) => photos));
		for (const sha256 of row.photos)
			if (!used.has(sha256)) await own.photos.delete([row.target, sha256]);
	});
}
