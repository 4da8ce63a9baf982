/**
 * The public pages' commands: the same rules and the same writer as a phone's push, with the resident
 * or the unit behind a link as the actor. Ids are derived from the form's own key, so that a form sent
 * twice is one report (fault Q07).
 */
const { openBatch } = require('../batch.js');
const { durably } = require('../durable.js');
const { writeLines, linesOfReactions, knownOf } = require('../ledger.js');
const { pokeKeys } = require('../poke.js');
const domain = require('../domain.js');

/**
 * @typedef {import('../../../web/domain/actor').Actor} Actor
 * @typedef {import('../../../web/domain/error').Rejection} Rejection
 * @typedef {object} Wish
 * @property {string} key what makes this act this act and no other
 * @property {string} type
 * @property {string} target
 * @property {Record<string, unknown>} data
 *
 * @typedef {{ ok: true, repeated: boolean } | { ok: false, rejection: Rejection }} Done
 */

/** @param {string} town @returns {Actor} */
const residentOf = (town) => ({
	person: 'resident',
	name: '',
	posts: [{ role: 'resident', area: town }]
});

/** @param {{ id: string, unit: string, unitName: string, town: string }} link @returns {Actor} */
const linkActor = (link) => ({
	person: `link:${link.id}`,
	name: link.unitName,
	posts: [{ role: 'link', area: link.town, unit: link.unit }]
});

/** A record id out of a key: the same form gives the same case. @param {string} key */
const idFrom = (key) => $security.sha256(key).slice(0, 15);

/**
 * Does the wishes in order in one durable transaction; the first refusal undoes all of them.
 * @param {Actor} actor
 * @param {readonly Wish[]} wishes
 * @param {number} now
 * @param {(tx: Database) => void} [also] written with it, when it was done
 * @returns {Done}
 */
function act(actor, wishes, now, also) {
	/** @type {string[]} */
	let touched = [];
	const done = durably((tx) => {
		const ids = wishes.map((wish) => `pub-${$security.sha256(wish.key).slice(0, 40)}`);
		if (knownOf(tx, ids).size === ids.length) return { ok: true, repeated: true };
		const batch = openBatch(tx, now);
		/** @type {import('../ledger.js').Line[]} */
		const lines = [];
		for (const [index, wish] of wishes.entries()) {
			const id = ids[index] ?? '';
			const parsed = domain.parseCommand(id, wish.type, wish.target, wish.data);
			if (!parsed.ok) return { ok: false, rejection: parsed.rejection };
			const verdict = batch.decide({ command: parsed.command, at: now, actor, keys: [] });
			if (!verdict.ok) return { ok: false, rejection: verdict.rejection };
			const raw = JSON.stringify({ id, type: wish.type, target: wish.target, data: wish.data });
			lines.push({
				id,
				type: wish.type,
				target: wish.target,
				person: actor.person,
				replica: '',
				rseq: 0,
				result: 'ok',
				seq: () => verdict.entry.seq,
				at: now,
				hash: $security.sha256(raw),
				raw
			});
		}
		batch.flush();
		writeLines(tx, [...lines, ...linesOfReactions(batch.followed)], now);
		if (also) also(tx);
		touched = batch.touchedKeys();
		return { ok: true, repeated: false };
	});
	pokeKeys(touched);
	return /** @type {Done} */ (done);
}

module.exports = { residentOf, linkActor, idFrom, act };
