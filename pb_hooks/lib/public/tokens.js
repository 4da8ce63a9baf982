/**
 * Secrets of the public door: 128-bit tokens out of an HMAC with the server's own secret, found again
 * by their SHA-256 (fault Q01). A link can thus be shown a second time, and a stolen database opens
 * nothing.
 */
const { first } = require('../sql.js');
const domain = require('../domain.js');

const TOKEN = /^[0-9a-f]{32}$/;

/** @param {Database} app @param {string} what */
function tokenFor(app, what) {
	const secret = first(
		app,
		`SELECT value AS v FROM meta WHERE "key" = 'publicSecret'`,
		{},
		{ v: '' }
	);
	if (!secret) throw new Error('the public secret is missing: run the migrations');
	return $security.hs256(what, secret.v).slice(0, 32);
}

/** @param {Database} app @param {{ id: string, generation: number }} plate */
const plateToken = (app, { id, generation }) => tokenFor(app, `plate:${id}:${generation}`);

/** @param {Database} app @param {string} linkId */
const jobToken = (app, linkId) => tokenFor(app, `job:${linkId}`);

/** @param {string} token */
const hashOf = (token) => $security.sha256(token);

const PLATE = {
	id: '',
	kind: '',
	target: '',
	name: '',
	address: '',
	town: '',
	village: '',
	grid: '',
	lat: 0,
	lng: 0,
	generation: 0,
	revokedAt: 0
};

/** @typedef {typeof PLATE} Plate */

/**
 * Undefined for a token that was never made; a revoked plate is returned, so that it can say so.
 * @param {Database} app
 * @param {string} token
 * @returns {Plate | undefined}
 */
function plateOf(app, token) {
	if (!TOKEN.test(token)) return undefined;
	return first(
		app,
		`SELECT ${Object.keys(PLATE).join(', ')} FROM plates WHERE tokenHash = {:hash}`,
		{ hash: hashOf(token) },
		PLATE
	);
}

const LINK = {
	id: '',
	caseId: '',
	unit: '',
	unitName: '',
	town: '',
	expiresAt: 0,
	revokedAt: 0,
	opens: 0
};

/** @typedef {typeof LINK} JobLink */

/** @param {Database} app @param {string} token @returns {JobLink | undefined} */
function jobLinkOf(app, token) {
	if (!TOKEN.test(token)) return undefined;
	return first(
		app,
		`SELECT ${Object.keys(LINK).join(', ')} FROM job_links WHERE tokenHash = {:hash}`,
		{ hash: hashOf(token) },
		LINK
	);
}

/** A fresh code for a receipt: 15 random digits and a check digit. @returns {string} */
function newQueryCode() {
	const code = domain.withCheckDigit($security.randomStringWithAlphabet(15, '0123456789'));
	if (!code) throw new Error('no check digit');
	return code;
}

/** @param {Database} app @param {string} code sixteen digits, checked */
const trackingId = (app, code) => hashOf(tokenFor(app, `code:${code}`));

module.exports = { plateToken, jobToken, hashOf, plateOf, jobLinkOf, newQueryCode, trackingId };
