/** Beats 责任网格: two or three grids that one worker walks, with the points she must visit. */
import type { ElementDoc } from '../../web/domain/element/element';
import { HANGTOU } from './divisions';
import type { Geography, VillageArea } from './geography';
import { type Person, type Staff, STORY_VILLAGE } from './people';

export interface Checkpoint {
	readonly element: string;
	readonly intervalDays: number;
}

export interface Beat {
	/** `b-132205-1` */
	readonly id: string;
	readonly name: string;
	readonly town: string;
	readonly village: string;
	readonly grids: readonly string[];
	/** A person's id. */
	readonly worker: string;
	readonly checkpoints: readonly Checkpoint[];
}

/** More than a worker can pass in a week of rounds is no list to work by. */
const MOST_CHECKPOINTS = 60;

function checkpointsOf(elements: readonly ElementDoc[]): Checkpoint[] {
	return elements
		.filter(({ checkEveryDays, state }) => checkEveryDays !== undefined && state !== 'retired')
		.slice(0, MOST_CHECKPOINTS)
		.map(({ id, checkEveryDays }) => ({ element: id, intervalDays: checkEveryDays as number }));
}

/** 5 grids become 3 + 2, 6 become 3 + 3, 7 become 3 + 2 + 2. */
function inBeats(grids: readonly string[]): string[][] {
	const count = Math.ceil(grids.length / 3);
	const beats: string[][] = [];
	for (let i = 0, at = 0; i < count; i++) {
		const size = Math.ceil((grids.length - at) / (count - i));
		beats.push(grids.slice(at, at + size));
		at += size;
	}
	return beats;
}

function hireWorker(staff: Staff, { code, town, name }: VillageArea, number: number): Person {
	const tail = `${code.slice(6)}-${number}`;
	const first = number === 1;
	const story = code === STORY_VILLAGE && first;
	const border = town === HANGTOU.code && first && name === '航头居委';
	const prefix = town === HANGTOU.code ? 'ht-' : '';
	const username = story ? 'wangge' : border ? 'ht-wangge' : `${prefix}wg-${tail}`;
	const shown = story ? '网格员' : border ? '航头网格员' : undefined;
	return staff.hire(username, town, [{ role: 'gridWorker', area: code }], shown);
}

export function buildBeats(
	geography: Geography,
	elements: readonly ElementDoc[],
	staff: Staff
): Beat[] {
	const byGrid = new Map<string, ElementDoc[]>();
	for (const element of elements) {
		const own = byGrid.get(element.grid);
		if (own) own.push(element);
		else byGrid.set(element.grid, [element]);
	}
	return geography.villages.flatMap((village) => {
		const grids = geography.grids
			.filter((grid) => grid.village === village.code)
			.map(({ code }) => code);
		return inBeats(grids).map((group, i) => ({
			id: `b-${village.code.slice(6)}-${i + 1}`,
			name: `${village.name}第${i + 1}责任网格`,
			town: village.town,
			village: village.code,
			grids: group,
			worker: hireWorker(staff, village, i + 1).id,
			checkpoints: checkpointsOf(group.flatMap((grid) => byGrid.get(grid) ?? []))
		}));
	});
}
