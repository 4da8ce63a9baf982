/**
 * Tier 2: the real server process and real phones in one Node process, through a bad network, while
 * the server is killed, put back to an earlier moment and its disk filled. Schedules run in groups of
 * four on one server; what can be decided is decided by the seeds (`group * 4 …`), so a failing one is
 * replayed with its whole group.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fireOf, villagesOf } from '../../support/fixture-town';
import { Random } from '../sim/random';
import { add, NONE, type Tally } from '../tally';
import { doSomething } from './acts';
import { judge, judgeServer, readBooks, type Finding } from './oracle';
import { Player, type PlayerParts } from './player';
import { FaultProxy } from './proxy';
import { makeTemplate, TownServer, type Template } from './town-server';
import { BadLane } from './wire';
import { World } from './world';

export interface RunOptions {
	readonly from: number;
	/** The last seed. */
	readonly to: number;
	/** Gets each finding and each group's line. */
	readonly say?: (line: string) => void;
	/** Ends in order after the current group. */
	readonly signal?: AbortSignal;
}

const GROUP = 4;
const STEPS = { least: 18, most: 28 };
/** Groups at work at a time: while one waits for its server, another computes. */
const ABREAST = 2;
const TOWNS = ['310115901', '310115902', '310115903', '310115904'];
const CALM_ROUNDS = 60;

export async function run({ from, to, say = console.log, signal }: RunOptions): Promise<Tally> {
	const template = await makeTemplate(TOWNS);
	const disk = smallDisk();
	if (!disk.place) say(`full disk skipped: ${disk.why}`);
	let tally: Tally = NONE;
	let next = Math.floor(from / GROUP);
	const worker = async () => {
		for (let group = next++; group * GROUP <= to && !signal?.aborted; group = next++) {
			const seeds = Array.from({ length: GROUP }, (_, i) => group * GROUP + i).filter(
				(seed) => seed >= from && seed <= to
			);
			const part = await runGroup(template, group, seeds, disk.place, say);
			tally = add(tally, part);
		}
	};
	try {
		await Promise.all(Array.from({ length: ABREAST }, worker));
	} finally {
		disk.remove();
		template.remove();
	}
	return tally;
}

/** A disk of its own that can be filled without harm to anybody: only root may mount one. */
function smallDisk(): { place?: string; why?: string; remove(): void } {
	const folder = mkdtempSync(join(tmpdir(), 'lianqin-t2-disk-'));
	const drop = () => rmSync(folder, { recursive: true, force: true });
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder], { stdio: 'pipe' });
	} catch (error) {
		drop();
		return { why: `no tmpfs can be mounted here (${String(error).split('\n')[0]})`, remove() {} };
	}
	let isMounted = true;
	const unmount = () => {
		if (!isMounted) return;
		isMounted = false;
		execFileSync('umount', ['-l', folder], { stdio: 'pipe' });
		drop();
	};
	process.once('exit', unmount);
	return { place: folder, remove: unmount };
}

async function runGroup(
	template: Template,
	group: number,
	seeds: readonly number[],
	disk: string | undefined,
	say: (line: string) => void
): Promise<Tally> {
	const random = new Random(group * 7919 + 1);
	const onSmallDisk = random.chance(0.2) && disk !== undefined;
	const place = onSmallDisk ? join(disk, `g${group}`) : undefined;
	if (place) mkdirSync(place);
	const server = await TownServer.open(template, place);
	const proxy = new FaultProxy(server.port);
	const origin = await proxy.listen();
	const world = new World(server, random, {
		steps: seeds.length * STEPS.least,
		kills: random.between(1, 3),
		rollbacks: onSmallDisk
			? 0
			: random.weighed([
					[0, 2],
					[1, 5],
					[2, 2]
				]),
		smallDisk: onSmallDisk
	});
	let tally: Tally = NONE;
	try {
		const schedules = await Promise.all(
			seeds.map((seed) => Schedule.open(seed, template, proxy, origin))
		);
		await Promise.all(schedules.map((schedule) => schedule.act(world)));
		// One more attempt of everybody's while the network is still bad.
		await Promise.all(schedules.map((schedule) => schedule.syncAll()));
		await world.calm();
		await settleAll(schedules);
		const books = await readBooks(server);
		for (const schedule of schedules) tally = add(tally, await schedule.close(books, server, say));
		const found = await judgeServer(server);
		for (const finding of found) sayFinding(say, seeds, finding);
		tally = add(tally, { ...NONE, ...countOf(found), faults: world.counts });
	} catch (error) {
		say(`group of seeds ${seeds[0]}..${seeds.at(-1)} broke: ${String((error as Error).stack)}`);
		tally = add(tally, { ...NONE, schedules: seeds.length, stuck: seeds.length });
	} finally {
		await proxy.close();
		await server.close();
	}
	return tally;
}

