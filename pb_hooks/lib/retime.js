/**
 * A town's calendar changed: the limits of its running cases fall due at other moments. Done as
 * commands of the server itself, so that the cases tell it.
 */
const { openBatch } = require('./batch.js');
const { durably } = require('./durable.js');
const { writeLines } = require('./ledger.js');
const { pokeKeys } = require('./poke.js');
const { rows } = require('./sql.js');
const domain = require('./domain.js');

/** Cases of one transaction: the writer is nobody else's meanwhile. */
const PAGE = 200;

/** @param {string} town @param {number} now */
function retimeTown(town, now) {
	const running = rows(
		$app,
		`SELECT id FROM case_facts WHERE town = {:town} AND status = 'handling' ORDER BY id`,
		{ town },
		{ id: '' }
	).map((row) => row.id);
	for (let i = 0; i < running.length; i += PAGE) {
		const page = running.slice(i, i + PAGE);
		pokeKeys(durably((tx) => retime(tx, page, now)));
	}
}

/**
 * @param {core.App} tx
 * @param {readonly string[]} ids
 * @param {number} now
 * @returns {string[]} keys of those who should pull
 */
function retime(tx, ids, now) {
	const batch = openBatch(tx, now);
	/** @type {import('./ledger.js').Line[]} */
	const lines = [];
	for (const target of ids) {
		const id = `retime-${now}-${target}`;
		const parsed = domain.parseCommand(id, 'case.retime', target, {});
		if (!parsed.ok) continue;
		const ask = { command: parsed.command, at: now, actor: domain.SYSTEM, keys: [] };
		const verdict = batch.decide(ask);
		// Most cases run on a clock that the calendar does not touch.
		if (!verdict.ok || !verdict.entry.changed) continue;
		const raw = JSON.stringify(parsed.command);
		lines.push({
			...{ id, type: 'case.retime', target, person: 'system', replica: '', rseq: 0 },
			...{ result: 'ok', seq: () => verdict.entry.seq, at: now },
			...{ hash: $security.sha256(raw), raw }
		});
	}
	batch.flush();
	writeLines(tx, lines, now);
	return batch.touchedKeys();
}

module.exports = { retimeTown };
