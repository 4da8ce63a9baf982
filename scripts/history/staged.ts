/**
 * The open work list that a newcomer finds: a few of every stage and light, placed in time so that the
 * lights are right at whatever hour the town is made. Data first, then how a line becomes a plot.
 */
import type { Source } from '../../web/domain/case/commands';
import { spentShare, type Limit } from '../../web/domain/limits';
import type { WorkCalendar } from '../../web/domain/calendar';
import { DAY, MINUTE, type Ms } from '../../web/domain/time';

import { teamFor, type Team } from './plots/job';
import { hours, openJob, type Progress, unanswered, undispatched, unverified } from './plots/open';
import { report } from './plots/report';
import type { Scene } from './scene';
import type { Plot } from './teller';

/** `story`: on the beat of the demo's grid worker. */
export type Area = 'story' | 'town';
type Forced = 'fire' | 'police' | 'urban';

export interface Line {
	readonly stage: 'reported' | 'verifying' | 'filed' | 'parked' | 'job' | 'whistle';
	readonly source: Source;
	readonly area: Area;
	/** Chosen by weight where absent. */
	readonly condition?: string;
	/** Hours since it came in; of a job, since its last step. */
	readonly age: number;
	/** Of a job: how much of its limit is used. */
	readonly share?: number;
	readonly progress?: Progress;
	readonly lead?: Forced;
	readonly assist?: readonly Forced[];
}

const line = (
	stage: Line['stage'],
	source: Source,
	area: Area,
	age: number,
	rest: Partial<Line> = {}
): Line => ({ stage, source, area, age, ...rest });

const job = (
	condition: string,
	share: number,
	progress: Progress,
	rest: Partial<Line> = {}
): Line => line('job', 'patrol', 'town', 0.5, { condition, share, progress, ...rest });

const MIN = 1 / 60;

const REPORTED: readonly Line[] = [
	line('reported', 'hotline', 'town', 1 * MIN),
	line('reported', 'patrol', 'story', 2 * MIN, { condition: 'E0136.1' }),
	line('reported', 'resident', 'town', 3 * MIN),
	line('reported', 'video', 'town', 4 * MIN, { condition: 'E0498.2' }),
	line('reported', 'patrol', 'town', 5 * MIN),
	line('reported', 'hotline', 'town', 6 * MIN),
	line('reported', 'call', 'town', 8 * MIN),
	line('reported', 'patrol', 'town', 11 * MIN),
	line('reported', 'resident', 'story', 12 * MIN, { condition: 'E8009.2' }),
	line('reported', 'hotline', 'town', 13 * MIN),
	line('reported', 'village', 'town', 19 * MIN),
	line('reported', 'resident', 'town', 31 * MIN)
];

const VERIFYING: readonly Line[] = [
	line('verifying', 'hotline', 'story', 0.6, { condition: 'E8105.3' }),
	line('verifying', 'resident', 'story', 2.5, { condition: 'E0199.1' }),
	line('verifying', 'hotline', 'town', 1.2),
	line('verifying', 'call', 'town', 4),
	line('verifying', 'hotline', 'town', 6.5),
	line('verifying', 'resident', 'town', 9),
	line('verifying', 'hotline', 'town', 12.8)
];

const FILED: readonly Line[] = [
	line('filed', 'patrol', 'town', 2 * MIN),
	line('filed', 'hotline', 'town', 6 * MIN),
	line('filed', 'video', 'town', 12 * MIN, { condition: 'E0499.2' }),
	job('E0126.2', 0.05, 'returned', { age: 7 * MIN }),
	job('E0410.3', 0.1, 'returned', { age: 21 * MIN, lead: 'urban' })
];

const PARKED: readonly Line[] = [
	line('parked', 'patrol', 'story', 0.3, { condition: 'E0201.1' }),
	line('parked', 'patrol', 'story', 0.8, { condition: 'E0110.1' }),
	line('parked', 'patrol', 'story', 1.6, { condition: 'E8105.3' }),
	line('parked', 'patrol', 'story', 3.2, { condition: 'E0410.2' }),
	line('parked', 'patrol', 'story', 20, { condition: 'E0135.1' }),
	...[0.2, 0.4, 0.7, 1, 1.3, 1.9, 2.4, 3, 4.1, 5.5, 8, 12, 19, 26].map((age) =>
		line('parked', 'patrol', 'town', age)
	)
];

