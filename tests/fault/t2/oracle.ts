/** What must hold when the weather has cleared (O1-O5): asked of the server's tables and of each phone. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../support/jpeg';
import type { Tally } from '../tally';
import type { Player } from './player';
import type { TownServer } from './town-server';

export type Harm = 'lost' | 'doubled' | 'diverged' | 'stuck' | 'leaked';

export interface Finding {
	readonly harm: Harm;
	readonly what: string;
}

export type Harms = Pick<Tally, Harm>;

/** The server's tables, as far as the oracle asks them. */
export interface Books {
	/** Of each command: its result, how often, in which stream and under which number. */
	readonly ledger: ReadonlyMap<
		string,
		{ result: string; replica: string; rseq: number; hash: string }
	>;
	/** Commands that left an event. */
	readonly effects: ReadonlySet<string>;
	readonly docs: ReadonlyMap<string, string>;
	readonly photos: ReadonlySet<string>;
}

export async function readBooks(server: TownServer): Promise<Books> {
	const ledger = new Map<string, { result: string; replica: string; rseq: number; hash: string }>();
	const mine = `replica <> ''`;
	for (const [id, result, replica, rseq, hash] of await pages(
		server,
		`SELECT id, result, replica, rseq, hash FROM commands WHERE ${mine} ORDER BY id`
	))
		ledger.set(id!, { result: result!, replica: replica!, rseq: Number(rseq), hash: hash! });
	const effects = new Set<string>();
	for (const [id] of await pages(
		server,
		`SELECT DISTINCT substr(id, 1, instr(id, '#') - 1) FROM events WHERE id LIKE '%#%' ORDER BY 1`
	))
		effects.add(id!);
	const docs = new Map<string, string>();
	for (const collection of ['cases', 'patrols', 'notes'])
		for (const [id, doc] of await pages(server, `SELECT id, doc FROM ${collection} ORDER BY id`))
			docs.set(`${collection}/${id}`, doc!);
	const photos = new Set<string>();
	for (const [caseId, hash] of await pages(
		server,
		`SELECT "case", sha256 FROM photos ORDER BY "case", sha256`
	))
		photos.add(`${caseId}/${hash}`);
	return { ledger, effects, docs, photos };
}

async function pages(server: TownServer, query: string): Promise<string[][]> {
	const found: string[][] = [];
	for (;;) {
		const page = await server.sql(`${query} LIMIT 500 OFFSET ${found.length}`);
		found.push(...page);
		if (page.length < 500) return found;
	}
}

export async function judge(
	players: readonly Player[],
	books: Books,
	server: TownServer
): Promise<Finding[]> {
	const found: Finding[] = [];
	const streams = new Map<string, Set<string>>();
	for (const player of players) {
		found.push(...(await judgeWork(player, books, server)), ...(await judgeRows(player, books)));
		for (const mark of player.parts.lane.leaks)
			found.push({ harm: 'leaked', what: `${player.parts.name} heard ${mark}` });
		const stream = await player.phone.replica.own.value('replica');
		const known = streams.get(stream!) ?? new Set();
		for (const { command } of player.saved) known.add(command);
		streams.set(stream!, known);
	}
	for (const [stream, saved] of streams) found.push(...judgeStream(stream, saved, books));
	found.push(...(await judgeEquals(players)));
	return found;
}

async function judgeWork(player: Player, books: Books, server: TownServer): Promise<Finding[]> {
	const found: Finding[] = [];
	const { own } = player.phone.replica;
	const inbox = new Map((await own.inbox.toArray()).map((row) => [row.id, row]));
	const { name } = player.parts;
	const say = (harm: Harm, what: string) => found.push({ harm, what: `${name}: ${what}` });
	for (const { command, type, target, photos } of player.saved) {
		const line = books.ledger.get(command);
		if (!line) {
			// Refused, told its author, and then taken back with the rest by a rollback: she still sees it.
			if (inbox.has(command)) continue;
			if (await own.outbox.where('id').equals(command).count()) say('stuck', `${type} ${command}`);
			else say('lost', `${type} ${command} is not in the ledger`);
			continue;
		}
		const returned = inbox.get(command);
		if (line.result === 'ok' && !books.effects.has(command) && returned)
			say('doubled', `${type} ${command} is ok in the ledger and returned on the phone`);
		if (line.result !== 'ok' && !returned)
			say('lost', `${type} ${command} is ${line.result} and not in the inbox`);
		for (const { sha256: hash } of photos) {
			const path = join(server.dataDir, 'photos', target, `${hash}.jpg`);
			const whole = existsSync(path) && sha256(readFileSync(path)) === hash;
			if (!whole || !books.photos.has(`${target}/${hash}`))
				say('lost', `photo ${target}/${hash.slice(0, 8)} of ${type}`);
		}
	}
	return found;
}

/** A stream holds what its phone saved, each number once, without a gap. */
function judgeStream(stream: string, saved: ReadonlySet<string>, { ledger }: Books): Finding[] {
	const found: Finding[] = [];
	const numbers: number[] = [];
	for (const [id, { replica, rseq }] of ledger) {
		if (replica !== stream) continue;
		if (!saved.has(id)) found.push({ harm: 'doubled', what: `${stream}: ${id} was never saved` });
		if (rseq > 0) numbers.push(rseq);
	}
	numbers.sort((a, b) => a - b);
	const gap = numbers.findIndex((number, i) => number !== i + 1);
	if (gap >= 0) found.push({ harm: 'doubled', what: `${stream}: numbers ${numbers.join(' ')}` });
	return found;
}

/** What a phone shows of its documents is what the server has. */
async function judgeRows(player: Player, { docs }: Books): Promise<Finding[]> {
	const found: Finding[] = [];
	for (const [key, doc] of Object.entries(await player.phone.rows())) {
		if (!/^(cases|patrols|notes)\//.test(key)) continue;
		const truth = docs.get(key);
		if (truth === undefined || canonical(JSON.parse(truth)) !== canonical(doc))
			found.push({
				harm: 'diverged',
				what: `${player.parts.name}: ${key} ${truth === undefined ? 'is not on the server' : 'differs'}`
			});
	}
	return found;
}

/** Two devices of one person hold the same. */
async function judgeEquals(players: readonly Player[]): Promise<Finding[]> {
	const found: Finding[] = [];
	const byPerson = new Map<string, { name: string; rows: string }>();
	for (const { parts, phone } of players) {
		const rows = canonical(await phone.rows());
		const twin = byPerson.get(parts.username);
		if (twin && twin.rows !== rows)
			found.push({ harm: 'diverged', what: `${twin.name} and ${parts.name} hold different rows` });
		byPerson.set(parts.username, { name: parts.name, rows });
	}
	return found;
}

function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	members.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

/** O2, O6 of the whole server: everything refolds, and the file is sound. */
export async function judgeServer(server: TownServer): Promise<Finding[]> {
	const found: Finding[] = [];
	const [[sound] = []] = await server.sql('PRAGMA integrity_check');
	if (sound !== 'ok') found.push({ harm: 'lost', what: `integrity_check: ${sound}` });
	try {
		server.console(['lq-verify']);
	} catch (error) {
		found.push({ harm: 'doubled', what: String(error).slice(0, 600) });
	}
	return found;
}
