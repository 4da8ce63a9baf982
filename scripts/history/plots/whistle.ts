/** 吹哨: the finder calls the units herself, and the centre takes it from there. */
import { MINUTE } from '../../../web/domain/time';
import type { Scene } from '../scene';
import type { Plot } from '../teller';
import { handled } from './job';
import { deskDelay } from './intake';
import { report } from './report';

/** Whom the condition names, the lead first. */
export function whistled({ cast, condition, place }: Scene, count: number): string[] {
	const units = [condition.lead, ...condition.assist].map((kind) =>
		cast.unitOfKind(kind, place.village, condition.joint)
	);
	return [...new Set(units.filter((unit): unit is string => unit !== undefined))].slice(0, count);
}

export function* whistle(scene: Scene): Plot {
	const { chance, receivedAt } = scene;
	yield report(scene);
	const at = receivedAt + MINUTE;
	const data = { units: whistled(scene, chance.integer(1, 3)), reason: '现场需多部门到场处置' };
	yield { actor: scene.worker, type: 'case.whistle', at, data };
	yield* handled(scene, at + deskDelay(scene));
}
