/** A look-up that is made anew with its list, and never changed. */
export function byKey<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
	return new Map(items.map((item) => [key(item), item]));
}
