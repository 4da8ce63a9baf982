/**
 * Which category a message is about, by the scheme's own words: every pair of neighbouring
 * characters that both share counts, a rare pair more than a common one.
 */
import type { Category, Scheme } from '../scheme';
import { bigrams } from '../text';

export interface CategoryGuess {
	readonly category: string;
	/** Absent where the words do not tell the conditions apart. */
	readonly condition?: string;
	/** Only for comparing guesses of one message. */
	readonly score: number;
}

/** What people call it → what the tables call it. */
const SPOKEN: readonly (readonly [RegExp, string])[] = [
	[/电瓶车|电动车/, '电动自行车'],
	[/煤气|漏气/, '燃气泄漏'],
	[/小广告/, '张贴黑广告'],
	[/飞线|拉电线|拖线板/, '飞线充电拉线'],
	[/吵架|打架|打起来/, '争吵推搡纠纷'],
	[/坑(?![口爹])|坑洞|路面.{0,3}(?:坏|破|裂)/, '道路破损坑洞'],
	[/下水道|冒水|粪水/, '污水外溢'],
	[/消防车.{0,6}(?:进不|开不进)|生命通道/, '消防通道被占'],
	[/路灯.{0,6}(?:坏|不亮|黑)/, '路灯不亮'],
	[/垃圾.{0,6}(?:满|溢|堆出来)/, '垃圾满溢'],
	[/水管.{0,4}(?:爆|裂)/, '供水管爆裂'],
	[/树.{0,6}(?:倒|断|歪)/, '行道树倾倒断枝'],
	[/电梯.{0,8}(?:困|关在|出不来)/, '电梯故障困人'],
	[/摆摊|地摊|摊贩/, '乱设摊流动摊贩'],
	[/油烟|烧烤味/, '餐饮油烟'],
	[/狗.{0,6}(?:咬|没牵|不牵)|遛狗/, '不文明养犬牵绳'],
	[/欠薪|工资不发|讨薪/, '劳资纠纷欠薪'],
	[/烧.{0,4}(?:垃圾|树叶|秸秆|纸)/, '露天焚烧'],
	[/走丢|找不到家/, '走失人员']
];

interface Terms {
	readonly category: Category;
	readonly weights: ReadonlyMap<string, number>;
}

/** The name says most, what residents call it nearly as much, conditions only help. */
function termsOf(category: Category): Terms {
	const weights = new Map<string, number>();
	const add = (words: string, weight: number) => {
		for (const term of bigrams(words)) weights.set(term, Math.max(weight, weights.get(term) ?? 0));
	};
	for (const condition of category.conditions) add(condition.zh, 1);
	if (category.resident) add(category.resident.zh, 2);
	add(category.zh, 3);
	return { category, weights };
}

/** Build it once for a scheme: `guesserOf(scheme)(text)`. */
export function guesserOf(scheme: Scheme): (text: string) => CategoryGuess[] {
	const entries = scheme.categories.map(termsOf);
	const shared = new Map<string, number>();
	for (const { weights } of entries)
		for (const term of weights.keys()) shared.set(term, (shared.get(term) ?? 0) + 1);
	const worth = (term: string) => 1 / (shared.get(term) ?? 1);
	return (text) => {
		const said = new Set(bigrams(withTableWords(text)));
		return entries
			.map((entry) => scoreOf(entry, said, worth))
			.filter(({ score }) => score >= MIN_SCORE)
			.sort((a, b) => b.score - a.score)
			.slice(0, MAX_GUESSES);
	};
}

/** One shared common pair proves nothing. */
const MIN_SCORE = 1;
const MAX_GUESSES = 3;

function withTableWords(text: string): string {
	const added = SPOKEN.filter(([said]) => said.test(text)).map(([, words]) => words);
	return [text, ...added].join(' ');
}

type Worth = (term: string) => number;

function scoreOf({ category, weights }: Terms, said: ReadonlySet<string>, worth: Worth) {
	let score = 0;
	for (const term of said) score += (weights.get(term) ?? 0) * worth(term);
	const condition = conditionOf(category, said);
	return condition === undefined
		? { category: category.id, score }
		: { category: category.id, condition, score };
}

/** The condition whose own words are said most, when it leads. */
function conditionOf(category: Category, said: ReadonlySet<string>): string | undefined {
	const scored = category.conditions
		.map(({ id, zh }) => ({ id, hits: bigrams(zh).filter((term) => said.has(term)).length }))
		.sort((a, b) => b.hits - a.hits);
	const [first, second] = scored;
	if (!first || first.hits === 0 || first.hits === second?.hits) return undefined;
	return first.id;
}
