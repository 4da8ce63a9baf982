/**
 * The order of one replica's commands: by number, without gaps. What is answered `later` leaves a hole
 * that blocks only its own target; what comes after a missing number is held.
 */

/**
 * @param {number} lastSeq up to which everything was consumed
 * @param {readonly number[]} beyond numbers consumed behind a hole
 */
function openStream(lastSeq, beyond) {
	const ahead = new Set(beyond);
	/** @type {Set<number>} */
	const postponed = new Set();
	/** @type {Set<string>} */
	const waiting = new Set();
	let last = lastSeq;

	const settled = (/** @type {number} */ seq) => seq <= last || ahead.has(seq);

	return {
		lastSeq: () => last,
		/** The first number that nothing is known of. */
		expected() {
			let seq = last + 1;
			while (ahead.has(seq) || postponed.has(seq)) seq++;
			return seq;
		},
		/** @param {number} seq @returns {'next' | 'hold' | 'taken'} */
		place(seq) {
			if (settled(seq)) return 'taken';
			if (postponed.has(seq)) return 'next';
			return seq > this.expected() ? 'hold' : 'next';
		},
		/** @param {string} target */
		waits: (target) => waiting.has(target),
		/** @param {number} seq @param {string} target */
		postpone(seq, target) {
			postponed.add(seq);
			waiting.add(target);
		},
		/** @param {number} seq */
		consume(seq) {
			ahead.add(seq);
			postponed.delete(seq);
			while (ahead.has(last + 1)) ahead.delete(++last);
		}
	};
}

module.exports = { openStream };
