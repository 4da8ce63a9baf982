/** How a case comes in, by its source. */
import { photo } from '../pictures';
import type { Act } from '../teller';
import type { Scene } from '../scene';
import { RESIDENT, turn } from '../cast';
import type { PhotoRef } from '../../../web/domain/fields';
import type { Ms } from '../../../web/domain/time';

const digits = (scene: Scene, count: number): string =>
	Array.from({ length: count }, () => scene.chance.integer(0, 9)).join('');

/** As the source would put it. */
function wordsOf({ source, place, says, chance }: Scene): string {
	const at = place.address;
	switch (source) {
		case 'hotline':
			return chance.pick([
				`市民来电反映：${at}附近，${says}，要求相关部门尽快处理并回复。`,
				`来电人称${at}${says}，已影响日常出行，希望核实处置。`,
				`市民反映${at}${says}，此前向物业反映未解决。`
			]);
		case 'resident':
			return chance.pick([`${says}，麻烦来看看`, `${at}${says}`, `${says}，好几天了`]);
		case 'call':
			return `来电反映：${at}${says}`;
		case 'video':
			return `视频巡看发现：${says}`;
		case 'leader':
			return `领导巡查发现：${at}${says}，请尽快处置`;
		case 'upper':
			return `区平台派发：${at}${says}`;
		case 'delegate':
			return `代表联系点反映：${at}${says}`;
		default:
			return chance.chance(0.6) ? says : `${at}，${says}`;
	}
}

/** Near and far where the condition asks for them; else now and then one. */
export function foundPhotos(scene: Scene, onSpot = false): PhotoRef[] {
	const { subject, condition, at, place, chance } = scene;
	const { kinds, onSpot: spotKinds } = condition.photos;
	const wanted = onSpot ? (spotKinds ?? kinds) : kinds;
	if (kinds.length === 0 && wanted.length === 0) return [];
	if (onSpot) {
		const kind = wanted.includes('before') ? 'before' : 'near';
		return [photo(subject.scene, 'near', kind, at, place.pos)];
	}
	const photos = [photo(subject.scene, 'far', 'far', at - 25_000, place.pos)];
	if (kinds.includes('near') || chance.chance(0.3))
		photos.push(photo(subject.scene, 'near', 'near', at - 9_000, place.pos));
	return photos;
}

/** The category is the desk's to find where a lay person reports. */
const isLay = (scene: Scene): boolean => scene.source === 'resident' || scene.source === 'hotline';

function reporter(scene: Scene): { actor: Act['actor']; onBehalf?: string } {
	const { cast, source, place, at, chance } = scene;
	switch (source) {
		case 'patrol':
			return { actor: scene.worker };
		case 'village':
			return { actor: cast.holder('cadre', place.village, at, turn(chance)) };
		case 'resident':
			return { actor: RESIDENT(cast.town) };
		case 'hotline':
			return { actor: cast.holder('hotline', cast.town, at) };
		case 'call':
			return { actor: cast.onDuty('clerk', at, turn(chance)), onBehalf: '来电市民' };
		case 'leader':
			return { actor: cast.onDuty('clerk', at, turn(chance)), onBehalf: '带班领导' };
		default:
			return { actor: cast.onDuty('clerk', at, turn(chance)) };
	}
}

export function report(scene: Scene, selfHandle = false): Act {
	const { source, subject, condition, place, at, receivedAt, patrol, chance } = scene;
	const { actor, onBehalf } = reporter(scene);
	const hasPhotos =
		source === 'patrol' || source === 'village' || (source === 'resident' && chance.chance(0.55));
	const isKnown = !isLay(scene);
	return {
		actor,
		type: 'case.report',
		at,
		receivedAt,
		data: {
			source,
			place,
			words: wordsOf(scene),
			photos: hasPhotos || source === 'video' ? foundPhotos(scene, selfHandle) : [],
			...(isKnown && { category: condition.category, condition: subject.condition }),
			...(patrol !== undefined && { patrol }),
			...(selfHandle && { selfHandle }),
			...(onBehalf !== undefined && { onBehalf }),
			...(source === 'hotline' && { hotlineNumber: `SH${digits(scene, 10)}` }),
			...(source === 'upper' && { districtNumber: `PD${digits(scene, 8)}` })
		}
	};
}

/** The 12345 seat, except for what only the desk may see. */
export const hotlineSeat = ({ cast, condition }: Scene, at: Ms): Act['actor'] =>
	condition.privacy === 'restricted'
		? cast.onDuty('clerk', at)
		: cast.holder('hotline', cast.town, at);
