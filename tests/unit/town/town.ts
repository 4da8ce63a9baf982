/** One town for all of the demo town's tests. */
import { buildTown } from '../../../scripts/town/index';

export const town = buildTown();
