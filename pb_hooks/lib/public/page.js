/** How a public page is answered: a whole document, stored by nobody, in the reader's language. */
const { layout } = require('../../views/layout.js');
const { localeOf, wordsOf } = require('../../views/words.js');

/**
 * @param {core.RequestEvent} e
 * @param {{ title: string, params?: Record<string, string>, status?: number, emergency?: boolean,
 *   phone?: { name: string, number: string } }} frame title: a message key
 * @param {(t: (key: string, params?: Record<string, string | number>) => string, locale: string) => unknown} body
 */
function answer(e, frame, body) {
	const locale = localeOf(e);
	const t = wordsOf(locale);
	const isGet = e.request.method === 'GET';
	const text = layout({
		t,
		locale,
		title: t(frame.title, frame.params),
		emergency: frame.emergency,
		phone: frame.phone,
		otherLanguage: isGet ? `?lang=${locale === 'en' ? 'zh-CN' : 'en'}` : undefined,
		body: body(t, locale)
	});
	e.response.header().set('Cache-Control', 'no-store');
	return e.html(frame.status ?? 200, text);
}

/** A page that only says something. @param {core.RequestEvent} e @param {number} status @param {string} title @param {string} hint */
function say(e, status, title, hint) {
	return answer(e, { title, status, emergency: true }, (t) => t(hint));
}

/** A key for a form: what is sent twice with it is one act. */
const formKey = () =>
	$security.randomStringWithAlphabet(20, 'abcdefghijklmnopqrstuvwxyz0123456789');

/** @param {unknown} key @returns {key is string} */
const isFormKey = (key) =>
	typeof key === 'string' && /^[a-z0-9]{20}(-[a-zA-Z]{1,10}|v)?$/.test(key);

module.exports = { answer, say, formKey, isFormKey };
