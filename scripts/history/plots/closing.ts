/** The check, rework, the follow-up call, and a resident's 还没解决. */
import type { CaseState } from '../../../web/domain/case/state';
import { HOUR, MINUTE, type Ms } from '../../../web/domain/time';
import { RESIDENT, turn } from '../cast';
import { byDay, isDaytime, minutes } from '../clock';
import type { Scene } from '../scene';
import type { Act, Plot } from '../teller';
import { hotlineSeat } from './report';
import { contacted, handedIn, lastAct, type Passage } from './hand-in';

/** The one asked to check; at night the desk does it by photo for what cannot wait. */
function checker(scene: Scene, state: CaseState, at: Ms): Act['actor'] {
	const asked = state.check?.checker;
	if (!isDaytime(at) || asked === undefined)
		return scene.cast.onDuty('clerk', at, turn(scene.chance));
	return scene.cast.actor(asked, at);
}

function* checked(scene: Scene, first: CaseState): Passage {
	const { chance } = scene;
	let state = first;
	const wait = chance.chance(0.93) ? minutes(chance, 8, 260) : minutes(chance, 13 * 60, 26 * 60);
	const soon = lastAct(state) + (state.lifeSafety ? minutes(chance, 3, 40) : wait);
	const at = state.lifeSafety ? soon : byDay(soon, chance);
	const actor = checker(scene, state, at);
	if (state.reworks === 0 && chance.chance(0.055)) {
		const words = chance.pick(['清理不彻底，仍有残留', '未按要求恢复', '照片与现场不符']);
		state = yield { actor, type: 'case.check', at, data: { passed: false, words, photos: [] } };
		if (state.status !== 'handling') return state;
		state = yield* handedIn(scene, state, at + minutes(chance, 40, 300));
		return yield* checked(scene, state);
	}
	const words = chance.pick(['已核查，问题解决', '现场恢复，通过', '核查通过']);
	return yield { actor, type: 'case.check', at, data: { passed: true, words, photos: [] } };
}

/** What a chief ends by her own word, with a reason. */
function* forced(scene: Scene, state: CaseState): Passage {
	const at = lastAct(state) + HOUR;
	const data = {
		reason: scene.chance.pick(['历史遗留，转专项整治', '多部门确认无法立即解决，转项目化'])
	};
	return yield { actor: scene.cast.onDuty('chief', at), type: 'case.forceClose', at, data };
}

export function* closing(scene: Scene, first: CaseState): Plot {
	const { chance, source } = scene;
	let state = first;
	if (state.status === 'checking' && chance.chance(0.005)) state = yield* forced(scene, state);
	else if (state.status === 'checking') state = yield* checked(scene, state);
	if (state.status !== 'closed') return;
	if (state.hotline) state = yield* replied(scene, state);
	const asked = { hotline: 0.85, resident: 0.35, call: 0.3 } as Readonly<Record<string, number>>;
	if (chance.chance(asked[source] ?? 0)) state = yield* followedUp(scene, state);
	if (state.clock && state.clock.doneAt !== undefined && state.clock.doneAt > state.clock.dueAt)
		if (chance.chance(0.1)) yield* appealed(scene, state);
}

function* replied(scene: Scene, first: CaseState): Passage {
	// Whoever was forgotten is rung at last, and late.
	const state = yield* contacted(scene, first);
	const at = byDay(lastAct(state) + minutes(scene.chance, 10, 120), scene.chance);
	const actor = hotlineSeat(scene, at);
	const data = { step: 'replied', words: '已答复来电人' };
	return yield { actor, type: 'case.hotlineStep', at, data };
}

function* followedUp(scene: Scene, state: CaseState): Passage {
	const { chance, cast } = scene;
	const at = byDay(lastAct(state) + minutes(chance, 60, 40 * 60), chance);
	const result = chance.weighted([
		['satisfied', 66],
		['basically', 20],
		['dissatisfied', 7],
		['unreached', 7]
	] as const);
	const unhappy = result === 'dissatisfied';
	const data = {
		result,
		...(result !== 'unreached' && { solved: !unhappy }),
		words: unhappy ? '市民不认可处置结果' : ''
	};
	const told = yield {
		actor: cast.onDuty('clerk', at, turn(chance)),
		type: 'case.followUp',
		at,
		data
	};
	if (!unhappy || !chance.chance(0.6)) return told;
	const back = at + minutes(chance, 5, 600);
	const reopened = yield {
		actor: scene.source === 'resident' ? RESIDENT(cast.town) : cast.onDuty('clerk', back),
		type: 'case.reopen',
		at: back,
		data: { words: '还没解决', photos: [] }
	};
	const actor = checker(scene, reopened, byDay(back + HOUR, chance));
	return yield {
		actor,
		type: 'case.check',
		at: byDay(back + HOUR, chance) + 10 * MINUTE,
		data: { passed: true, words: '再次到场，已处理到位', photos: [] }
	};
}

function* appealed(scene: Scene, state: CaseState): Passage {
	const { cast, chance } = scene;
	const at = byDay(lastAct(state) + minutes(chance, 60, 600), chance);
	const data = { reason: '恶劣天气无法施工，申请剔除' };
	yield { actor: cast.onDuty('clerk', at, turn(chance)), type: 'case.appeal', at, data };
	const later = byDay(at + 20 * HOUR, chance);
	const approve = chance.chance(0.5);
	const verdict = { approve, reason: approve ? '属实，剔除' : '理由不足' };
	return yield {
		actor: cast.onDuty('chief', later),
		type: 'case.decideAppeal',
		at: later,
		data: verdict
	};
}
