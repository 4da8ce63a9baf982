/** Drops undefined members, so that a document is the same after a trip through JSON. */
type Compact<T> = {
	[K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

export function compact<T extends object>(value: T): Compact<T> {
	const result: Record<string, unknown> = {};
	for (const [key, member] of Object.entries(value)) if (member !== undefined) result[key] = member;
	return result as Compact<T>;
}

/** The same all the way down: what a screen put together may hold undefined anywhere. */
export function compactDeep<T>(value: T): T {
	if (Array.isArray(value)) return value.map(compactDeep) as T;
	if (typeof value !== 'object' || value === null) return value;
	const result: Record<string, unknown> = {};
	for (const [key, member] of Object.entries(value))
		if (member !== undefined) result[key] = compactDeep(member);
	return result as T;
}
