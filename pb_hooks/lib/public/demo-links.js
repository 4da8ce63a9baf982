/** The two links that `npm start` prints: paths, for the operator knows the address. */
const { first } = require('../sql.js');
const { caseOf } = require('./cases.js');
const { someLinkJob } = require('./job.js');
const { openLink } = require('./links.js');
const { plateToken } = require('./tokens.js');

/** @param {string} plateId @param {string} [caseId] @param {string} [unit] */
function demoLinks(plateId, caseId, unit) {
	/** @type {{ residentLink?: string, jobLink?: string }} */
	const links = {};
	const plate = first(
		$app,
		'SELECT id, generation FROM plates WHERE id = {:plateId}',
		{ plateId },
		{ id: '', generation: 0 }
	);
	if (plate) links.residentLink = `/r/${plateToken($app, plate)}`;
	const state = caseId ? caseOf($app, caseId) : someLinkJob();
	const part = state?.units.find((entry) =>
		unit ? entry.unit === unit : entry.unit.endsWith('-property')
	);
	if (state && part)
		links.jobLink = `/j/${openLink($app, { state, part, madeBy: 'system', now: Date.now() })}`;
	return links;
}

module.exports = { demoLinks };