/** Everybody tries until nothing waits, then hears of what the others brought. */
async function settleAll(schedules: readonly Schedule[]): Promise<void> {
	const players = schedules.flatMap(({ players }) => players);
	for (const { parts } of players) parts.lane.quiet = true;
	let waiting = [...players];
	for (let round = 0; round < CALM_ROUNDS && waiting.length > 0; round++) {
		if (round > 0) await sleep(Math.min(50 * round, 1_000));
		// One town's phones after another, as their jitter would have it.
		await Promise.all(
			schedules.map(({ players }) => inTurn(players, (player) => player.syncNow()))
		);
		const calm = await Promise.all(waiting.map((player) => player.isCalm()));
		waiting = waiting.filter((_, i) => !calm[i]);
	}
	await Promise.all(schedules.map(({ players }) => inTurn(players, (player) => player.syncNow())));
}

async function inTurn<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	for (const item of list) await work(item);
}

class Schedule {
	private constructor(
		readonly seed: number,
		private readonly random: Random,
		readonly players: readonly Player[]
	) {}

	static async open(seed: number, template: Template, proxy: FaultProxy, origin: string) {
		const random = new Random(seed);
		const town = TOWNS[seed % TOWNS.length]!;
		const [village, sibling] = villagesOf(town) as [string, string];
		const share = random.pick([0.1, 0.25, 0.4, 0.6]);
		const open = async (
			name: string,
			person: { role: PlayerParts['role']; area: string },
			more: Partial<PlayerParts> & { sees: readonly string[] }
		) => {
			const { sees, ...rest } = more;
			const lane = new BadLane(
				new Random(seed * 31 + name.length * 7 + name.charCodeAt(0)),
				share,
				{ villages: sees, town },
				TOWNS
			);
			const id = `${seed}-${name}`;
			proxy.lanes.set(id, lane);
			const { username } = template.town.person(person.role, person.area);
			const base = { name: id, username, role: person.role, village, origin, lane };
			return Player.of({ ...base, ...rest });
		};
		const finder = await open('finder', { role: 'gridWorker', area: village }, { sees: [village] });
		const players = [
			finder,
			await open(
				'twin',
				{ role: 'gridWorker', area: village },
				{ sees: [village], token: finder.phone.token }
			),
			await open('desk', { role: 'clerk', area: town }, { sees: villagesOf(town) }),
			random.chance(0.5)
				? await open(
						'unit',
						{ role: 'officer', area: town },
						{ sees: villagesOf(town), unit: fireOf(town) }
					)
				: await open(
						'neighbour',
						{ role: 'cadre', area: sibling },
						{ sees: [sibling], village: sibling }
					)
		];
		return new Schedule(seed, random, players);
	}

	async syncAll(): Promise<void> {
		for (const player of this.players) await player.syncNow();
	}

	/** Acts, syncs and crashes, while the world does its worst. */
	async act(world: World): Promise<void> {
		const { random, players } = this;
		for (const { parts } of players) parts.lane.quiet = false;
		for (let left = random.between(STEPS.least, STEPS.most); left > 0; left--) {
			const player = random.pick(players);
			const what = random.weighed([
				['act', 6],
				['sync', 4],
				['crash', 1],
				['wait', 1]
			] as const);
			if (what === 'act') await doSomething(player, random);
			else if (what === 'sync') player.syncSoon();
			else if (what === 'crash') await player.crash();
			else await sleep(random.between(5, 60));
			if (random.chance(0.5)) player.syncSoon();
			// An exchange takes longer than an act: let some come through in between.
			if (random.chance(0.3)) await sleep(random.between(1, 40));
			world.tick();
		}
	}

	async close(
		books: Awaited<ReturnType<typeof readBooks>>,
		server: TownServer,
		say: (line: string) => void
	): Promise<Tally> {
		const found = await judge(this.players, books, server);
		for (const finding of found) sayFinding(say, [this.seed], finding);
		const faults: Record<string, number> = {};
		let acts = 0;
		for (const { parts, saved } of this.players) {
			acts += saved.length;
			for (const [name, n] of Object.entries(parts.lane.counts))
				faults[name] = (faults[name] ?? 0) + n;
		}
		for (const player of this.players) await player.close();
		return { ...NONE, ...countOf(found), schedules: 1, acts, faults };
	}
}

const countOf = (found: readonly Finding[]) => {
	const harms = { lost: 0, doubled: 0, diverged: 0, stuck: 0, leaked: 0 };
	for (const { harm } of found) harms[harm]++;
	return harms;
};

function sayFinding(
	say: (line: string) => void,
	seeds: readonly number[],
	{ harm, what }: Finding
): void {
	const group = Math.floor(seeds[0]! / GROUP) * GROUP;
	say(
		`seed ${seeds.join(' ')}: ${harm}: ${what}\n  T2_SEEDS=${group}..${group + GROUP - 1} npx vitest run --project fault t2`
	);
}
