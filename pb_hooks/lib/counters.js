/**
 * Numbers that people read: case numbers by town and day, supervision numbers by town and year.
 * Handed out in memory while a batch is decided, and written once with it; a number whose command
 * was refused is handed out again.
 */
const { first, putAll } = require('./sql.js');

const OFFSET_MS = 8 * 3_600_000;

/** @param {number} ms @returns {string} `20261124`, by the town's clock */
const dayOf = (ms) => new Date(ms + OFFSET_MS).toISOString().slice(0, 10).replace(/-/g, '');

/** @param {Database} app */
function openCounters(app) {
	/** @type {Record<string, number>} */
	const values = {};

	/** @param {string} head @param {string} column a query for the highest number that begins so */
	function valueOf(head, column) {
		if (values[head] !== undefined) return values[head];
		const known = first(
			app,
			'SELECT value FROM counters WHERE id = {:id}',
			{ id: idOf(head) },
			{
				value: 0
			}
		);
		if (known) return (values[head] = known.value);
		// Loaded or restored cases may carry numbers that no counter knows.
		const highest = first(app, column, { from: head, to: `${head}~` }, { v: '' });
		return (values[head] = Number(highest?.v.slice(head.length)) || 0);
	}

	return {
		/** @param {string} prefix @param {number} now */
		peekCase(prefix, now) {
			const head = `${prefix}${dayOf(now)}-`;
			const next = valueOf(
				head,
				`SELECT coalesce(max(number), '') AS v FROM cases WHERE number > {:from} AND number < {:to}`
			);
			return { head, number: head + String(next + 1).padStart(4, '0') };
		},
		/** @param {string} prefix @param {number} now */
		peekSupervision(prefix, now) {
			const head = `${prefix}DB${dayOf(now).slice(0, 4)}-`;
			return { head, number: head + String(valueOf(head, `SELECT '' AS v`) + 1).padStart(4, '0') };
		},
		/** @param {string} head */
		take(head) {
			values[head] = (values[head] ?? 0) + 1;
		},
		flush() {
			putAll(
				app,
				'counters',
				['id', 'value'],
				Object.keys(values).map((head) => [idOf(head), values[head] ?? 0]),
				'ON CONFLICT (id) DO UPDATE SET value = excluded.value'
			);
		}
	};
}

/** @param {string} head */
const idOf = (head) => head.toLowerCase().replace(/-$/, '');

module.exports = { openCounters };
