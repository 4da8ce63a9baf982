/** Joint grids 综合网格: several neighbouring villages, a chief, and a standing team of units. */
import type { Pos } from '../../web/domain/geo';
import { HANGTOU, ZHOUPU } from './divisions';
import type { Geography, VillageArea } from './geography';
import { townUnitId } from './units';

export interface JointGrid {
	/** `j-zp-1` */
	readonly id: string;
	readonly name: string;
	readonly town: string;
	readonly villages: readonly string[];
	/** A person's id. */
	readonly chief: string;
	/** The default list of units for a joint job. */
	readonly team: readonly string[];
}

const TEAM_KINDS = ['police', 'fire', 'urban', 'market', 'housing'] as const;

export const standingTeam = (town: string): string[] =>
	TEAM_KINDS.map((kind) => townUnitId(town, kind));

/** Halves the villages again and again along the longer way, so that groups lie together. */
function neighbours(villages: readonly VillageArea[], times: number): VillageArea[][] {
	if (times === 0) return [[...villages]];
	const spread = (read: (pos: Pos) => number) => {
		const values = villages.map(({ centre }) => read(centre));
		return Math.max(...values) - Math.min(...values);
	};
	const byLat = spread(({ lat }) => lat) > spread(({ lng }) => lng) * 0.86;
	const key = ({ centre }: VillageArea) => (byLat ? -centre.lat : centre.lng);
	const ordered = [...villages].sort((a, b) => key(a) - key(b));
	const half = Math.ceil(ordered.length / 2);
	return [
		...neighbours(ordered.slice(0, half), times - 1),
		...neighbours(ordered.slice(half), times - 1)
	];
}

const NUMERALS = '一二三四五六七八';

/** `chiefOf` names the person; the groups come first because her posts follow from them. */
export function buildJointGrids(
	geography: Geography,
	chiefOf: (id: string, villages: readonly VillageArea[]) => string
): JointGrid[] {
	return [
		{ town: ZHOUPU, letters: 'zp', times: 3 },
		{ town: HANGTOU, letters: 'ht', times: 0 }
	].flatMap(({ town, letters, times }) => {
		const own = geography.villages.filter((village) => village.town === town.code);
		return neighbours(own, times).map((group, i) => {
			const id = `j-${letters}-${i + 1}`;
			return {
				id,
				name: `${town.name.replace('镇', '')}第${NUMERALS[i] ?? ''}综合网格`,
				town: town.code,
				villages: group.map(({ code }) => code).sort(),
				chief: chiefOf(id, group),
				team: standingTeam(town.code)
			};
		});
	});
}
