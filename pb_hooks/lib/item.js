/** One command of a batch, opened as far as it can be: even what cannot be read gets an answer. */
const { hasLoneSurrogate } = require('./body.js');
const domain = require('./domain.js');

/**
 * @typedef {object} Item
 * @property {string} raw
 * @property {string} hash SHA-256 over its exact bytes
 * @property {string} id of its line in the ledger
 * @property {string} named its own id, as far as it can be read; what the answer repeats
 * @property {number | undefined} seq
 * @property {string} replica
 * @property {string} type
 * @property {string} target
 * @property {number} at
 * @property {number} [skew]
 * @property {ReturnType<typeof domain.parseCommand>} [parsed] absent when its type is unknown
 * @property {import('../../web/domain/error').Rejection} [problem] it is kept for the desk, unread
 */

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * @param {string} raw
 * @param {boolean} clean whether the request's bytes mean one text
 * @returns {Item}
 */
function openItem(raw, clean) {
	const hash = $security.sha256(raw);
	// What cannot be stored byte for byte cannot be hashed, replayed or compared either.
	const broken = hasLoneSurrogate(raw) || (!clean && raw.includes('\ufffd'));
	const opened = domain.openEnvelope(raw);
	if (opened.ok) {
		const { id, seq, replica, type, target, at, skew, data } = opened.envelope;
		/** @type {Item} */
		const item = { raw, hash, id, named: id, seq, replica, type, target, at };
		if (domain.kindOf(type)) item.parsed = domain.parseCommand(id, type, target, data);
		if (skew !== undefined) item.skew = skew;
		if (broken) item.problem = { code: 'command/bad-encoding' };
		return item;
	}
	const { id, seq, replica } = glimpse(raw);
	return {
		raw,
		hash,
		id: id || `raw-${hash.slice(0, 32)}`,
		named: id,
		seq,
		replica,
		type: '',
		target: '',
		at: 0,
		problem: broken ? { code: 'command/bad-encoding' } : opened.rejection
	};
}

/** @param {string} raw @returns {{ id: string, seq: number | undefined, replica: string }} */
function glimpse(raw) {
	/** @type {any} */
	let json;
	try {
		json = JSON.parse(raw);
	} catch {
		json = undefined;
	}
	const id = typeof json?.id === 'string' && ID.test(json.id) ? json.id : '';
	const seq = Number.isSafeInteger(json?.seq) && json.seq > 0 ? json.seq : undefined;
	return { id, seq, replica: typeof json?.replica === 'string' ? json.replica : '' };
}

module.exports = { openItem };
