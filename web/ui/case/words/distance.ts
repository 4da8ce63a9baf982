import { m } from '~/paraglide/messages';

/** 80 米, 1.2 公里. */
export function distanceWords(metres: number): string {
	if (metres < 1000) return m.common_map_metres({ n: metres });
	return m.common_map_kilometres({ n: (metres / 1000).toFixed(1) });
}
