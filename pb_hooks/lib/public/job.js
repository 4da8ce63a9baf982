/** `/j/<token>`: one job for a unit without account, step by step, every opening and act on record. */
const { jobPage } = require('../../views/job-view.js');
const { localeOf, timeWords, wordsOf } = require('../../views/words.js');
const domain = require('../domain.js');
const files = require('../photo-files.js');
const { first, run } = require('../sql.js');
const { act, linkActor } = require('./act.js');
const { caseOf } = require('./cases.js');
const { whatOf } = require('./links.js');
const { answer, formKey, isFormKey, say } = require('./page.js');
const { keepPictures, takePictures } = require('./pictures.js');
const { jobLinkOf } = require('./tokens.js');

const SCENE = ['near', 'far', 'before', 'other'];
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * @typedef {import('./cases.js').CaseState} CaseState
 * @typedef {import('./tokens.js').JobLink} JobLink
 * @typedef {{ problem?: string, said?: string }} Told
 */

/**
 * The link and its job, while both are alive.
 * @param {core.RequestEvent} e
 * @returns {{ link: JobLink, state: CaseState } | undefined}
 */
function jobOf(e) {
	const link = jobLinkOf($app, e.request.pathValue('token'));
	if (!link || link.revokedAt || link.expiresAt <= Date.now()) return undefined;
	const state = caseOf($app, link.caseId);
	return state && state.units.some((part) => part.unit === link.unit) ? { link, state } : undefined;
}

/** @param {core.RequestEvent} e */
function showJob(e) {
	const job = jobOf(e);
	if (!job) return say(e, 410, 'job_dead', 'job_dead_hint');
	run($app, 'UPDATE job_links SET opens = opens + 1, lastOpenAt = {:now} WHERE id = {:id}', {
		now: Date.now(),
		id: job.link.id
	});
	return page(e, job, {});
}

/** @param {core.RequestEvent} e @param {{ link: JobLink, state: CaseState }} job @param {Told} told */
function page(e, { link, state }, told) {
	const now = Date.now();
	const part = state.units.find((entry) => entry.unit === link.unit);
	const lead = domain.leadOf(state);
	const others = domain.activeParts(state).filter((entry) => entry.duty === 'assist');
	const { clock } = state;
	const frame = {
		title: 'job_for',
		params: { unit: link.unitName },
		status: told.problem ? 422 : 200
	};
	return answer(e, frame, (t, locale) =>
		jobPage({
			t,
			token: e.request.pathValue('token'),
			key: formKey(),
			problem: told.problem,
			said: told.said,
			number: state.number ? t('job_number', { number: state.number }) : t('job_pending_number'),
			what: whatOf(state, locale),
			words: state.words,
			place: state.place.address,
			due: clock ? t('job_due', { time: timeWords(clock.dueAt, now) }) : '',
			late: clock !== undefined && clock.doneAt === undefined && clock.dueAt < now,
			lead: lead?.name ?? '',
			assist: others.map((entry) => entry.name),
			note: lastOf(state, 'case.dispatched'),
			meet: [state.meetAt && timeWords(state.meetAt, now), state.meetPlace]
				.filter(Boolean)
				.join(' '),
			step: part?.status ?? 'released',
			isLead: lead?.unit === link.unit,
			canApply: state.status === 'handling',
			over: overWords(state, t),
			photos: scenePhotos(state)
		})
	);
}

/** @param {CaseState} state @param {(key: string) => string} t */
function overWords(state, t) {
	if (state.status === 'checking') return t('job_checking');
	return domain.isOpen(state) ? undefined : t('job_closed');
}

/** @param {CaseState} state @param {string} type */
const lastOf = (state, type) =>
	[...state.timeline].reverse().find((line) => line.type === type)?.words ?? '';

/** @param {CaseState} state */
const scenePhotos = (state) =>
	state.photos
		.filter((photo) => SCENE.includes(photo.kind) && files.isStored($app, state.id, photo.sha256))
		.slice(0, 4)
		.map((photo) => photo.sha256);

