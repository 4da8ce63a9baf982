/** What the desk does before it files: verify that it exists, refuse, correct. */
import { MINUTE, type Ms } from '../../../web/domain/time';
import { turn } from '../cast';
import { byDay, minutes } from '../clock';
import type { Scene } from '../scene';
import type { Plot } from '../teller';
import { handled } from './job';
import { hotlineSeat, report } from './report';

/** The desk looks at a new case within minutes, and now and then late. */
export const deskDelay = ({ chance, condition }: Scene): Ms => {
	if (condition.lifeSafety) return minutes(chance, 0.5, 5);
	return chance.chance(0.94) ? minutes(chance, 1, 13) : minutes(chance, 16, 70);
};

const UNPROVED: readonly Scene['source'][] = ['resident', 'hotline', 'call'];

const REFUSALS = [
	'现场核实，未发现所反映情况',
	'属区级部门职责，已告知来电人',
	'已在处置中，告知反映人',
	'反映人撤回诉求'
];

export function* deskCase(scene: Scene): Plot {
	const { chance, cast, condition, receivedAt } = scene;
	yield report(scene);
	const deskAt = receivedAt + deskDelay(scene);
	const clerk = cast.onDuty('clerk', deskAt, turn(chance));
	if (scene.source === 'patrol' && chance.chance(0.02)) {
		const data = { reason: chance.pick(['误报，已上报过', '点错类别，另行上报']) };
		yield { actor: scene.worker, type: 'case.void', at: receivedAt + 3 * MINUTE, data };
		return;
	}
	if (chance.chance(0.03)) {
		const data = { words: `${scene.place.address}，${scene.says}` };
		yield { actor: clerk, type: 'case.amend', at: deskAt - 20_000, data };
	}
	const doubted = UNPROVED.includes(scene.source) && !condition.lifeSafety && chance.chance(0.24);
	if (!doubted) {
		if (UNPROVED.includes(scene.source) && chance.chance(0.03))
			yield* refused(scene, deskAt, chance.pick(REFUSALS));
		else yield* handled(scene, deskAt);
		return;
	}
	yield { actor: clerk, type: 'case.askVerify', at: deskAt, data: { words: '请现场核实' } };
	const seenAt = byDay(deskAt + minutes(chance, 15, 200), chance);
	const exists = chance.chance(0.82);
	yield {
		actor: scene.worker,
		type: 'case.verifyExists',
		at: seenAt,
		data: {
			exists,
			words: exists ? chance.pick(['情况属实', '属实，已拍照']) : '现场未发现',
			photos: []
		}
	};
	const afterAt = seenAt + minutes(chance, 2, 13);
	if (exists) yield* handled(scene, afterAt);
	else yield* refused(scene, afterAt, REFUSALS[0] as string);
}

/** Somebody reports what is known: it goes into the case that is worked on. */
export function* echo(scene: Scene, into: string): Plot {
	yield report(scene);
	const at = scene.receivedAt + deskDelay(scene);
	const actor = scene.cast.onDuty('clerk', at, turn(scene.chance));
	yield { actor, type: 'case.merge', at, data: { into, reason: '同一地点同一问题，并案' } };
}

/** 不予立案; a ticket goes back to 12345, and its clocks with it. */
function* refused(scene: Scene, at: Ms, reason: string): Plot {
	if (scene.source === 'hotline') {
		const data = { step: 'returned', words: reason };
		yield { actor: hotlineSeat(scene, at), type: 'case.hotlineStep', at, data };
	}
	const actor = scene.cast.onDuty('clerk', at, turn(scene.chance));
	yield { actor, type: 'case.refuse', at, data: { reason } };
}
