/**
 * Replicas that are no longer heard of while the same person has a newer one: either it said how many
 * commands were still to come, or the same device has another store now. The server can tell no more
 * than at which number it stopped (faults C09).
 */
const { rows } = require('./sql.js');

/** What stopped longer ago was noticed by people, or never will be. */
const SHOWN_MS = 30 * 86_400_000;
const LIMIT = 50;

/** The row number tells which of two replicas was made later. */
const STOPPED = `FROM replicas r JOIN people p ON p.id = r.person
	WHERE r.lastContact > {:since}
		AND NOT EXISTS (SELECT 1 FROM desk_acts d WHERE d.subject = r.id AND d.act = 'dismiss')`;
const WAITING = `r.deferred > 0 AND EXISTS (SELECT 1 FROM replicas n
	WHERE n.person = r.person AND n.rowid > r.rowid AND n.lastContact > r.lastContact)`;
const CLEARED = `r.deferred = 0 AND r.lastSeq > 0 AND r.device <> '' AND EXISTS (SELECT 1 FROM replicas n
	WHERE n.person = r.person AND n.rowid > r.rowid AND n.device = r.device AND n.lastContact > r.lastContact)`;

const FIELDS = `r.id, r.device, r.lastContact, r.lastSeq, r.deferred, r.person, p.name AS name`;
const SHAPE = {
	id: '',
	device: '',
	lastContact: 0,
	lastSeq: 0,
	deferred: 0,
	person: '',
	name: ''
};

/** @typedef {import('../../web/protocol/pull').Stopped} Stopped */

/** @param {typeof SHAPE} row @returns {Stopped} */
const stoppedOf = ({ id, device, lastContact, lastSeq, deferred }) => ({
	replica: id,
	kind: deferred > 0 ? 'waiting' : 'cleared',
	device,
	lastContact,
	lastSeq,
	deferred
});

/**
 * Of one person, for her newer replica.
 * @param {Database} app
 * @param {string} person
 * @param {string} replica the one that asks
 * @param {number} now
 * @returns {Stopped[]}
 */
const stoppedOfPerson = (app, person, replica, now) =>
	rows(
		app,
		`SELECT ${FIELDS} ${STOPPED} AND r.person = {:person} AND r.id <> {:replica}
			AND (${WAITING} OR ${CLEARED}) ORDER BY r.lastContact DESC LIMIT 5`,
		{ person, replica, since: now - SHOWN_MS },
		SHAPE
	).map(stoppedOf);

/**
 * Of a town, for its centre: first those that said what they still held.
 * @param {Database} app
 * @param {string} town
 * @param {number} now
 * @returns {import('../../web/protocol/quarantine').StoppedReplica[]}
 */
const stoppedOfTown = (app, town, now) =>
	rows(
		app,
		`SELECT ${FIELDS} ${STOPPED} AND p.town = {:town} AND (${WAITING} OR ${CLEARED})
			ORDER BY r.deferred DESC, r.lastContact DESC LIMIT ${LIMIT}`,
		{ town, since: now - SHOWN_MS },
		SHAPE
	).map((row) => ({ ...stoppedOf(row), person: { id: row.person, name: row.name } }));

/** How many said that something was still to come. @param {Database} app @param {string} town @param {number} now */
const stoppedCount = (app, town, now) =>
	rows(
		app,
		`SELECT count(*) AS n ${STOPPED} AND p.town = {:town} AND ${WAITING}`,
		{ town, since: now - SHOWN_MS },
		{ n: 0 }
	)[0]?.n ?? 0;

module.exports = { stoppedOfPerson, stoppedOfTown, stoppedCount };
