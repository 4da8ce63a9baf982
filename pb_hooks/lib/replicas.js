/** Replicas: one person's store on one device, each with its own numbered stream of commands. */
const { first, run } = require('./sql.js');

/**
 * @typedef {object} Replica
 * @property {string} id
 * @property {string} person
 * @property {number} lastSeq
 * @property {number} lastAt
 */

/**
 * @param {Database} app
 * @param {string} id
 * @returns {Replica | undefined}
 */
const replicaOf = (app, id) =>
	first(
		app,
		'SELECT id, person, lastSeq, lastAt FROM replicas WHERE id = {:id}',
		{ id },
		{ id: '', person: '', lastSeq: 0, lastAt: 0 }
	);

/**
 * The replica that a device names, when it is the person's own, else a new one.
 * @param {Database} app
 * @param {{ person: string, named?: string, device: string, now: number }} wanted
 * @returns {Replica}
 */
function claimReplica(app, { person, named, device, now }) {
	const known = named === undefined ? undefined : replicaOf(app, named);
	if (known && known.person === person) {
		run(app, 'UPDATE replicas SET device = {:device}, lastContact = {:now} WHERE id = {:id}', {
			id: known.id,
			device,
			now
		});
		return known;
	}
	// A restored server may have forgotten a replica that the phone still works with.
	const id = named !== undefined && !known ? named : newId();
	return createReplica(app, { id, person, device, now });
}

/**
 * @param {Database} app
 * @param {{ id: string, person: string, device: string, now: number }} replica
 * @returns {Replica}
 */
function createReplica(app, { id, person, device, now }) {
	run(
		app,
		`INSERT INTO replicas (id, person, device, lastContact) VALUES ({:id}, {:person}, {:device}, {:now})`,
		{ id, person, device, now }
	);
	return { id, person, lastSeq: 0, lastAt: 0 };
}

const newId = () => $security.randomStringWithAlphabet(15, 'abcdefghijklmnopqrstuvwxyz0123456789');

module.exports = { replicaOf, claimReplica, createReplica, newId };
