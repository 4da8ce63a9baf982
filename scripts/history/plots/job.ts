/** A joint-duty job from filing to the lead's 申请办结, and on to the check. */
import { activeParts, leadOf, type CaseState } from '../../../web/domain/case/state';
import { mayExtend } from '../../../web/domain/limits';
import { DAY, MINUTE, type Ms } from '../../../web/domain/time';
import { turn } from '../cast';
import { byDayWithin, minutes } from '../clock';
import type { Scene } from '../scene';
import type { Act, Plot } from '../teller';
import { closing } from './closing';
import { aside } from './aside';
import { contacted, handedIn, lastAct, type Passage } from './hand-in';

export interface Team {
	readonly lead: string;
	readonly assist: readonly string[];
}

const JOINT_SHARE = { no: 0.06, sometimes: 0.3, usual: 1 } as const;

export function teamFor(scene: Scene): Team {
	const { cast, condition, place, chance } = scene;
	const find = (kind: string) => cast.unitOfKind(kind, place.village, condition.joint);
	const station = cast.unitOfKind('station', place.village, 'no');
	const lead = find(condition.lead) ?? station;
	if (lead === undefined) throw new Error(`nobody leads ${condition.id} in ${place.village}`);
	const others = condition.assist
		.map(find)
		.filter((unit): unit is string => unit !== undefined && unit !== lead);
	const wanted = chance.chance(JOINT_SHARE[condition.joint]) ? chance.integer(1, 3) : 0;
	return { lead, assist: [...new Set(others)].slice(0, wanted) };
}

/** Files and dispatches; sometimes in two acts, sometimes taken back and done right. */
export function* dispatched(scene: Scene, at: Ms, team: Team): Passage {
	const { chance, cast, condition } = scene;
	const actor = cast.onDuty('clerk', at, turn(chance));
	const filing = { category: condition.category, condition: condition.id };
	const sent = {
		...team,
		...(chance.chance(0.25) && {
			words: chance.pick(['请尽快到场', '请注意安全', '完成后上传照片'])
		})
	};
	if (chance.chance(0.08)) {
		yield { actor, type: 'case.file', at, data: filing };
		return yield { actor, type: 'case.dispatch', at: at + minutes(chance, 1, 12), data: sent };
	}
	if (chance.chance(0.015)) {
		yield { actor, type: 'case.fileAndDispatch', at, data: { ...filing, ...sent } };
		const back = { reason: '派错单位，重派', unfile: true };
		yield { actor, type: 'case.withdrawDispatch', at: at + MINUTE, data: back };
		const again = at + 2 * MINUTE;
		return yield { actor, type: 'case.fileAndDispatch', at: again, data: { ...filing, ...sent } };
	}
	return yield { actor, type: 'case.fileAndDispatch', at, data: { ...filing, ...sent } };
}

const DECLINES = ['非本单位职责范围', '该路段由区级养护', '产权不属本单位'];

/** Whoever takes part from where the case stands after its dispatch until the lead applies to close. */
function* worked(scene: Scene, first: CaseState): Passage {
	const { chance, cast } = scene;
	let state = first;
	const clock = state.clock as NonNullable<CaseState['clock']>;
	const span = clock.dueAt - clock.startedAt;
	const isLate = chance.chance(0.055);
	const share = isLate ? chance.between(1.04, 1.7) : 0.08 + 0.86 * chance.next() ** 1.3;
	const wish = clock.startedAt + Math.round(span * share);
	const roundTheClock = clock.limit.unit === 'urgentHour' || clock.limit.unit === 'hour';
	const finish =
		roundTheClock || isLate
			? wish
			: byDayWithin(wish, clock.startedAt + span * 0.05, clock.dueAt, chance);
	const time = finish - clock.startedAt;
	for (const part of activeParts(state)) {
		if (part.duty === 'assist' && chance.chance(0.03)) {
			const at = clock.startedAt + Math.round(time * chance.between(0.02, 0.1));
			state = yield* declined(scene, part.unit, part.status, at, state);
		}
	}
	for (const act of unitActs(scene, state, clock.startedAt, time)) state = yield act;
	if (share > 0.75 && chance.chance(0.4)) {
		const lead = leadOf(state)?.unit;
		const at = Math.max(lastAct(state), clock.startedAt + Math.round(time * 0.8));
		const actor = cast.onDuty('clerk', at, turn(chance));
		state = yield {
			actor,
			type: 'case.remind',
			at,
			data: { unit: lead, words: '即将到期，请抓紧' }
		};
	}
	if (!isLate) state = yield* aside(scene, state, finish);
	if (state.status !== 'handling') return state;
	return yield* handedIn(scene, state, Math.max(finish, lastAct(state) + MINUTE));
}

