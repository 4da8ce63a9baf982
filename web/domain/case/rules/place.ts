/** Where it is said to be: what is refused, and what is only marked to be looked at (faults I06). */
import type { Context } from '../../context';
import { rejection, type Rejection } from '../../error';
import type { Place } from '../../fields';
import { distanceM, isNullIsland } from '../../geo';
import type { CaseFlag } from '../state';

/** A town is smaller than this whatever its shape, and plane distances hold. */
const FAR_M = 30_000;
/** Worse than this and the position says no more than the village. */
const IMPRECISE_M = 500;

export function placeProblem(place: Place, town: string): Rejection | undefined {
	if (place.town !== town) return rejection('case/other-town', 'place.town');
	if (!place.village.startsWith(place.town))
		return rejection('case/village-outside', 'place.village');
	if (place.grid !== undefined && !place.grid.startsWith(place.village))
		return rejection('case/grid-outside', 'place.grid');
	return undefined;
}

/** A receiver's nonsense is kept and marked: nobody in the field can do anything about it. */
export function placeFlags({ pos, accuracy }: Place, { rules }: Context): CaseFlag[] {
	const flags: CaseFlag[] = [];
	if (pos && isNullIsland(pos)) flags.push('nullIsland');
	else if (pos && distanceM(pos, rules.geo.origin, rules.geo) > FAR_M) flags.push('outsideArea');
	if (accuracy !== undefined && accuracy > IMPRECISE_M) flags.push('imprecise');
	return flags;
}
