/** Finds categories by what people call the thing: names, residents' words, conditions. Pure. */
import type { Category, Scheme } from '~/domain/scheme';
import { normalizeForSearch } from '~/domain/text';

/** `major`: `<kind> <number>`, '' for all. Names that match stand before conditions that do. */
export function searchCategories(scheme: Scheme, text: string, major = ''): Category[] {
	const wanted = normalizeForSearch(text).split(' ').filter(Boolean);
	const within = scheme.categories.filter(
		(category) => major === '' || `${category.kind} ${category.major}` === major
	);
	if (wanted.length === 0) return within;
	const holds = (haystack: string) => wanted.every((word) => haystack.includes(word));
	const byName = within.filter((category) => holds(nameOf(category)));
	const byCondition = within.filter(
		(category) => !byName.includes(category) && holds(normalizeForSearch(allWordsOf(category)))
	);
	return [...byName, ...byCondition];
}

const nameOf = ({ id, zh, en }: Category): string => normalizeForSearch(`${zh} ${en} ${id}`);

function allWordsOf(category: Category): string {
	const { resident, conditions } = category;
	return [category, ...(resident ? [resident] : []), ...conditions]
		.map(({ zh, en }) => `${zh} ${en}`)
		.join(' ');
}
