/** How a document that no command changes (reference, element, overlay) stands in its collection. */
const domain = require('./domain.js');

/**
 * @typedef {import('../../web/domain/refs').RefDoc} RefDoc
 * @typedef {import('../../web/domain/element/element').ElementDoc} ElementDoc
 * @typedef {import('../../web/domain/element/element').ElementOverlay} ElementOverlay
 */

/**
 * @param {'refs' | 'elements' | 'overlays'} collection
 * @param {any} doc
 * @returns {{ id: string, scope: string, doc: string, label: string } & Record<string, string>}
 */
function replicatedRow(collection, doc) {
	const text = JSON.stringify(doc);
	switch (collection) {
		case 'refs': {
			const { kind, town } = /** @type {RefDoc} */ (doc);
			const scope = JSON.stringify(scopeOfRef(doc));
			return { id: domain.refId(doc), scope, doc: text, label: `${kind} ${town}`, kind, town };
		}
		case 'elements': {
			const { id, type, name, address } = /** @type {ElementDoc} */ (doc);
			const label = `${type} ${name} ${address}`.slice(0, 200);
			return { id, scope: JSON.stringify(domain.scopeOfElement(doc)), doc: text, label };
		}
		case 'overlays': {
			const { id, tier, element } = /** @type {ElementOverlay} */ (doc);
			const scope = JSON.stringify(domain.scopeOfOverlay(doc));
			return { id, scope, doc: text, label: `${tier} ${element}`, element };
		}
	}
}

/**
 * Everybody of a town reads its reference documents; an address book rests with those who work in its
 * village, or above it.
 * @param {RefDoc} doc
 * @returns {string[]}
 */
function scopeOfRef(doc) {
	if (doc.kind !== 'addresses') return [`t:${doc.town}`];
	const grids = new Set(doc.addresses.map(({ grid }) => `a:${grid}`));
	return [...domain.ancestors(doc.village).map((area) => `a:${area}`), ...grids].sort();
}

module.exports = { replicatedRow, scopeOfRef };
