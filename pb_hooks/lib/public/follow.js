/** `/q`: following a report by its code. The code travels in the body, never in an address. */
const { codeForm, status } = require('../../views/follow-view.js');
const { localeOf, timeWords, wordsOf } = require('../../views/words.js');
const domain = require('../domain.js');
const { act, residentOf } = require('./act.js');
const { networkOf } = require('../limiter.js');
const { spend } = require('./budget.js');
const { liveCaseOf, stepsOf, villageOf } = require('./cases.js');
const { answer, formKey, isFormKey } = require('./page.js');
const { trackedCase } = require('./report.js');

const HOUR = 3_600_000;
/** Look-ups an hour and network: 10^15 codes cannot be searched at that pace. */
const LOOKUP_LIMIT = 60;

/** @param {core.RequestEvent} e @param {string} [problem] @param {string} [code] @param {number} [httpStatus] */
function showCodeForm(e, problem, code, httpStatus = 200) {
	return answer(e, { title: 'title_follow', emergency: true, status: httpStatus }, (t) =>
		codeForm({ t, problem, code })
	);
}

/** @param {core.RequestEvent} e @param {(state: import('./cases.js').CaseState, code: string) => unknown} found */
function withCase(e, found) {
	const now = Date.now();
	const t = wordsOf(localeOf(e));
	const typed = e.request.formValue('code') || '';
	const code = domain.checkQueryCode(typed);
	if (!code) return showCodeForm(e, t('bad_code'), typed.slice(0, 24), 422);
	const wait = spend($app, {
		name: 'lookup',
		source: networkOf(e.realIP()),
		now,
		windowMs: HOUR,
		limit: LOOKUP_LIMIT
	});
	if (wait)
		return showCodeForm(e, t('too_many', { minutes: Math.ceil(wait / 60_000) }), typed, 429);
	const id = trackedCase($app, code);
	const state = id && liveCaseOf($app, id);
	if (!state) return showCodeForm(e, t('no_case'), typed.slice(0, 24), 404);
	return found(state, code);
}

/** @param {core.RequestEvent} e */
function showStatus(e) {
	return withCase(e, (state, code) => statusPage(e, state, code));
}

/** @param {core.RequestEvent} e @param {import('./cases.js').CaseState} state @param {string} code @param {string} [said] */
function statusPage(e, state, code, said) {
	const now = Date.now();
	const village = villageOf($app, state.place.village, state.place.town);
	const phone = { name: village.name, number: village.phone };
	return answer(e, { title: 'title_follow', phone }, (t) =>
		status({
			t,
			code: domain.formatQueryCode(code),
			place: state.place.address,
			steps: stepsOf(state, village.name).map((step) => ({
				words: t(`status_${step.status}`),
				by: step.at ? `${step.who} ${timeWords(step.at, now)}`.trim() : '',
				done: step.at !== undefined,
				now: step.now
			})),
			reason: state.status === 'refused' ? lastReason(state) : '',
			canReopen: state.status === 'closed',
			key: formKey(),
			said
		})
	);
}

/** @param {core.RequestEvent} e */
function takeReopen(e) {
	return withCase(e, (state, code) => {
		const t = wordsOf(localeOf(e));
		const key = e.request.formValue('key') || '';
		const words = (e.request.formValue('words') || '').trim().slice(0, 500);
		if (!isFormKey(key) || !words) return statusPage(e, state, code);
		const wish = {
			key: `reopen|${state.id}|${key}`,
			type: 'case.reopen',
			target: state.id,
			data: { words, photos: [] }
		};
		const done = act(residentOf(state.place.town), [wish], Date.now());
		const after = liveCaseOf($app, state.id) ?? state;
		return statusPage(e, after, code, done.ok ? t('not_solved_done') : t('failed'));
	});
}

/** Why it was not taken up, as the centre wrote it for the reporter. @param {import('./cases.js').CaseState} state */
const lastReason = (state) =>
	[...state.timeline].reverse().find((line) => line.type === 'case.refused')?.words;

module.exports = { showCodeForm, showStatus, takeReopen };
