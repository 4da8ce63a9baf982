/**
 * Names that nobody bears: every person, estate, shop and company of the demo says in its name
 * that it is an example, and every phone number has four zeros where real ones have none.
 */
import type { Stream } from './random';

const SURNAMES = [
	...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜',
	...'戚谢邹喻柏水窦章云苏潘葛范彭鲁韦马苗方俞任袁柳史唐费薛雷贺倪汤'
];
const GIVEN = [
	'示例',
	'样本',
	'演示',
	'范例',
	'样例',
	'虚构',
	'某甲',
	'某乙',
	'某丙',
	'某丁',
	'某戊',
	'某己',
	'某庚',
	'某辛'
];
const MARKS = ['示例', '样本', '演示', '范例', '样例', '虚构'] as const;

/** What a name must contain to be obviously made up. */
export const FICTIONAL = /示例|样本|演示|范例|样例|虚构|某[甲乙丙丁戊己庚辛]/;

/** Different for every number below 868: staff must be told apart. */
export function staffName(number: number): string {
	const at = number % SURNAMES.length;
	const round = Math.floor(number / SURNAMES.length);
	const given = GIVEN[(at * 5 + round) % GIVEN.length] as string;
	return (SURNAMES[at] as string) + given;
}

export const residentName = (chance: Stream): string => chance.pick(SURNAMES) + chance.pick(GIVEN);

/** All surnames in a mixed order. */
export const surnames = (chance: Stream): string[] => chance.shuffled(SURNAMES);

export const mark = (chance: Stream): string => chance.pick(MARKS);

/** 021-0000xxxx: no exchange begins with a zero. */
export const landline = (chance: Stream): string =>
	`021-0000${String(chance.integer(0, 9999)).padStart(4, '0')}`;

export const mobile = (chance: Stream): string =>
	`1990000${String(chance.integer(0, 9999)).padStart(4, '0')}`;

const ESTATE_WORDS = '花园 新村 家园 公寓 佳苑 名邸 雅苑 小区 丽景 华庭 馨苑 水岸 里 苑'.split(' ');
const PHASES = ['', '一期', '二期', '三期', '东区', '西区', '南区', '北区'];

/** Estate names in a fixed mixed order, none twice. */
export function estateNames(chance: Stream): string[] {
	const all = PHASES.flatMap((phase) =>
		MARKS.flatMap((head) => ESTATE_WORDS.map((word) => `${head}${word}${phase}`))
	);
	const early = all.slice(0, MARKS.length * ESTATE_WORDS.length);
	return [...chance.shuffled(early), ...chance.shuffled(all.slice(early.length))];
}
