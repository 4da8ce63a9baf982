/** Keys as IndexedDB orders them: numbers before text before lists. */
export type Key = number | string | readonly Key[];

const rank = (key: Key): number => (typeof key === 'number' ? 0 : typeof key === 'string' ? 1 : 2);

export function compareKeys(a: Key, b: Key): number {
	const ranks = rank(a) - rank(b);
	if (ranks !== 0) return ranks;
	if (typeof a === 'object' && typeof b === 'object') {
		for (let i = 0; i < Math.min(a.length, b.length); i++) {
			const part = compareKeys(a[i]!, b[i]!);
			if (part !== 0) return part;
		}
		return a.length - b.length;
	}
	return a < b ? -1 : a > b ? 1 : 0;
}

/** One text a key, to find it in a map. */
export const nameOf = (key: Key): string | number =>
	typeof key === 'object' ? `[${key.join('\u0000')}` : key;

/** What an index sees of a row; undefined where the row is not in it. */
export function keyAt(row: unknown, path: string): Key | undefined {
	if (path.startsWith('[')) {
		const parts = path
			.slice(1, -1)
			.split('+')
			.map((name) => (row as Record<string, Key | undefined>)[name]);
		return parts.some((part) => part === undefined) ? undefined : (parts as Key[]);
	}
	const key = (row as Record<string, unknown>)[path];
	const isKey = typeof key === 'number' || typeof key === 'string' || Array.isArray(key);
	return isKey ? (key as Key) : undefined;
}
