/** Commands that no honest app makes, in the outbox all the same: they must stop nobody and be kept. */
import { sealEnvelope, type Envelope } from '../../../../web/protocol/envelope';
import type { OutboxRow } from '../../../../web/store/tables';
import type { Session } from '../device/tab';
import type { Random } from '../random';

type Spoil = (envelope: Envelope) => string;

const OTHER = 'otherreplica000';

export const isOfAnotherStream = ({ raw }: OutboxRow): boolean => raw.includes(OTHER);

const SPOILED: readonly Spoil[] = [
	// Not the schema's.
	(envelope) => sealEnvelope({ ...envelope, data: { words: 7 } }),
	// Another replica's.
	(envelope) => sealEnvelope({ ...envelope, replica: OTHER }),
	// Half a character.
	(envelope) => sealEnvelope(envelope).replace('示例', '\\ud83d'),
	// Beyond the limit.
	(envelope) => sealEnvelope({ ...envelope, data: { words: '示'.repeat(40_000) } }),
	// Only the server's own.
	(envelope) => sealEnvelope({ ...envelope, type: 'case.retime', data: {} }),
	// An envelope with a member too many.
	(envelope) => sealEnvelope(envelope).replace('{"v":1', '{"v":1,"odd":true'),
	// Not JSON any more: the disk gave back something else.
	(envelope) => sealEnvelope(envelope).slice(0, -3)
];

export async function poisonOf(
	{ replica: { own } }: Session,
	random: Random,
	id: string
): Promise<OutboxRow | undefined> {
	const [row] = await own.cases.toArray();
	const stream = await own.value('replica');
	if (!row || stream === undefined) return undefined;
	const spoil = random.pick(SPOILED);
	return own.write(async () => {
		const seq = ((await own.value('seq')) ?? 0) + 1;
		const type = 'case.amend' as const;
		const at = Date.now();
		const data = { words: '示例' };
		const raw = spoil({ v: 1, id, replica: stream, seq, type, target: row.id, at, data });
		const entry: OutboxRow = {
			...{ seq, id, type, kind: 'case', target: row.id, at, raw },
			...{ photos: [], state: 'waiting', tries: 0 }
		};
		const key = `cases/${row.id}`;
		if (!(await own.shadow.get(key)))
			await own.shadow.put({ key, collection: 'cases', id: row.id, seq: row.seq, doc: row.doc });
		await own.outbox.add(entry);
		await own.setValue('seq', seq);
		return entry;
	});
}
