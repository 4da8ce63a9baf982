/**
 * Budgets of the public door, by source and window. Kept in a table, so that a restart forgives
 * nobody; keyed by /24 and /64, since one household can turn through a /64 at will (fault Q04).
 */
const { first, run } = require('../sql.js');

/**
 * @typedef {{ name: string, source: string, now: number, windowMs: number, limit: number }} Budget
 */

/** @param {Budget} budget */
function windowOf({ name, source, now, windowMs }) {
	const windowStart = now - (now % windowMs);
	return { windowStart, id: $security.sha256(`${name}|${source}|${windowStart}`) };
}

/**
 * Counts one use.
 * @param {Database} app
 * @param {Budget} budget
 * @returns {number} milliseconds to wait; 0 while within the budget
 */
function spend(app, budget) {
	const { windowStart, id } = windowOf(budget);
	run(
		app,
		`INSERT INTO public_uses (id, windowStart, count) VALUES ({:id}, {:windowStart}, 1)
			ON CONFLICT (id) DO UPDATE SET count = count + 1`,
		{ id, windowStart }
	);
	const used = first(app, 'SELECT count AS n FROM public_uses WHERE id = {:id}', { id }, { n: 0 });
	return (used?.n ?? 0) > budget.limit ? windowStart + budget.windowMs - budget.now : 0;
}

/** Windows that are over count for nothing. @param {Database} app @param {number} now */
function forget(app, now) {
	run(app, 'DELETE FROM public_uses WHERE windowStart < {:before}', {
		before: now - 2 * 86_400_000
	});
}

module.exports = { spend, forget };
