/** `/r/<token>`: a resident reports from a QR plate, without login, with or without JavaScript. */
const { reportForm, receipt } = require('../../views/report-view.js');
const { timeWords, localeOf, wordsOf } = require('../../views/words.js');
const { townOf } = require('../rules.js');
const { first, run } = require('../sql.js');
const { act, idFrom, residentOf } = require('./act.js');
const { networkOf } = require('../limiter.js');
const { spend } = require('./budget.js');
const { knownAt, plainStatus, villageOf } = require('./cases.js');
const { answer, formKey, isFormKey, say } = require('./page.js');
const { keepPictures, takePictures } = require('./pictures.js');
const { newQueryCode, plateOf, trackingId } = require('./tokens.js');

const HOUR = 3_600_000;
/** Reports an hour: per plate and per network. A busy lamp post is no attack. */
const PLATE_LIMIT = 30;
const NETWORK_LIMIT = 60;

const PHONE = /^[0-9+][0-9 -]{5,19}$/;

/** @param {core.RequestEvent} e */
function showReport(e) {
	const plate = plateOf($app, e.request.pathValue('token'));
	if (!plate) return say(e, 404, 'unknown_code', 'unknown_code_hint');
	if (plate.revokedAt) return say(e, 410, 'dead_code', 'dead_code_hint');
	run($app, 'UPDATE plates SET scans = scans + 1 WHERE id = {:id}', { id: plate.id });
	return showForm(e, plate, {});
}

/**
 * @param {core.RequestEvent} e
 * @param {import('./tokens.js').Plate} plate
 * @param {{ problem?: string, key?: string, words?: string, phone?: string, pick?: string }} filled
 */
function showForm(e, plate, filled) {
	const now = Date.now();
	const village = villageOf($app, plate.village, plate.town);
	const known = knownAt($app, plate);
	return answer(
		e,
		{
			title: 'title_report',
			emergency: true,
			phone: { name: village.name, number: village.phone },
			status: filled.problem ? 422 : 200
		},
		(t, locale) =>
			reportForm({
				t,
				locale,
				place: placeWords(plate),
				token: e.request.pathValue('token'),
				key: filled.key ?? formKey(),
				problem: filled.problem,
				words: filled.words,
				phone: filled.phone,
				pick: filled.pick,
				picks: [...(townOf($app, plate.town)?.rules?.scheme.residentPicks ?? [])],
				known: known && {
					status: t(`status_${plainStatus(known)}`),
					when: timeWords(known.receivedAt, now)
				},
				pos: plate.lat ? { lat: plate.lat, lng: plate.lng } : undefined
			})
	);
}

/** @param {core.RequestEvent} e */
function takeReport(e) {
	const plate = plateOf($app, e.request.pathValue('token'));
	if (!plate) return say(e, 404, 'unknown_code', 'unknown_code_hint');
	if (plate.revokedAt) return say(e, 410, 'dead_code', 'dead_code_hint');
	const now = Date.now();
	const field = (/** @type {string} */ name) => (e.request.formValue(name) || '').trim();
	const filled = {
		words: field('words').slice(0, 500),
		phone: field('phone'),
		pick: field('pick')
	};
	const key = field('key');
	const again = (/** @type {string} */ problem) =>
		showForm(e, plate, { ...filled, problem, key: isFormKey(key) ? key : undefined });
	const t = wordsOf(localeOf(e));
	if (!isFormKey(key)) return again(t('failed'));
	if (filled.phone && !PHONE.test(filled.phone)) return again(t('bad_phone'));
	if (overBudget(e, plate, now)) return say(e, 429, 'try_later', 'try_later_hint');

	const taken = takePictures(e, 3, 'near', now);
	if (!taken.ok) return again(t('bad_photo', { reason: t(taken.reason) }));
	const pick = townOf($app, plate.town)?.rules?.scheme.residentPicks.find(
		(entry) => entry.id === filled.pick
	);
	if (!filled.words && !pick && taken.pictures.length === 0) return again(t('empty'));

	const target = idFrom(`case|${plate.id}|${key}`);
	const category = pick?.categories[0];
	/** @type {Record<string, unknown>} */
	const data = {
		source: 'resident',
		place: placeOf(plate),
		words: filled.words,
		photos: taken.pictures.map((picture) => picture.declared)
	};
	if (category) data.category = category;
	const wishes = [{ key: `report|${plate.id}|${key}`, type: 'case.report', target, data }];
	if (filled.phone)
		wishes.push({
			key: `contact|${plate.id}|${key}`,
			type: 'contact.keep',
			target: idFrom(`contact|${plate.id}|${key}`),
			data: { case: target, village: plate.village, name: '', phone: filled.phone }
		});
	const code = codeOfForm(plate.id, key);
	const done = act(residentOf(plate.town), wishes, now, (tx) => {
		keepPictures(tx, taken.pictures, { caseId: target, person: 'resident', now });
		track(tx, code, target, plate.id, now);
	});
	if (!done.ok) return again(t('failed'));
	return showReceipt(e, plate, code, now);
}