const FIRE = { lead: 'fire' } as const;
const JOBS: readonly Line[] = [
	job('E8101.2', 0.2, 'sent', { ...FIRE, area: 'story', assist: ['police'], source: 'resident' }),
	job('E8101.2', 0.35, 'accepted', { ...FIRE, assist: ['police'] }),
	job('E8101.4', 0.4, 'arrived', { ...FIRE }),
	job('E8106.3', 0.3, 'accepted', { ...FIRE }),
	job('E8107.2', 0.45, 'partly', { ...FIRE, assist: ['police'] }),
	job('E8105.4', 0.82, 'accepted', { ...FIRE, assist: ['urban'] }),
	job('E8107.3', 1.3, 'arrived', { ...FIRE }),
	job('E0128.2', 0.3, 'sent', { lead: 'police', source: 'hotline' }),
	job('E0196.3', 0.3, 'accepted', { lead: 'police', source: 'hotline' }),
	job('E8004.2', 0.5, 'arrived', { lead: 'police', source: 'hotline' }),
	job('E0196.2', 0.8, 'accepted', { lead: 'police', source: 'resident' }),
	job('E0410.3', 1.15, 'arrived', { lead: 'police', assist: ['urban'] }),
	job('E0405.3', 0.4, 'accepted', { lead: 'urban' }),
	job('E0136.1', 0.5, 'arrived', { lead: 'urban', area: 'story' }),
	job('E8105.3', 0.3, 'accepted', { area: 'story' }),
	job('E8006.1', 0.3, 'accepted', { source: 'hotline' }),
	job('E8006.1', 0.55, 'arrived', { source: 'hotline' }),
	job('E8005.2', 0.25, 'accepted', { source: 'hotline' }),
	job('E8005.2', 0.4, 'partly', { source: 'hotline' }),
	job('E8005.2', 0.9, 'arrived', { source: 'resident' }),
	job('E0113.2', 0.2, 'sent'),
	job('E0113.2', 0.35, 'accepted'),
	job('E0113.2', 0.75, 'arrived', { source: 'hotline' }),
	job('C0199.3', 0.5, 'accepted'),
	job('C0137.3', 0.3, 'accepted'),
	job('C0137.3', 0.6, 'accepted', { source: 'hotline' }),
	job('C0402.3', 0.2, 'accepted'),
	job('C0402.3', 0.45, 'arrived'),
	job('E0203.2', 0.3, 'accepted'),
	job('E0101.3', 0.2, 'arrived', { source: 'hotline' }),
	job('E0101.3', 0.5, 'partly', { source: 'village' }),
	job('E0101.3', 0.85, 'asked'),
	job('E0197.2', 0.35, 'accepted', { source: 'resident' }),
	job('E0197.2', 1.2, 'arrived'),
	job('E0125.1', 0.5, 'accepted'),
	job('E0508.3', 0.4, 'accepted'),
	job('E8001.2', 0.2, 'accepted', { source: 'hotline' }),
	job('E8002.2', 0.22, 'accepted', { source: 'hotline' }),
	job('E8010.2', 0.3, 'accepted', { source: 'resident' }),
	job('E8010.2', 0.72, 'asked'),
	job('E8202.2', 0.3, 'accepted', { source: 'hotline' }),
	job('E8401.1', 0.6, 'arrived', { source: 'hotline' }),
	job('E8402.2', 0.3, 'accepted'),
	job('E8403.2', 1.1, 'accepted', { source: 'hotline' }),
	job('E0111.2', 0.45, 'arrived'),
	job('E0307.2', 0.4, 'sent'),
	job('E0503.2', 0.4, 'arrived', { source: 'hotline' }),
	job('C0402.3', 0.5, 'suspended', { age: 20 }),
	job('E0113.3', 0.55, 'suspended', { age: 16 }),
	job('E8011.2', 0.6, 'suspended', { age: 26 }),
	job('E0203.2', 0.5, 'enforcement', { lead: 'urban', age: 12 }),
	job('E8401.1', 0.6, 'enforcement', { lead: 'urban', source: 'hotline', age: 8 })
];

