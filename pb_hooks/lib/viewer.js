/** Who asks: the person, her assignments, and the scope keys that follow from them. */
const { rows, first } = require('./sql.js');
const domain = require('./domain.js');

/** Assignments that ended longer ago can decide no act any more (acts are dated back a week at most). */
const KEPT_MS = 30 * 86_400_000;

/**
 * @typedef {import('../../web/domain/actor').Assignment} Assignment
 * @typedef {object} Viewer
 * @property {string} person
 * @property {string} name
 * @property {string} town
 * @property {boolean} disabled
 * @property {Assignment[]} assignments
 * @property {string[]} keys by the assignments valid now; none when disabled
 * @property {string} scopeHash
 * @property {string} [enteredBy] who at the centre vouches for work that she did not send herself
 */

/**
 * @param {Database} app
 * @param {string} person
 * @param {number} now
 * @returns {Assignment[]}
 */
function assignmentsOf(app, person, now) {
	const shape = { id: '', role: '', area: '', unit: '', validFrom: 0, validTo: 0 };
	const list = rows(
		app,
		`SELECT id, role, area, unit, validFrom, validTo FROM assignments
			WHERE person = {:person} AND (validTo = 0 OR validTo > {:since}) ORDER BY id`,
		{ person, since: now - KEPT_MS },
		shape
	);
	return list.map((row) => {
		/** @type {any} */
		const assignment = { id: row.id, person, role: row.role, area: row.area };
		if (row.unit) assignment.unit = row.unit;
		assignment.validFrom = row.validFrom;
		if (row.validTo) assignment.validTo = row.validTo;
		return assignment;
	});
}

/**
 * @param {Database} app
 * @param {string} person
 * @param {number} now
 * @returns {Viewer | undefined}
 */
function viewerOf(app, person, now) {
	const row = first(
		app,
		'SELECT name, town, disabled FROM people WHERE id = {:person}',
		{ person },
		{ name: '', town: '', disabled: false }
	);
	if (!row) return undefined;
	const assignments = assignmentsOf(app, person, now);
	const keys = row.disabled ? [] : domain.keysOfPerson(person, assignments, now);
	return {
		person,
		name: row.name,
		town: row.town,
		disabled: row.disabled,
		assignments,
		keys,
		scopeHash: $security.sha256(keys.join(' ')).slice(0, 16)
	};
}

/**
 * The signed-in person's id. A token of another collection, or none, is nobody.
 * @param {core.RequestEvent} e
 * @returns {string | undefined}
 */
function personOf(e) {
	return e.auth && e.auth.collection().name === 'people' ? e.auth.id : undefined;
}

/** @param {Viewer} viewer @returns {import('../../web/protocol/pull').Me} */
const meOf = ({ person, name, town, assignments }) => ({ person, name, town, assignments });

module.exports = { assignmentsOf, viewerOf, personOf, meOf };