function* declined(scene: Scene, unit: string, status: string, at: Ms, state: CaseState): Passage {
	if (status !== 'waiting' && status !== 'accepted') return state;
	const { chance, cast } = scene;
	const reason = chance.pick(DECLINES);
	yield { actor: cast.ofUnit(unit, at, 0), type: 'case.decline', at, data: { unit, reason } };
	const later = at + minutes(chance, 2, 12);
	const actor = cast.onDuty('clerk', later, turn(chance));
	const data = { unit, reason: '理由成立，予以解除' };
	return yield { actor, type: 'case.releaseUnit', at: later, data };
}

/** Accepted and arrived, each in its own time; all in order of time. */
export function unitActs(scene: Scene, state: CaseState, from: Ms, time: Ms): Act[] {
	const { chance, cast, place } = scene;
	return activeParts(state)
		.flatMap((part): Act[] => {
			const { unit } = part;
			const actor = cast.ofUnit(unit, from, turn(chance));
			const hasAccount = cast.unit(unit)?.access === 'account';
			const acceptAt =
				from + Math.min(Math.round(time * chance.between(0.02, 0.22)), minutes(chance, 3, 400));
			const arriveAt = from + Math.round(time * chance.between(0.3, 0.85));
			const acts: Act[] = [];
			if (part.status === 'waiting')
				acts.push({ actor, type: 'case.accept', at: acceptAt, data: { unit } });
			if (chance.chance(hasAccount ? 0.86 : 0.5))
				acts.push({
					actor,
					type: 'case.arrive',
					at: arriveAt,
					data: { unit, ...(place.pos && chance.chance(0.8) && { pos: place.pos }) }
				});
			return acts;
		})
		.sort((a, b) => a.at - b.at);
}

/** The lead says that it is not its duty, and another is sent. */
function* returned(scene: Scene, state: CaseState, team: Team): Passage {
	const { chance, cast, condition, place } = scene;
	const at = lastAct(state) + minutes(chance, 5, 90);
	const data = { unit: team.lead, reason: chance.pick(DECLINES) };
	yield { actor: cast.ofUnit(team.lead, at), type: 'case.decline', at, data };
	const other = ['urban', 'maintain', 'station']
		.map((kind) => cast.unitOfKind(kind, place.village, condition.joint))
		.find((unit) => unit !== undefined && unit !== team.lead) as string;
	const later = at + minutes(chance, 3, 20);
	return yield {
		actor: cast.onDuty('clerk', later, turn(chance)),
		type: 'case.dispatch',
		at: later,
		data: { lead: other, assist: team.assist.filter((unit) => unit !== other) }
	};
}

export interface Course {
	/** Another case that goes into this one, once this is dispatched. */
	readonly absorbs?: Act;
}

/** From the desk's decision to the end. */
export function* handled(scene: Scene, at: Ms, { absorbs }: Course = {}): Plot {
	const { chance } = scene;
	const team = teamFor(scene);
	let state = yield* dispatched(scene, at, team);
	if (absorbs) state = yield absorbs;
	if (chance.chance(0.95)) state = yield* contacted(scene, state);
	if (!scene.condition.lifeSafety && chance.chance(0.04))
		state = yield* returned(scene, state, team);
	if (mayExtend(scene.condition.limit.unit) && chance.chance(0.003)) {
		const actor = scene.cast.gridChief(scene.place.village, lastAct(state));
		if (actor) state = yield* ownerless(actor, state);
	}
	state = yield* worked(scene, state);
	yield* closing(scene, state);
}

/** 无主: the grid chief leads, and later it is settled whose it is and who pays. */
function* ownerless(actor: Act['actor'], state: CaseState): Passage {
	const at = lastAct(state) + 20 * MINUTE;
	const data = { responsible: actor.name, words: '权属不清，先行托底处置' };
	yield { actor, type: 'case.takeCustody', at, data };
	return yield {
		actor,
		type: 'case.settleOwner',
		at: at + MINUTE * 90,
		data: { owner: '示例物业公司', payer: '示例物业公司', settledOn: at - (at % DAY) }
	};
}
