/**
 * Links to one job for units without account: made for somebody who may see the case and for a unit
 * that is called to it; one per (case, unit), shown again when asked again, revocable, expiring.
 */
const { send } = require('../answer.js');
const { parseJson, readText } = require('../body.js');
const domain = require('../domain.js');
const { townOf } = require('../rules.js');
const { first, run } = require('../sql.js');
const { personOf, viewerOf } = require('../viewer.js');
const { timeWords, wordsOf } = require('../../views/words.js');
const { caseOf } = require('./cases.js');
const { hashOf, jobToken } = require('./tokens.js');

/** A job that takes longer asks for a new link. */
const VALID_MS = 14 * 86_400_000;

/** POST /api/lq/job-links {case, unit} → {url, cardText}. @param {core.RequestEvent} e */
function handleJobLink(e) {
	const now = Date.now();
	const person = personOf(e);
	const viewer = person && viewerOf($app, person, now);
	if (!viewer || viewer.disabled) return send(e, { code: 'auth/sign-in' }, 401);
	const asked = parseJson(readText(e, 1_024).text) ?? {};
	const state = typeof asked.case === 'string' ? caseOf($app, asked.case) : undefined;
	// A case that is not hers and one that is not there answer alike.
	if (!state || !domain.meets(domain.scopeOfCase(state), viewer.keys))
		return send(e, { code: 'case/unknown' }, 404);
	const part = domain.activeParts(state).find((entry) => entry.unit === asked.unit);
	if (!part || !domain.isOpen(state)) return send(e, { code: 'job/not-called' }, 409);
	const unit = townOf($app, state.place.town)?.rules?.unit(part.unit);
	if (unit?.access !== 'link') return send(e, { code: 'job/has-account' }, 409);
	const url = `${origin(e)}/j/${openLink($app, { state, part, madeBy: viewer.person, now })}`;
	return send(e, { url, cardText: cardText(state, part.name, url, now) });
}

/**
 * The token of the link that is open for this unit, made if there is none.
 * @param {Database} app
 * @param {{ state: import('./cases.js').CaseState, part: { unit: string, name: string },
 *   madeBy: string, now: number }} job
 * @returns {string}
 */
function openLink(app, { state, part, madeBy, now }) {
	const open = first(
		app,
		`SELECT id FROM job_links WHERE caseId = {:caseId} AND unit = {:unit}
			AND revokedAt = 0 AND expiresAt > {:soon} ORDER BY madeAt DESC`,
		{ caseId: state.id, unit: part.unit, soon: now + 86_400_000 },
		{ id: '' }
	);
	if (open) return jobToken(app, open.id);
	const id = $security.randomStringWithAlphabet(15, 'abcdefghijklmnopqrstuvwxyz0123456789');
	const token = jobToken(app, id);
	run(
		app,
		`INSERT INTO job_links (id, caseId, unit, unitName, town, madeBy, madeAt, expiresAt, tokenHash)
			VALUES ({:id}, {:caseId}, {:unit}, {:unitName}, {:town}, {:madeBy}, {:now}, {:expiresAt}, {:hash})`,
		{
			id,
			caseId: state.id,
			unit: part.unit,
			unitName: part.name,
			town: state.place.town,
			madeBy,
			now,
			expiresAt: now + VALID_MS,
			hash: hashOf(token)
		}
	);
	return token;
}

/** Ready to paste into a chat group. @param {import('./cases.js').CaseState} state @param {string} unit @param {string} url @param {number} now */
function cardText(state, unit, url, now) {
	const t = wordsOf('zh-CN');
	const lines = [
		`【${t('title_job')}】${t('job_for', { unit })}`,
		`${t('job_what')}：${whatOf(state, 'zh-CN') || state.words}`,
		`${t('where')}：${state.place.address}`
	];
	if (state.clock)
		lines.push(`${t('job_limit')}：${t('job_due', { time: timeWords(state.clock.dueAt, now) })}`);
	return [...lines, url].join('\n');
}

/** Category and condition in words. @param {import('./cases.js').CaseState} state @param {string} locale */
function whatOf(state, locale) {
	const scheme = townOf($app, state.place.town)?.rules?.scheme;
	const pick = (/** @type {{ zh: string, en: string } | undefined} */ words) =>
		words && (locale === 'en' ? words.en : words.zh);
	const category = state.category && pick(scheme?.category(state.category));
	const condition = state.condition && pick(scheme?.condition(state.condition));
	return [category, condition].filter(Boolean).join(' · ');
}

/** The address people reach us by; a proxy's own when the operator named none. @param {core.RequestEvent} e */
const origin = (e) => $os.getenv('PUBLIC_URL') || `http://${e.request.host}`;

module.exports = { handleJobLink, openLink, whatOf };
