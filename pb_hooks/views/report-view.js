/** The resident's page behind a QR plate: the form, the hint that it is known, the receipt. */
const { html } = require('./html.js');

/** More than these are behind one press: a choice of twelve is read by nobody. */
const SHOWN = 6;

/** @typedef {(key: string, params?: Record<string, string | number>) => string} T */

/**
 * @param {{ t: T, locale: string, place: string, key: string, token: string, problem?: string,
 *   picks: { id: string, zh: string, en: string }[], words?: string, phone?: string, pick?: string,
 *   known?: { status: string, when: string }, pos?: { lat: number, lng: number } }} page
 */
function reportForm({
	t,
	locale,
	place,
	key,
	token,
	problem,
	picks,
	words,
	phone,
	pick,
	known,
	pos
}) {
	const choice = (/** @type {{ id: string, zh: string, en: string }} */ entry) =>
		html`<label
			><input type="radio" name="pick" value="${entry.id}" ${entry.id === pick && ' checked'} />${
				locale === 'en' ? entry.en : entry.zh
			}</label
		>`;
	return html` ${problem && html`<p class="problem" role="alert">${problem}</p>`}
		<div class="card">
			<p class="soft">${t('where')}</p>
			<p><strong>${place}</strong></p>
		</div>
		${
			known &&
			html`<form class="card" method="post" action="/r/${token}/voice">
				<input type="hidden" name="key" value="${key}v" />
				<p><strong>${t('known')}</strong></p>
				<p>${t('known_hint')}${known.status} ${known.when}</p>
				<button>${t('me_too')}</button>
			</form>`
		}
		<form
			method="post"
			action="/r/${token}"
			enctype="multipart/form-data"
			data-enhance="report"
			data-place="${place}"
			${pos && html` data-lat="${pos.lat}" data-lng="${pos.lng}"`}
		>
			${known && html`<p class="soft">${t('not_same')}</p>`}
			<input type="hidden" name="key" value="${key}" />
			<input type="hidden" name="lang" value="${locale}" />
			<label class="title" for="photo"
				>${t('photo')} <span class="soft">${t('photo_hint')}</span></label
			>
			<input
				id="photo"
				type="file"
				name="photo"
				accept="image/jpeg,image/png,image/webp"
				capture="environment"
				multiple
				data-photos="3"
				data-take="${t('photo')}"
			/>
			<fieldset>
				<legend>${t('pick')} <span class="soft">${t('pick_hint')}</span></legend>
				<div class="picks">${picks.slice(0, SHOWN).map(choice)}</div>
				<details>
					<summary>${t('pick_more')}</summary>
					<div class="picks">${picks.slice(SHOWN).map(choice)}</div>
				</details>
			</fieldset>
			<label class="title" for="words">${t('words')}</label>
			<textarea id="words" name="words" maxlength="500" placeholder="${t('words_placeholder')}">
${words}</textarea>
			<label class="title" for="phone">${t('phone')}</label>
			<input
				id="phone"
				type="tel"
				name="phone"
				maxlength="20"
				autocomplete="tel"
				inputmode="tel"
				value="${phone}"
				aria-describedby="phone-hint"
			/>
			<p class="soft" id="phone-hint">${t('phone_hint')}</p>
			<p class="soft">${t('rule')}</p>
			<button
				data-busy="${t('sending')}"
				data-offline="${t('offline')}"
				data-failed="${t('failed')}"
				data-empty="${t('empty')}"
				data-remove="${t('photo_remove')}"
			>
				${t('send')}
			</button>
		</form>
		<p><a class="button quiet" href="/q">${t('title_follow')}</a></p>
		<section hidden data-last="${t('last_reports')}"></section>`;
}

/**
 * @param {{ t: T, code: string, place: string, when: string }} page
 */
function receipt({ t, code, place, when }) {
	return html` <p class="good" role="status">${t('received')} · ${when}</p>
		<div
			class="card"
			data-receipt
			data-code="${code}"
			data-place="${place}"
			data-when="${when}"
			data-title="${t('receipt')}"
			data-hint="${t('code_hint')}"
			data-label="${t('code')}"
		>
			<p class="soft">${t('code')}</p>
			<p class="code">${code}</p>
			<p>${place}</p>
			<p class="soft">${t('code_hint')}</p>
		</div>
		<button type="button" class="quiet" data-save hidden>${t('save_receipt')}</button>
		<form method="post" action="/q">
			<input type="hidden" name="code" value="${code}" /><button>${t('follow_this')}</button>
		</form>`;
}

module.exports = { reportForm, receipt };
