/**
 * What a village's station may do: it sends the forces that are stationed with it and whistles for
 * the others (domain §3). What the town has sent or taken over, the station does not undo.
 */
import { rejection, type Rejection } from '../../error';
import type { CaseCommandType } from '../commands';
import type { Step } from '../decide';

type AnyStep = Pick<Step<CaseCommandType>, 'state' | 'context' | 'post'>;

const isStation = ({ post }: AnyStep): boolean =>
	post.role === 'stationHead' || post.role === 'cadre';

/** Undefined for everybody else, and for a station as long as all these units are its own. */
export function notOwnForce(
	step: AnyStep,
	units: readonly (string | undefined)[],
	field?: string
): Rejection | undefined {
	if (!isStation(step)) return undefined;
	const { rules } = step.context;
	for (const id of units) {
		const card = id === undefined ? undefined : rules.unit(id);
		if (id !== undefined && card?.village !== step.state.place.village)
			return rejection('case/not-own-force', field, { unit: card?.name ?? id });
	}
	return undefined;
}

/** 提级办理: the town decides from here on. */
export function takenFromStation(step: AnyStep): Rejection | undefined {
	return isStation(step) && step.state.takenOver ? rejection('case/taken-over') : undefined;
}
