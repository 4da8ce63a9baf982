/** Who at the centre looks after work that the server could not take by itself, and what she did. */
const { rows, first, run } = require('./sql.js');
const { personOf, viewerOf } = require('./viewer.js');
const domain = require('./domain.js');

/** A replica is told what became of its commands for this long. */
const TOLD_MS = 30 * 86_400_000;
/** More would not be read. */
const TOLD_MOST = 100;

/**
 * @typedef {import('./viewer.js').Viewer} Viewer
 * @typedef {object} DeskAct
 * @property {string} id
 * @property {string} act
 * @property {string} subject
 * @property {string} replica
 * @property {string} town
 * @property {string} person
 * @property {string} name
 * @property {string} words
 * @property {number} at
 */

/**
 * @param {core.RequestEvent} e
 * @param {number} now
 * @returns {Viewer | undefined} undefined: for anybody else these doors do not exist
 */
function keeperOf(e, now) {
	const person = personOf(e);
	const viewer = person === undefined ? undefined : viewerOf($app, person, now);
	if (!viewer || viewer.disabled) return undefined;
	const actor = { person: viewer.person, name: viewer.name, posts: postsOf(viewer, now) };
	return domain.keepsWorkOf(actor, viewer.town) ? viewer : undefined;
}

/** @param {Viewer} viewer @param {number} at */
const postsOf = (viewer, at) => domain.postsAt(viewer.assignments, at);

const SHAPE = {
	id: '',
	act: '',
	subject: '',
	replica: '',
	town: '',
	person: '',
	name: '',
	words: '',
	at: 0
};

/** What was decided of it, when something was. @param {Database} app @param {string} subject @returns {DeskAct | undefined} */
const decisionOf = (app, subject) =>
	first(
		app,
		`SELECT id, act, subject, replica, town, person, name, words, at FROM desk_acts
			WHERE subject = {:subject} AND act <> 'carry'`,
		{ subject },
		SHAPE
	);

/** @param {Database} app @param {DeskAct} act */
const writeAct = (app, act) =>
	run(
		app,
		`INSERT INTO desk_acts (id, act, subject, replica, town, person, name, words, at)
			VALUES ({:id}, {:act}, {:subject}, {:replica}, {:town}, {:person}, {:name}, {:words}, {:at})`,
		{ ...act }
	);

/** The author's own id of a command; a second content under it has a mark behind. @param {string} line */
const namedIn = (line) => line.split('~')[0] ?? line;

/**
 * What a replica is told of its commands that the centre looked at.
 * @param {Database} app
 * @param {string} replica
 * @param {number} now
 * @returns {import('../../web/protocol/pull').Settled[]}
 */
function settledFor(app, replica, now) {
	const found = rows(
		app,
		`SELECT subject, act, name, words, at FROM desk_acts
			WHERE replica = {:replica} AND at > {:since} AND act IN ('apply', 'return', 'discard')
			ORDER BY at DESC LIMIT ${TOLD_MOST}`,
		{ replica, since: now - TOLD_MS },
		{ subject: '', act: '', name: '', words: '', at: 0 }
	);
	return /** @type {any} */ (
		found.map(({ subject, act, name, words, at }) => ({
			command: namedIn(subject),
			act,
			by: name,
			words,
			at
		}))
	);
}

module.exports = { keeperOf, postsOf, decisionOf, writeAct, settledFor };
