/** One job for a unit without account: what, where, until when, and the one next step. */
const { html } = require('./html.js');

/** @typedef {(key: string, params?: Record<string, string | number>) => string} T */

const OUTCOMES = [
	'dissuaded',
	'educated',
	'ordered',
	'cleared',
	'repaired',
	'punished',
	'transferred',
	'other'
];

/**
 * @param {{ t: T, token: string, key: string, problem?: string, said?: string, number: string,
 *   what: string, words: string, place: string, due: string, late: boolean, lead: string,
 *   assist: string[], note: string, meet: string, step: string, isLead: boolean, canApply: boolean,
 *   over?: string, photos: string[] }} page
 */
function jobPage(page) {
	const { t } = page;
	return html` ${page.problem && html`<p class="problem" role="alert">${page.problem}</p>`}
		${page.said && html`<p class="good" role="status">${page.said}</p>`}
		<div class="card">
			<dl>
				<dt>${t('job_what')} · ${page.number}</dt>
				<dd>${page.what}</dd>
				${page.words && html`<dd>${page.words}</dd>`}
				<dt>${t('where')}</dt>
				<dd>${page.place}</dd>
				${
					page.due &&
					html`<dt>${t('job_limit')}</dt>
						<dd>
							${page.due}${page.late && html` <span class="problem">${t('job_late')}</span>`}
						</dd>`
				}
				${
					page.lead &&
					html`<dt>${t('job_lead')}</dt>
						<dd>${page.lead}</dd>`
				}
				${
					page.assist.length > 0 &&
					html`<dt>${t('job_assist')}</dt>
						<dd>${page.assist.join('、')}</dd>`
				}
				${
					page.note &&
					html`<dt>${t('job_note')}</dt>
						<dd>${page.note}</dd>`
				}
				${
					page.meet &&
					html`<dt>${t('job_meet')}</dt>
						<dd>${page.meet}</dd>`
				}
			</dl>
		</div>
		${
			page.photos.length > 0 &&
			html`<h2>${t('job_scene')}</h2>
				<div class="photos">
					${page.photos.map(
						(sha256) =>
							html`<img
								src="/j/${page.token}/photo/${sha256}"
								alt="${t('job_scene')}"
								loading="lazy"
							/>`
					)}
				</div>`
		}
		<h2>${t(`job_step_${page.step}`)}</h2>
		${page.over ? html`<p class="good">${page.over}</p>` : nextStep(page)}
		<p class="soft">${t('job_log')}</p>`;
}

/** @param {Parameters<typeof jobPage>[0]} page */
function nextStep(page) {
	const { t, step } = page;
	if (step === 'waiting')
		return html`${button(page, 'accept', t('job_accept'))}${declineForm(page)}`;
	if (step === 'accepted')
		return html`${button(page, 'arrive', t('job_arrive'))}${handInForm(page)}${declineForm(page)}`;
	if (step === 'arrived') return handInForm(page);
	if (step === 'done' && page.isLead && page.canApply) return button(page, 'apply', t('job_apply'));
	return html`<p class="good">${t('job_thanks')}</p>`;
}

/** @param {Parameters<typeof jobPage>[0]} page @param {string} act @param {string} words */
function button({ token, key, t }, act, words) {
	return html`<form
		method="post"
		action="/j/${token}"
		enctype="multipart/form-data"
		data-enhance="step"
	>
		<input type="hidden" name="key" value="${key}-${act}" /><input
			type="hidden"
			name="act"
			value="${act}"
		/>
		<button data-busy="${t('sending')}" data-offline="${t('offline')}" data-failed="${t('failed')}">
			${words}
		</button>
	</form>`;
}

/** @param {Parameters<typeof jobPage>[0]} page */
function declineForm({ token, key, t }) {
	return html`<details>
		<summary>${t('job_decline')}</summary>
		<form method="post" action="/j/${token}" enctype="multipart/form-data" data-enhance="step">
			<input type="hidden" name="key" value="${key}-decline" /><input
				type="hidden"
				name="act"
				value="decline"
			/>
			<label class="title" for="reason">${t('job_decline_reason')}</label>
			<textarea id="reason" name="reason" maxlength="500" required></textarea>
			<button
				class="quiet"
				data-busy="${t('sending')}"
				data-offline="${t('offline')}"
				data-failed="${t('failed')}"
			>
				${t('job_decline')}
			</button>
		</form>
	</details>`;
}

/** @param {Parameters<typeof jobPage>[0]} page */
function handInForm({ token, key, t, step }) {
	const body = html`<form
		method="post"
		action="/j/${token}"
		enctype="multipart/form-data"
		data-enhance="step"
	>
		<input type="hidden" name="key" value="${key}-handIn" /><input
			type="hidden"
			name="act"
			value="handIn"
		/>
		<label class="title" for="photo">${t('job_after')}</label>
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
			<legend>${t('job_what_done')}</legend>
			<div class="checks picks">
				${OUTCOMES.map((outcome) => html`<label><input type="checkbox" name="outcome" value="${outcome}" />${t(`outcome_${outcome}`)}</label>`)}
			</div>
		</fieldset>
		<label class="title" for="words">${t('job_words')}</label>
		<textarea id="words" name="words" maxlength="1000"></textarea>
		<button
			data-busy="${t('sending')}"
			data-offline="${t('offline')}"
			data-failed="${t('failed')}"
			data-remove="${t('photo_remove')}"
		>
			${t('job_handin')}
		</button>
	</form>`;
	return step === 'accepted'
		? html`<details>
				<summary>${t('job_handin_title')}</summary>
				${body}
			</details>`
		: html`<h2>${t('job_handin_title')}</h2>
				${body}`;
}

module.exports = { jobPage };
