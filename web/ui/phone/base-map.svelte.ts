/** The town's drawn ground, read once a page. */
import { readBaseMap } from '~/ui/map/base-map-file';
import type { BaseMap } from '~/ui/map/map-types';
import type { Town } from '~/ui/case/town.svelte';

export function useBaseMap(town: Town): { readonly current: BaseMap | null } {
	let current = $state.raw<BaseMap | null>(null);
	$effect(() => {
		const code = town.home?.town;
		if (code) void readBaseMap(code).then((map) => (current = map));
	});
	return {
		get current() {
			return current;
		}
	};
}
