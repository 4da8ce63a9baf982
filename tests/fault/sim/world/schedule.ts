/** What a seed becomes: who works on which device, and what happens in which order. */
import { Random } from '../random';
import { HOME, people, VILLAGES } from './town';

export const FAULTS = [
	'offline',
	'online',
	'storm',
	'calm',
	'request',
	'kill',
	'killInCommit',
	'powerCut',
	'diskFull',
	'diskFreed',
	'deadHandle',
	'clearStore',
	'copyStore',
	'putBackStore',
	'secondTab',
	'closeTab',
	'freeze',
	'thaw',
	'clockJump',
	'serverKill',
	'serverKillInCommit',
	'serverPowerCut',
	'serverStart',
	'serverFull',
	'serverFreed',
	'serverClock',
	'writerIdles',
	'backup',
	'restore',
	'disable',
	'enable',
	'reassign',
	'editDesk',
	'expireTokens',
	'signOut',
	'changePerson',
	'oldServer',
	'newServer',
	'poison',
	'damagePhoto'
] as const;
export type Fault = (typeof FAULTS)[number];

export type Step =
	| { readonly kind: 'act'; readonly device: number; readonly gap: number }
	| {
			readonly kind: 'fault';
			readonly fault: Fault;
			readonly device: number;
			readonly gap: number;
	  };

export interface Seat {
	/** People who sign in on this device; the first works at the beginning. */
	readonly people: readonly string[];
	readonly skew: number;
}

export interface Schedule {
	readonly seed: number;
	readonly seats: readonly Seat[];
	readonly steps: readonly Step[];
	readonly tokenMs: number;
}

/** How often each comes, when a schedule has it at all. */
const WEIGHTS: Readonly<Record<Fault, number>> = {
	offline: 4,
	online: 6,
	storm: 3,
	calm: 3,
	request: 8,
	kill: 3,
	killInCommit: 3,
	powerCut: 2,
	diskFull: 2,
	diskFreed: 3,
	deadHandle: 1,
	clearStore: 1,
	copyStore: 2,
	putBackStore: 1,
	secondTab: 2,
	closeTab: 1,
	freeze: 2,
	thaw: 3,
	clockJump: 2,
	serverKill: 1,
	serverKillInCommit: 3,
	serverPowerCut: 2,
	serverStart: 6,
	serverFull: 1,
	serverFreed: 2,
	serverClock: 1,
	writerIdles: 3,
	backup: 2,
	restore: 1,
	disable: 1,
	enable: 2,
	reassign: 2,
	editDesk: 2,
	expireTokens: 1,
	signOut: 1,
	changePerson: 2,
	oldServer: 1,
	newServer: 2,
	poison: 1,
	damagePhoto: 1
};

const MINUTE = 60_000;
const DAY = 86_400_000;

const named = (role: string, area: string, unit?: string): string =>
	people.find(
		({ assignments: [first] }) =>
			first?.role === role && first.area === area && (unit === undefined || first.unit === unit)
	)?.id ?? '';

/** Two of a village, the desk, and units that are called; the rest by chance. */
function castOf(random: Random): string[] {
	const [first = '', second = '', next = ''] = VILLAGES;
	const core = [
		named('gridWorker', first),
		named('clerk', HOME),
		named('officer', HOME, `u-${HOME}-fire`)
	];
	const others = [
		named('gridWorker', second),
		named('stationHead', first),
		named('cadre', second),
		named('chief', HOME),
		named('officer', first),
		named('gridWorker', next),
		// Somebody with two devices.
		named('gridWorker', first),
		named('clerk', HOME)
	];
	const more = random.between(0, 5);
	const cast = [...core];
	for (let i = 0; i < more; i++) cast.push(others.splice(random.below(others.length), 1)[0]!);
	return cast;
}

export function scheduleOf(seed: number): Schedule {
	const random = new Random(seed);
	const cast = castOf(random);
	const seats: Seat[] = cast.map((person, i) => {
		const shares = random.chance(0.2) ? cast[(i + 1) % cast.length]! : person;
		return {
			people: shares === person ? [person] : [person, shares],
			skew: random.chance(0.3) ? random.between(-20, 20) * MINUTE : random.between(-2_000, 2_000)
		};
	});
	// A schedule has some kinds of faults and not others, so that each meets long calm stretches.
	const share = random.pick([0.15, 0.35, 0.6]);
	const kinds = FAULTS.filter(() => random.chance(share));
	const weighed = kinds.map((fault) => [fault, WEIGHTS[fault]] as const);
	const acts = random.between(20, 60);
	const faulty = weighed.length > 0 ? random.pick([0.1, 0.25, 0.4]) : 0;
	const steps: Step[] = [];
	for (let done = 0; done < acts;) {
		const device = random.below(seats.length);
		const gap = gapOf(random);
		if (random.chance(faulty)) {
			steps.push({ kind: 'fault', fault: random.weighed(weighed), device, gap });
			continue;
		}
		steps.push({ kind: 'act', device, gap });
		done++;
	}
	return { seed, seats, steps, tokenMs: random.chance(0.1) ? 2 * MINUTE : 30 * DAY };
}

/** Mostly seconds; sometimes a break, seldom a weekend. */
function gapOf(random: Random): number {
	const luck = random.next();
	if (luck < 0.3) return random.below(300);
	if (luck < 0.93) return random.below(8_000);
	if (luck < 0.995) return random.below(3 * MINUTE);
	return random.pick([3, 10, 50, 200]) * 3_600_000;
}
