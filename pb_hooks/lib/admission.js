/**
 * Admission: how many requests of a kind are worked on at once. Asked before anything heavy is
 * loaded, since forty parallel pushes without it need twice the memory and half the speed.
 */

/**
 * Runs `work`, or `refused` when `limit` others are at it already.
 * @template T
 * @param {string} name
 * @param {number} limit
 * @param {() => T} work
 * @param {() => T} refused
 * @returns {T}
 */
function admit(name, limit, work, refused) {
	const key = `lq:inflight:${name}`;
	let mine = 0;
	const move = (/** @type {number} */ by) =>
		$app.store().setFunc(key, (count) => (mine = Math.max(0, (count || 0) + by)));
	move(1);
	try {
		return mine > limit ? refused() : work();
	} finally {
		move(-1);
	}
}

module.exports = { admit };
