/** The person's own patrol, and those she answers for. */
import type { PatrolSource } from './doors';
import { live, type CurrentReplica } from './live.svelte';

export function patrolSource(
	replica: CurrentReplica,
	person: () => string | undefined
): PatrolSource {
	return {
		mine: () =>
			live(replica, person, async ({ own }, me) => {
				if (me === undefined) return null;
				const rows = await own.patrols
					.where('[person+status]')
					.anyOf([me, 'walking'], [me, 'paused'])
					.toArray();
				return rows.sort((a, b) => a.newest - b.newest)[0]?.doc ?? null;
			}),
		one: (id) =>
			live(
				replica,
				() => id,
				async ({ own }, wanted) => (await own.patrols.get(wanted))?.doc ?? null
			),
		list: (limit) =>
			live(
				replica,
				() => limit,
				async ({ own }, most) => {
					const rows = await own.patrols.orderBy('newest').limit(most).toArray();
					return rows.map(({ doc }) => doc);
				}
			)
	};
}
