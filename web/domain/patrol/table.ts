/** Who may do what on a patrol, and when: her own, whatever her post. */
import { grants, type Grant } from '../policy';
import type { PatrolCommandType } from './commands';
import type { PatrolEventType } from './events';
import type { PatrolState } from './state';

interface TableRow {
	readonly from: readonly PatrolState['status'][] | 'new';
	readonly by: readonly Grant[];
	readonly emits: readonly PatrolEventType[];
}

const WALKER = grants('self', 'gridWorker', 'cadre', 'stationHead', 'supervisor');

export const PATROL_TABLE: Readonly<Record<PatrolCommandType, TableRow>> = {
	'patrol.start': {
		from: 'new',
		by: grants('town', 'gridWorker', 'cadre', 'stationHead', 'supervisor'),
		emits: ['patrol.started']
	},
	'patrol.visit': { from: ['walking', 'paused'], by: WALKER, emits: ['patrol.visited'] },
	'patrol.pause': { from: ['walking'], by: WALKER, emits: ['patrol.paused'] },
	'patrol.resume': { from: ['paused'], by: WALKER, emits: ['patrol.resumed'] },
	'patrol.end': { from: ['walking', 'paused'], by: WALKER, emits: ['patrol.ended'] },
	'patrol.linkCase': {
		from: ['walking', 'paused', 'ended'],
		by: grants('any', 'system'),
		emits: ['patrol.caseLinked']
	}
};