/** A scene photo of this job, and of no other. @param {core.RequestEvent} e */
function showJobPhoto(e) {
	const job = jobOf(e);
	const sha256 = e.request.pathValue('sha256');
	if (!job || !SHA256.test(sha256) || !scenePhotos(job.state).includes(sha256))
		throw new NotFoundError();
	e.response.header().set('Cache-Control', 'private, no-store');
	return e.blob(200, 'image/jpeg', $os.readFile(files.pathOf(job.state.id, sha256, 'full')));
}

/** @param {core.RequestEvent} e */
function takeStep(e) {
	const job = jobOf(e);
	if (!job) return say(e, 410, 'job_dead', 'job_dead_hint');
	const t = wordsOf(localeOf(e));
	const now = Date.now();
	const field = (/** @type {string} */ name) => (e.request.formValue(name) || '').trim();
	const key = field('key');
	if (!isFormKey(key)) return page(e, job, { problem: t('failed') });
	const { link, state } = job;
	const { unit } = link;

	/** @type {{ type: string, data: Record<string, unknown>, pictures: import('./pictures.js').Picture[] }} */
	let wish;
	switch (field('act')) {
		case 'accept':
			wish = { type: 'case.accept', data: { unit }, pictures: [] };
			break;
		case 'arrive':
			wish = { type: 'case.arrive', data: { unit }, pictures: [] };
			break;
		case 'decline': {
			const reason = field('reason').slice(0, 500);
			if (!reason) return page(e, job, { problem: t('need_reason') });
			wish = { type: 'case.decline', data: { unit, reason }, pictures: [] };
			break;
		}
		case 'handIn': {
			// A plain map of lists: `request.form` shows its methods here and not its values.
			const outcomes = e.request.multipartForm.value['outcome'] ?? [];
			if (outcomes.length === 0) return page(e, job, { problem: t('need_outcome') });
			const taken = takePictures(e, 3, 'after', now);
			if (!taken.ok) return page(e, job, { problem: t('bad_photo', { reason: t(taken.reason) }) });
			const isLead = domain.leadOf(state)?.unit === unit;
			if (isLead && taken.pictures.length === 0 && state.lifeSafety)
				return page(e, job, { problem: t('need_after') });
			wish = {
				type: 'case.handIn',
				data: {
					unit,
					outcomes: [...new Set(outcomes)],
					words: field('words').slice(0, 1000),
					photos: taken.pictures.map((picture) => picture.declared)
				},
				pictures: taken.pictures
			};
			break;
		}
		case 'apply':
			wish = { type: 'case.applyClose', data: {}, pictures: [] };
			break;
		default:
			return page(e, job, { problem: t('failed') });
	}

	const { type, data, pictures } = wish;
	const done = act(
		linkActor(link),
		[{ key: `${link.id}|${key}`, type, target: state.id, data }],
		now,
		(tx) => keepPictures(tx, pictures, { caseId: state.id, person: `link:${link.id}`, now })
	);
	const after = jobOf(e) ?? job;
	return page(
		e,
		after,
		done.ok ? { said: t('job_saved') } : { problem: refusalWords(done.rejection, t) }
	);
}

/**
 * @param {import('../../../web/domain/error').Rejection} rejection
 * @param {(key: string, params?: Record<string, string | number>) => string} t
 */
function refusalWords({ code, params }, t) {
	if (code === 'case/units-unfinished')
		return t('units_unfinished', { units: String(params?.units ?? '') });
	if (code === 'job/after-photo-missing') return t('need_after');
	if (code.startsWith('job/already')) return t('job_already');
	return t('refused');
}

/** An open job whose unit has no account, for the demo's printed link. @returns {CaseState | undefined} */
function someLinkJob() {
	const row = first(
		$app,
		`SELECT c.doc FROM cases c, json_each(c.doc, '$.units') u
			WHERE c.closedAt = 0 AND c.doc ->> '$.status' = 'handling'
				AND u.value ->> '$.status' = 'waiting' AND u.value ->> '$.unit' LIKE '%-property'
			ORDER BY c.number DESC LIMIT 1`,
		{},
		{ doc: '' }
	);
	return row && JSON.parse(row.doc);
}

module.exports = { showJob, showJobPhoto, takeStep, someLinkJob };
