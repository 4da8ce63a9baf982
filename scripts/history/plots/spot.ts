/** 自行处置: the finder rings the cleaner or does it herself, and closes it with the after-photo. */
import { HOUR } from '../../../web/domain/time';
import { photo } from '../pictures';
import type { Scene } from '../scene';
import type { Plot } from '../teller';
import { byDay, minutes } from '../clock';
import { handled } from './job';
import { report } from './report';

const DONE = [
	'已联系保洁清理完毕',
	'现场劝导，当事人已整改',
	'已当场清理',
	'已归位',
	'已和物业一起处理好',
	'已劝离，现场恢复'
];

export function* spot(scene: Scene): Plot {
	const { chance, worker, condition, subject, place, receivedAt } = scene;
	yield report(scene, true);
	// Seldom it turns out too much for one pair of hands.
	if (chance.chance(0.02)) {
		const at = receivedAt + minutes(chance, 10, 90);
		yield {
			actor: worker,
			type: 'case.unpark',
			at,
			data: { reason: chance.pick(['当事人拒不整改，需联勤处置', '量大，一人清不了']) }
		};
		yield* handled(scene, at);
		return;
	}
	const wait = chance.chance(0.86) ? minutes(chance, 4, 75) : minutes(chance, 90, 20 * 60);
	const at = byDay(receivedAt + wait, chance);
	const wants = condition.photos.required && condition.photos.kinds.includes('after');
	yield {
		actor: worker,
		type: 'case.finishSelf',
		at,
		data: {
			words: chance.pick(DONE),
			photos:
				wants || (condition.photos.kinds.length > 0 && chance.chance(0.6))
					? [photo(subject.scene, 'after', 'after', at - 20_000, place.pos)]
					: []
		}
	};
	// A sample is looked at again.
	if (!chance.chance(0.03)) return;
	const sampledAt = byDay(at + Math.round(chance.between(4, 40)) * HOUR, chance);
	const checker = scene.cast.holder('stationHead', place.village, sampledAt);
	const data = { checker: checker.person, words: '抽查自行处置' };
	yield { actor: scene.cast.onDuty('clerk', sampledAt), type: 'case.sample', at: sampledAt, data };
	yield {
		actor: checker,
		type: 'case.check',
		at: byDay(sampledAt + minutes(chance, 30, 400), chance),
		data: { passed: true, words: '抽查属实', photos: [] }
	};
}
