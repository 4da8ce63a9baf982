/** The judgement once everything is at rest: what was promised against what there is (O1-O5). */
import { hash } from 'node:crypto';
import type { OutboxRow, PhotoRow } from '../../../../web/store/tables';
import type { SavedAct, World } from '../world/world';
import { divergences } from './equal';
import { inconsistencies } from './books';
import { replicasOf } from './replicas';

export interface Verdict {
	readonly lost: string[];
	readonly doubled: string[];
	readonly diverged: string[];
	readonly stuck: string[];
	readonly leaked: string[];
}

export function judge(world: World, atRest: boolean): Verdict {
	const verdict: Verdict = {
		lost: [],
		doubled: inconsistencies(world.server.data.tables),
		diverged: divergences(world),
		stuck: stuckIn(world, atRest),
		leaked: [...world.leaks]
	};
	for (const act of world.saved) {
		const gone = fateOf(world, act);
		if (gone) verdict.lost.push(`${act.command} ${act.type} of ${act.person}: ${gone}`);
	}
	return verdict;
}

/** Why an act counts as lost; nothing when it is where it must be. */
function fateOf(world: World, act: SavedAct): string | undefined {
	const { tables } = world.server.data;
	const lines = [...tables.commands.values()];
	const line =
		tables.commands.get(act.command) ??
		lines.find(({ id, raw }) => id.startsWith('raw-') && raw.includes(act.command)) ??
		lines.find(({ id }) => id.startsWith(`${act.command}~`));
	const owner = replicasOf(act.device).find(({ person }) => person === act.person);
	const returned = owner?.table('inbox').has(act.command) === true;
	const forgiven = isForgiven(world, act);
	if (!line) return returned || forgiven ? undefined : 'nowhere';
	if (line.result === 'ok') {
		if (act.poison) return 'a poison was taken';
		return photoFate(world, act, forgiven);
	}
	if (!returned && !forgiven) return `${line.result} ${line.code}, and its author does not see it`;
	return photoFate(world, act, forgiven);
}

/** Its store was lost after it was saved, by a fault that no app can prevent. */
function isForgiven({ sealed, server }: World, act: SavedAct): boolean {
	const { device, at, person } = act;
	if (device.lost.some((loss) => loss.at >= at && loss.since < at)) return true;
	// Acknowledged, wiped with a disabled person's data, and then taken back by a restored server.
	return server.restored >= at && (sealed.get(person) ?? -1) >= 0;
}

function photoFate(world: World, act: SavedAct, forgiven: boolean): string | undefined {
	const { server } = world;
	for (const key of act.photos) {
		const [target = '', sha256 = ''] = key.split('/');
		const path = `data/photos/${target}/${sha256}.jpg`;
		const whole = server.files.has(path) && hash('sha256', server.files.read(path)) === sha256;
		const row = replicasOf(act.device)
			.find(({ person }) => person === act.person)
			?.table('photos')
			.get(`[${target}\u0000${sha256}`)?.value as PhotoRow | undefined;
		// The person was told that her own disk gave back other bytes.
		if (row?.state === 'unreadable' || forgiven) continue;
		if (!whole || !server.data.tables.photos.has(key)) return `photo ${sha256.slice(0, 8)} missing`;
	}
	return undefined;
}

function stuckIn(world: World, atRest: boolean): string[] {
	const found = [...world.broken, ...world.server.complaints];
	for (const device of world.devices) {
		const replicas = replicasOf(device);
		if (replicas.length === 0) found.push(`${device.name}: nobody could sign in`);
		for (const { person, table, value } of replicas) {
			const where = `${device.name}/${person}`;
			for (const { value: entry } of table('outbox').values()) {
				const { seq, type, state } = entry as OutboxRow;
				found.push(`${where}: #${seq} ${type} is ${state}`);
			}
			for (const { value: photo } of table('photos').values()) {
				const { state, sha256, code } = photo as PhotoRow;
				if (state === 'waiting') found.push(`${where}: photo ${sha256.slice(0, 8)} waits`);
				if (state === 'refused') found.push(`${where}: photo refused, ${code}`);
			}
			if (table('shadow').size > 0) found.push(`${where}: a shadow is left`);
			const contact = value('contact') as { problem?: string } | undefined;
			if (contact?.problem === 'storage') found.push(`${where}: its store fails`);
			if (value('sweeping') === true) found.push(`${where}: a sweep never ended`);
		}
	}
	if (!atRest && found.length === 0) found.push('never came to rest');
	return found;
}
