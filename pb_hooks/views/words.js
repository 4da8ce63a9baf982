/**
 * Words of the public pages, from the same message files as the app. goja has no Intl, so times are
 * written by hand in the town's fixed +08:00.
 */

/** @typedef {'zh-CN' | 'en'} Locale */

/**
 * Reads `?lang=`, then the browser's first choice; Chinese unless English is asked for.
 * @param {core.RequestEvent} e
 * @returns {Locale}
 */
function localeOf(e) {
	const asked = e.request.url.query().get('lang');
	if (asked === 'en' || asked === 'zh-CN') return asked;
	const first = (e.request.header.get('Accept-Language') || '').split(',')[0] || '';
	return first.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

/**
 * A translator: `t('job_due', { time })` gives the message `public_job_due`.
 * @param {Locale} locale
 */
function wordsOf(locale) {
	const messages = JSON.parse(
		toString($os.readFile(`${__hooks}/../messages/${locale}/public.json`))
	);
	/** @param {string} key @param {Record<string, string | number>} [params] */
	return (key, params) => {
		const text = messages[`public_${key}`];
		if (typeof text !== 'string') throw new Error(`no message public_${key}`);
		return text.replace(/\{(\w+)\}/g, (_, name) => String((params && params[name]) ?? ''));
	};
}

/** @param {number} n */
const two = (n) => (n < 10 ? `0${n}` : String(n));

/** `11-24 14:05`, or `14:05` on the same day. @param {number} ms @param {number} now */
function timeWords(ms, now) {
	const at = new Date(ms + 8 * 3_600_000);
	const today = new Date(now + 8 * 3_600_000);
	const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
	const sameDay = at.toISOString().slice(0, 10) === today.toISOString().slice(0, 10);
	return sameDay ? clock : `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())} ${clock}`;
}

module.exports = { localeOf, wordsOf, timeWords };
