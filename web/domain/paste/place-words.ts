/**
 * Where a message says it is: the words that look like an address, most exact first. Whether they
 * are one, the address book tells; this only cuts them out.
 */

/** Ends a name when read backwards: 在年家浜路 is not a road. */
const NAME =
	'[^\\s\\d，。、；：！？,.;:!?()（）【】\\[\\]"“”在到从于至是去往住的了和跟及这那我你他她您请说有被把把看]';
const ROAD = `${NAME}{1,6}?(?:大道|公路|支路|路|街|巷)`;
const COMPOUND_END =
	'花园|小区|家园|公寓|新村|佳苑|名苑|华庭|名邸|新城|新苑|雅苑|苑|坊|广场|大厦|菜场|市场|小学|中学|幼儿园|公园|工业园|卫生院|医院|地铁站|老街';
const HOUSE =
	'(?:\\d+(?:支)?弄)?(?:\\d+支弄)?(?:\\d+(?:[-—~]\\d+)?号(?:楼)?)?(?:\\d+[栋幢](?:楼)?)?(?:\\d+单元)?(?:\\d{2,4}室)?';

const AT_ROAD = new RegExp(`${ROAD}${HOUSE}`, 'g');
const AT_COMPOUND = new RegExp(`${NAME}{1,8}?(?:${COMPOUND_END})${HOUSE}`, 'g');
const AT_VILLAGE = new RegExp(
	`${NAME}{1,5}?(?:居委会|居委|居民区|村委会|村)(?:\\d+组)?${HOUSE}`,
	'g'
);

/** What stands before an address and is not part of it. */
const AREA = /^(?:上海市?|浦东新区|浦东|[\u4e00-\u9fff]{2,3}镇)+/;
/** Words of the sentence that run into a name. */
const SENTENCE = /^.*(?:反映|投诉|举报|发现|来电|接到)/;
/** Of two candidates the one with a house number says more. */
const exactness = (words: string): number => (/\d+弄|\d+号|\d+[栋幢]/.test(words) ? 0 : 1);

const MAX_PLACES = 6;

export function placesIn(text: string): string[] {
	const found = [AT_ROAD, AT_COMPOUND, AT_VILLAGE]
		.flatMap((pattern) => text.match(pattern) ?? [])
		.map((words) => words.replace(SENTENCE, '').replace(AREA, ''))
		.filter((words) => words.length > 1);
	const unique = [...new Set(found)];
	const inside = (words: string) =>
		unique.some((other) => other !== words && other.includes(words));
	return unique
		.filter((words) => !inside(words))
		.map((words, i) => ({ words, rank: exactness(words) * 100 + i }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ words }) => words)
		.slice(0, MAX_PLACES);
}

/** A name is at most this much longer than what the book calls it. */
const MAX_DROPPED = 4;

/**
 * What to ask the address book for, in turn: the words as they stand, without the room, without
 * the house, and without letters in front that may belong to the sentence.
 */
export function placeTries(words: string): string[] {
	const noRoom = words.replace(/(?:\d+单元)?\d{2,4}室$/, '');
	const noHouse = noRoom.replace(/\d+(?:[-—~]\d+)?(?:号楼?|[栋幢]楼?)$/, '');
	const noLane = noHouse.replace(/\d+支?弄.*$/, '');
	const tries: string[] = [];
	for (const form of [words, noRoom, noHouse, noLane])
		for (let cut = 0; cut <= MAX_DROPPED; cut++) {
			const rest = form.slice(cut);
			if (rest.length < 2 || !/^[\u4e00-\u9fff]{2}/.test(rest)) break;
			tries.push(rest);
		}
	return [...new Set(tries)];
}
