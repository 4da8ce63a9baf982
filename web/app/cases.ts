/** Cases as screens read them: confirmed + pending, with how far own work on them has come. */
import type { TownGeo } from '../domain/geo';
import { casesNear, findCases } from '../store/case-queries';
import { standings, type Standings } from '../store/progress';
import type { Replica } from '../store/replica-db';
import type { CaseTableRow } from '../store/tables';
import type { CaseRow, CaseSource } from './doors';
import { live, type CurrentReplica } from './live.svelte';

export function caseSource(
	replica: CurrentReplica,
	geo: (replica: Replica) => Promise<TownGeo | undefined>
): CaseSource {
	return {
		one: (id) =>
			live(
				replica,
				() => id,
				async ({ own }, wanted) => {
					const row = await own.cases.get(wanted);
					return row ? shown(await standings(own))(row) : null;
				}
			),
		list: (filter) =>
			live(replica, filter, async ({ own }, query) => {
				const rows = await findCases(own, query);
				return rows.map(shown(await standings(own)));
			}),
		async near(pos, metres, category) {
			const db = replica();
			const scale = db && (await geo(db));
			if (!db || !scale) return [];
			const rows = await casesNear(db.own, pos, metres, scale, category);
			return rows.map(shown(await standings(db.own)));
		},
		notes: (caseId) =>
			live(
				replica,
				() => caseId,
				async ({ own }, wanted) => {
					const rows = await own.notes
						.where('[case+at]')
						.between([wanted, -Infinity], [wanted, Infinity])
						.toArray();
					return rows.map(({ doc }) => doc);
				}
			)
	};
}

const shown =
	(standing: Standings) =>
	({ id, doc }: CaseTableRow): CaseRow => ({ state: doc, ...standing(id) });
