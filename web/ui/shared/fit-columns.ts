/**
 * A grid of at most `columns` equal columns that are never narrower than `rem`: with large text
 * there are fewer, and no word is broken in two.
 */
export function fitColumns(columns: number, rem: number): string {
	const share = `(100% - ${columns - 1} * 0.5rem) / ${columns}`;
	return `grid-template-columns: repeat(auto-fill, minmax(min(100%, max(${rem}rem, ${share})), 1fr))`;
}
