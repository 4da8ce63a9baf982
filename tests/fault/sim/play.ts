/** Plays the schedule of one seed and judges what is left. */
import { install, setStage } from './browser';
import { judge, type Verdict } from './oracle/oracle';
import type { Tally } from '../tally';
import { STRIKES } from './world/faults';
import { quieten } from './world/quiet';
import { scheduleOf } from './world/schedule';
import { World } from './world/world';

/** What is longer, phones sleep through. */
const AWAKE_MS = 3 * 60_000;

export interface Played {
	readonly seed: number;
	readonly tally: Tally;
	readonly verdict: Verdict;
	readonly traceHash: number;
	readonly lines: readonly string[];
}

export interface PlayOptions {
	/** Folder of the sources whose hooks run. */
	readonly root: string;
	readonly verbose?: boolean;
}

let installed = false;

export async function play(seed: number, { root, verbose = false }: PlayOptions): Promise<Played> {
	if (!installed) install();
	installed = true;
	const world = new World({ schedule: scheduleOf(seed), root, verbose });
	try {
		await begin(world);
		for (const step of world.parts.schedule.steps) {
			await pass(world, step.gap);
			const device = world.devices[step.device]!;
			if (step.kind === 'act') await world.act(device);
			else {
				world.note(step.fault, device.name);
				world.count(step.fault);
				await STRIKES[step.fault](world, device);
			}
		}
		const atRest = await quieten(world);
		return playedOf(world, judge(world, atRest));
	} finally {
		for (const device of world.devices) device.killAll();
		setStage(undefined);
	}
}

async function begin(world: World): Promise<void> {
	for (const device of world.devices) {
		const tab = device.openTab();
		await world.signIn(device, tab);
	}
	await world.clock.runUntil(world.clock.now + 4_000);
}

async function pass(world: World, ms: number): Promise<void> {
	const { clock } = world;
	if (ms <= AWAKE_MS) return clock.runUntil(clock.now + ms);
	await clock.runUntil(clock.now + AWAKE_MS / 6);
	const awake = world.devices
		.flatMap(({ tabs }) => tabs)
		.map(({ process }) => process)
		.filter(({ frozen }) => !frozen);
	for (const process of awake) process.frozen = true;
	await clock.runUntil(clock.now + ms);
	for (const process of awake) clock.thaw(process);
}

function playedOf(world: World, verdict: Verdict): Played {
	const { schedule } = world.parts;
	return {
		seed: schedule.seed,
		tally: {
			schedules: 1,
			acts: world.acts,
			lost: verdict.lost.length,
			doubled: verdict.doubled.length,
			diverged: verdict.diverged.length,
			stuck: verdict.stuck.length,
			leaked: verdict.leaked.length,
			faults: world.faults
		},
		verdict,
		traceHash: world.traceHash,
		lines: world.lines
	};
}
