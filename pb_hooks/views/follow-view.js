/** Following a report by its code: plain words, who and when, photos; nothing of the staff's. */
const { html } = require('./html.js');

/** @typedef {(key: string, params?: Record<string, string | number>) => string} T */

/** @param {{ t: T, problem?: string, code?: string }} page */
function codeForm({ t, problem, code }) {
	return html` ${problem && html`<p class="problem" role="alert">${problem}</p>`}
		<form method="post" action="/q">
			<label class="title" for="code">${t('enter_code')}</label>
			<input
				id="code"
				type="text"
				name="code"
				inputmode="numeric"
				autocomplete="off"
				maxlength="24"
				required
				value="${code}"
			/>
			<button>${t('lookup')}</button>
		</form>
		<section hidden data-last="${t('last_reports')}"></section>`;
}

/**
 * @param {{ t: T, code: string, place: string, steps: { words: string, by: string, done: boolean,
 *   now: boolean }[], reason?: string, canReopen: boolean, key: string, said?: string }} page
 */
function status({ t, code, place, steps, reason, canReopen, key, said }) {
	return html` ${said && html`<p class="good" role="status">${said}</p>`}
		<div class="card">
			<p class="soft">${t('code')}</p>
			<p class="code">${code}</p>
			<p>${place}</p>
		</div>
		<ol class="steps">
			${steps.map(
				(step) =>
					html`<li
						class="${step.now ? 'now' : step.done ? 'done' : ''}"
						${step.now && html` aria-current="step"`}
					>
						${step.words} <span class="soft">${step.by}</span>
					</li>`
			)}
		</ol>
		${reason && html`<p>${t('reason')}：${reason}</p>`}
		${
			canReopen &&
			html`<details>
				<summary>${t('not_solved')}</summary>
				<form method="post" action="/q/reopen" enctype="multipart/form-data" data-enhance="reopen">
					<input type="hidden" name="code" value="${code}" /><input
						type="hidden"
						name="key"
						value="${key}"
					/>
					<label class="title" for="words">${t('not_solved_hint')}</label>
					<textarea id="words" name="words" maxlength="500" required></textarea>
					<button
						data-busy="${t('sending')}"
						data-offline="${t('offline')}"
						data-failed="${t('failed')}"
					>
						${t('send')}
					</button>
				</form>
			</details>`
		}`;
}

module.exports = { codeForm, status };
