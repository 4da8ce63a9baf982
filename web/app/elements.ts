/** Management elements and the graded rest that this person's device may hold. */
import type { TownGeo } from '../domain/geo';
import { elementsNear, findElements } from '../store/element-queries';
import type { Replica } from '../store/replica-db';
import type { ElementSource } from './doors';
import { live, type CurrentReplica } from './live.svelte';

export function elementSource(
	replica: CurrentReplica,
	geo: (replica: Replica) => Promise<TownGeo | undefined>
): ElementSource {
	return {
		one: (id) =>
			live(
				replica,
				() => id,
				async ({ own }, wanted) => {
					const row = await own.elements.get(wanted);
					if (!row) return null;
					const overlays = await own.overlays.where('element').equals(wanted).toArray();
					return { base: row.doc, overlays: overlays.map(({ doc }) => doc) };
				}
			),
		list: (filter) => live(replica, filter, ({ own }, query) => findElements(own, query)),
		async near(pos, metres) {
			const db = replica();
			const scale = db && (await geo(db));
			return db && scale ? elementsNear(db.own, pos, metres, scale) : [];
		}
	};
}