const CHECKING: readonly Line[] = [
	job('E0136.1', 0.5, 'applied', { area: 'story', lead: 'urban', age: 0.4 }),
	job('E8105.3', 0.4, 'applied', { area: 'story', age: 1.5 }),
	job('E0410.2', 0.6, 'applied', { area: 'story', age: 3 }),
	job('E0113.2', 0.4, 'applied', { area: 'story', source: 'hotline', age: 5 }),
	...['C0137.3', 'E8006.1', 'C0199.3', 'E0203.2', 'E8005.2', 'C0402.3'].map((condition, i) =>
		job(condition, 0.34, 'applied', { source: i % 2 ? 'hotline' : 'patrol', age: 0.5 + i * 1.3 })
	),
	job('E0508.3', 0.5, 'applied', { age: 9.5 }),
	job('E0197.2', 0.6, 'applied', { age: 13 })
];

const WHISTLES: readonly Line[] = [
	line('whistle', 'patrol', 'story', 9 * MIN, {
		condition: 'E8101.2',
		lead: 'fire',
		assist: ['police']
	}),
	line('whistle', 'patrol', 'town', 22 * MIN, {
		condition: 'E8103.2',
		lead: 'fire',
		assist: ['urban']
	}),
	line('whistle', 'patrol', 'town', 44 * MIN, {
		condition: 'E8105.4',
		lead: 'urban',
		assist: ['fire']
	})
];

export const STAGED: readonly Line[] = [
	...REPORTED,
	...VERIFYING,
	...FILED,
	...PARKED,
	...JOBS,
	...CHECKING,
	...WHISTLES
];

/** When a limit must have started to have used that share by `now`. */
export function startFor(limit: Limit, share: number, now: Ms, calendar: WorkCalendar): Ms {
	let early = now - 90 * DAY;
	let late = now;
	for (let i = 0; i < 45; i++) {
		const middle = Math.floor((early + late) / 2);
		if (spentShare(middle, now, limit, calendar) > share) early = middle;
		else late = middle;
	}
	return late;
}

/** When the case came in. */
export function foundAt(entry: Line, limit: Limit, now: Ms, calendar: WorkCalendar): Ms {
	const age = hours(entry.age);
	if (entry.stage !== 'job') return now - age;
	// The clock of a job that was applied for has stopped: it started that much earlier.
	const end = entry.progress === 'applied' ? now - age : now;
	const start = startFor(limit, entry.share ?? 0.3, end, calendar);
	return Math.min(start, now - age - 30 * MINUTE) - 6 * MINUTE;
}

const forcedTeam = (scene: Scene, { lead, assist }: Line): Partial<Team> => {
	const of = (kind: Forced) => scene.cast.unitOfKind(kind, scene.place.village, 'usual') as string;
	return { ...(lead && { lead: of(lead) }), ...(assist && { assist: assist.map(of) }) };
};

export function stagedPlot(scene: Scene, entry: Line, now: Ms): Plot {
	switch (entry.stage) {
		case 'reported':
			return once(scene, false);
		case 'parked':
			return once(scene, true);
		case 'verifying':
			return unverified(scene);
		case 'filed':
			return undispatched(scene, scene.receivedAt + MINUTE);
		case 'whistle': {
			const { lead, assist } = forcedTeam(scene, entry);
			return unanswered(scene, [lead as string, ...(assist ?? [])]);
		}
		case 'job': {
			const team = { ...teamFor(scene), ...forcedTeam(scene, entry) };
			return openJob(scene, {
				dispatchAt: scene.receivedAt + 6 * MINUTE,
				now,
				team: { ...team, assist: team.assist.filter((unit) => unit !== team.lead) },
				progress: entry.progress ?? 'accepted',
				restedMs: hours(entry.age)
			});
		}
	}
}

function* once(scene: Scene, selfHandle: boolean): Plot {
	yield report(scene, selfHandle);
}

/** A scene's chance must not depend on how long ago it is told. */
export const keyOf = (entry: Line, index: number): string => `staged/${index}/${entry.stage}`;
