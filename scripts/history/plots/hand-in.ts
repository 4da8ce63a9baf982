/** What several plots share: where a case stands in time, the call back, and the handing in. */
import type { Outcome } from '../../../web/domain/case/commands';
import { activeParts, leadOf, partOf, type CaseState } from '../../../web/domain/case/state';
import type { Ms } from '../../../web/domain/time';
import { turn } from '../cast';
import { minutes } from '../clock';
import { photo } from '../pictures';
import type { Scene } from '../scene';
import type { Act } from '../teller';
import { hotlineSeat } from './report';

/** A rest of a plot that begins in the middle of a case. */
export type Passage = Generator<Act, CaseState, CaseState>;

export const lastAct = (state: CaseState): Ms =>
	state.timeline[state.timeline.length - 1]?.receivedAt ?? state.receivedAt;

const OUTCOMES: readonly (readonly [Outcome, string])[] = [
	['cleared', '已清理完毕，现场恢复'],
	['repaired', '已修复，恢复使用'],
	['ordered', '已责令整改，当事人当场整改'],
	['educated', '已上门教育，当事人承诺不再发生'],
	['dissuaded', '已劝离，现场通畅'],
	['punished', '已按程序立案查处']
];
const BY_NATURE = { service: [0, 1], manage: [0, 2, 4], enforce: [2, 3, 4, 5] } as const;

/** Assisting units first, then the lead with its after-photo; then it applies to close. */
export function* handedIn(scene: Scene, first: CaseState, finish: Ms): Passage {
	const { chance, cast, condition, subject, place } = scene;
	let state = first;
	const parts = activeParts(state).filter((part) => part.status !== 'done');
	const order = [...parts].sort(
		(a, b) => (a.duty === 'lead' ? 1 : 0) - (b.duty === 'lead' ? 1 : 0)
	);
	const wantsPhoto = condition.photos.kinds.includes('after');
	for (const [i, { unit, duty }] of order.entries()) {
		const at = finish - (order.length - i) * 40_000;
		const [outcome, words] = OUTCOMES[
			chance.pick(BY_NATURE[condition.nature])
		] as (typeof OUTCOMES)[number];
		const view = (partOf(state, unit)?.reworks ?? 0) > 0 ? 'again' : 'after';
		const byLink = cast.unit(unit)?.access === 'link';
		// Units that ring instead of typing are entered by the desk.
		const actor =
			byLink && chance.chance(0.35)
				? cast.onDuty('clerk', at, turn(chance))
				: cast.ofUnit(unit, at, turn(chance));
		state = yield {
			actor,
			type: 'case.handIn',
			at: Math.max(at, lastAct(state) + 1000),
			data: {
				unit,
				outcomes: [outcome],
				words,
				photos:
					duty === 'lead' && wantsPhoto && (condition.photos.required || chance.chance(0.7))
						? [photo(subject.scene, view, 'after', at - 60_000, place.pos)]
						: []
			}
		};
	}
	const lead = leadOf(state)?.unit;
	if (lead === undefined) return state;
	const at = Math.max(finish, lastAct(state) + 1000);
	const byLink = cast.unit(lead)?.access === 'link';
	return yield {
		actor:
			byLink && chance.chance(0.35)
				? cast.onDuty('clerk', at, 0)
				: cast.ofUnit(lead, at, turn(chance)),
		type: 'case.applyClose',
		at,
		data: chance.chance(0.3) ? { words: '已办结，请核查' } : {}
	};
}

/** 先行联系: whoever rang is rung back within a working day. */
export function* contacted(scene: Scene, state: CaseState): Passage {
	if (!state.hotline || state.hotline.contactedAt !== undefined) return state;
	const at = lastAct(state) + minutes(scene.chance, 2, 35);
	const actor = hotlineSeat(scene, at);
	const data = { step: 'contacted', words: '已联系来电人，告知受理' };
	return yield { actor, type: 'case.hotlineStep', at, data };
}
