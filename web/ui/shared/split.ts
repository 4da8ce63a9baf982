/** Widths of panes side by side, as shares of their row that sum to 1. Pure. */

/** No pane may become narrower than this share. */
export const MIN_SHARE = 0.15;

/** Moves the edge after pane `index` by `delta` (a share); only its two neighbours change. */
export function moveEdge(shares: readonly number[], index: number, delta: number): number[] {
	const left = shares[index];
	const right = shares[index + 1];
	if (left === undefined || right === undefined) return [...shares];
	const room = left + right;
	const moved = Math.min(Math.max(left + delta, MIN_SHARE), Math.max(room - MIN_SHARE, MIN_SHARE));
	return shares.map((share, i) => (i === index ? moved : i === index + 1 ? room - moved : share));
}

/** Stored shares, if they still fit the number of panes. */
export function readShares(stored: unknown, fallback: readonly number[]): number[] {
	const usable =
		Array.isArray(stored) &&
		stored.length === fallback.length &&
		stored.every((share) => typeof share === 'number' && share >= MIN_SHARE / 2) &&
		Math.abs(stored.reduce((sum: number, share: number) => sum + share, 0) - 1) < 0.01;
	return usable ? (stored as number[]) : [...fallback];
}