/** 我也遇到: a voice for the case that is there already, and a code to follow it by. @param {core.RequestEvent} e */
function takeVoice(e) {
	const plate = plateOf($app, e.request.pathValue('token'));
	if (!plate) return say(e, 404, 'unknown_code', 'unknown_code_hint');
	const now = Date.now();
	const key = e.request.formValue('key') || '';
	const known = knownAt($app, plate);
	if (!isFormKey(key) || !known) return showForm(e, plate, {});
	if (overBudget(e, plate, now)) return say(e, 429, 'try_later', 'try_later_hint');
	const code = codeOfForm(plate.id, key);
	const wish = {
		key: `voice|${plate.id}|${key}`,
		type: 'case.voice',
		target: known.id,
		data: { words: '', photos: [] }
	};
	const done = act(residentOf(plate.town), [wish], now, (tx) =>
		track(tx, code, known.id, plate.id, now)
	);
	if (!done.ok) return showForm(e, plate, {});
	return showReceipt(e, plate, code, now);
}

/**
 * The code of a form is fixed by its key: a form sent twice shows the same receipt.
 * @param {string} plate
 * @param {string} key
 */
function codeOfForm(plate, key) {
	const mark = `lq:code:${plate}:${key}`;
	return $app.store().getOrSet(mark, () => newQueryCode());
}

/** @param {Database} tx @param {string} code @param {string} caseId @param {string} plate @param {number} now */
function track(tx, code, caseId, plate, now) {
	run(
		tx,
		`INSERT INTO trackings (id, caseId, plate, madeAt) VALUES ({:id}, {:caseId}, {:plate}, {:now})
			ON CONFLICT (id) DO NOTHING`,
		{ id: trackingId(tx, code), caseId, plate, now }
	);
}

/** @param {core.RequestEvent} e @param {import('./tokens.js').Plate} plate @param {number} now */
function overBudget(e, plate, now) {
	const budget = { now, windowMs: HOUR };
	const byPlate = spend($app, { ...budget, name: 'report', source: plate.id, limit: PLATE_LIMIT });
	const source = networkOf(e.realIP());
	return byPlate || spend($app, { ...budget, name: 'report', source, limit: NETWORK_LIMIT });
}

/** @param {core.RequestEvent} e @param {import('./tokens.js').Plate} plate @param {string} code @param {number} now */
function showReceipt(e, plate, code, now) {
	return answer(e, { title: 'receipt' }, (t) =>
		receipt({
			t,
			code: code.replace(/(\d{4})(?=\d)/g, '$1 '),
			place: placeWords(plate),
			when: timeWords(now, now)
		})
	);
}

/** @param {import('./tokens.js').Plate} plate */
const placeWords = (plate) => [plate.address, plate.name].filter(Boolean).join(' ');

/** @param {import('./tokens.js').Plate} plate */
function placeOf(plate) {
	/** @type {Record<string, unknown>} */
	const place = { town: plate.town, village: plate.village, address: placeWords(plate) };
	if (plate.grid) place.grid = plate.grid;
	if (plate.lat) place.pos = { lat: plate.lat, lng: plate.lng };
	if (plate.kind === 'element') place.element = plate.target;
	return place;
}

/** @param {Database} app @param {string} code */
function trackedCase(app, code) {
	return first(
		app,
		'SELECT caseId FROM trackings WHERE id = {:id}',
		{ id: trackingId(app, code) },
		{ caseId: '' }
	)?.caseId;
}

module.exports = { showReport, takeReport, takeVoice, trackedCase };
