/** What happens beside the work: extensions, suspensions, transfer to enforcement, leaders, disputes. */
import { leadOf, type CaseState } from '../../../web/domain/case/state';
import { dueAt, mayExtend, mayPause } from '../../../web/domain/limits';
import { DAY, HOUR, type Ms } from '../../../web/domain/time';
import { turn } from '../cast';
import { byDay, minutes } from '../clock';
import type { Scene } from '../scene';
import { lastAct, type Passage } from './hand-in';

const isLong = ({ condition }: Scene): boolean =>
	condition.limit.unit === 'workDay' && condition.limit.n >= 5;

/** Every one before `finish`, and after what has happened so far. */
export function* aside(scene: Scene, first: CaseState, finish: Ms): Passage {
	const { chance, condition } = scene;
	let state = first;
	const room = finish - lastAct(state);
	if (room < 4 * HOUR) return state;
	if (condition.category.startsWith('E82')) state = yield* dispute(scene, state);
	if (condition.privacy !== 'restricted' && chance.chance(0.012))
		state = yield* remark(scene, state);
	if (!isLong(scene) || state.lifeSafety) return state;
	const what = chance.next();
	if (what < 0.08 && mayExtend(condition.limit.unit)) return yield* extension(scene, state, finish);
	if (what < 0.12 && mayPause(condition.limit.unit)) return yield* suspension(scene, state);
	if (what < 0.17 && condition.legalHandover) return yield* enforcement(scene, state);
	return state;
}

function* dispute(scene: Scene, state: CaseState): Passage {
	const at = lastAct(state) + HOUR;
	return yield {
		actor: scene.cast.holder('stationHead', scene.place.village, at),
		type: 'case.recordDispute',
		at,
		data: {
			parties: ['甲方（化名）', '乙方（化名）'],
			claims: scene.says,
			record: '双方到站调解，各自陈述，讲明规定。',
			agreement: '双方达成一致，当场签字。',
			fulfilled: scene.chance.chance(0.8)
		}
	};
}

function* remark(scene: Scene, state: CaseState): Passage {
	const at = lastAct(state) + minutes(scene.chance, 20, 180);
	const actor = scene.cast.onDuty('dutyLeader', at);
	if (scene.chance.chance(0.5))
		return yield { actor, type: 'case.remark', at, data: { kind: 'read', words: '' } };
	const words = '请城运中心牵头，三日内办结并报我';
	const told = yield { actor, type: 'case.remark', at, data: { kind: 'instruct', words } };
	const number = told.supervisions[told.supervisions.length - 1]?.number;
	const later = at + HOUR;
	return yield {
		actor: scene.cast.onDuty('clerk', later, turn(scene.chance)),
		type: 'case.answerSupervision',
		at: later,
		data: { number, words: '已督促牵头单位，按期办结' }
	};
}

function* extension(scene: Scene, state: CaseState, finish: Ms): Passage {
	const lead = leadOf(state)?.unit;
	if (lead === undefined) return state;
	const { cast, chance } = scene;
	const from = lastAct(state);
	const at = byDay(from + Math.round((finish - from) * 0.5), chance);
	const data = {
		extra: { n: 3, unit: 'workDay' },
		reason: chance.pick(['需采购配件', '当事人外出，约定时间处理'])
	};
	const actor =
		cast.unit(lead)?.access === 'link' ? cast.onDuty('clerk', at) : cast.ofUnit(lead, at);
	yield { actor, type: 'case.requestExtension', at, data };
	const later = at + minutes(chance, 10, 120);
	const approve = chance.chance(0.85);
	return yield {
		actor: cast.onDuty('chief', later),
		type: 'case.decideExtension',
		at: later,
		data: { approve, reason: approve ? '情况属实，同意' : '请按期完成' }
	};
}

function* suspension(scene: Scene, state: CaseState): Passage {
	const { cast, chance, calendar } = scene;
	const at = byDay(lastAct(state) + minutes(chance, 30, 240), chance);
	const until = dueAt(at, { n: 5, unit: 'workDay' }, calendar);
	const data = { until, reviewAt: until - DAY, reason: '需等待产权单位施工计划' };
	yield { actor: cast.onDuty('chief', at), type: 'case.suspend', at, data };
	const back = byDay(at + Math.round(chance.between(2, 5) * DAY), chance);
	return yield {
		actor: cast.onDuty('chief', back),
		type: 'case.resume',
		at: back,
		data: { reason: '条件具备，恢复计时' }
	};
}

function* enforcement(scene: Scene, state: CaseState): Passage {
	const { cast, chance } = scene;
	const lead = leadOf(state)?.unit;
	if (lead === undefined || cast.unit(lead)?.access !== 'account') return state;
	const at = byDay(lastAct(state) + minutes(chance, 30, 300), chance);
	const fileNumber = `示例执〔${chance.integer(100, 999)}〕号`;
	const actor = cast.ofUnit(lead, at, turn(chance));
	yield { actor, type: 'case.transferEnforcement', at, data: { unit: lead, fileNumber } };
	const end = byDay(at + Math.round(chance.between(6, 25) * DAY), chance);
	const data = { words: '案件办结，当事人已履行', photos: [] };
	return yield { actor: cast.ofUnit(lead, end), type: 'case.endEnforcement', at: end, data };
}
