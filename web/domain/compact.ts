/** Drops undefined members, so that a document is the same after a trip through JSON. */
type Compact<T> = {
	[K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

export function compact<T extends object>(value: T): Compact<T> {
	const result: Record<string, unknown> = {};
	for (const [key, member] of Object.entries(value)) if (member !== undefined) result[key] = member;
	return result as Compact<T>;
}
