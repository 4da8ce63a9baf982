/**
 * The frame of every public page: one column, large type, the emergency numbers on top. Everything is
 * in the one answer except the small script, so that a page opens in a second on a bad line.
 */
const { html, trusted } = require('./html.js');

const STYLE = `
:root{color-scheme:light dark;--ink:#15211f;--soft:#4a5a57;--paper:#fff;--wash:#f1f5f4;--line:#c3cecb;--accent:#0f6b66;--on:#fff;--alarm:#b3261e;--good:#1c6b3a}
@media(prefers-color-scheme:dark){:root{--ink:#e8efed;--soft:#b3c1bd;--paper:#131a19;--wash:#1e2827;--line:#45534f;--accent:#6fc7bf;--on:#06211f;--alarm:#ffb4ab;--good:#8fd6a8}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.25rem/1.6 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
main{max-width:36rem;margin:0 auto;padding:.75rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.3;margin:1rem 0 .5rem}
h2{font-size:1.25rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0}
a{color:var(--accent)}
.alarm{border:2px solid var(--alarm);border-radius:.75rem;padding:.5rem .75rem;font-weight:600}
.alarm a{color:var(--alarm);display:inline-block;min-height:3rem;line-height:3rem;padding:0 .5rem;font-size:1.4rem}
.top{display:flex;justify-content:space-between;gap:1rem;font-size:1rem;align-items:center}
.top a{min-height:3rem;line-height:3rem}
.soft{color:var(--soft);font-size:1rem}
.card{background:var(--wash);border-radius:.75rem;padding:.75rem 1rem;margin:1rem 0}
.card p:first-child{margin-top:0}.card p:last-child{margin-bottom:0}
fieldset{border:0;padding:0;margin:1.5rem 0 0}
legend,label.title{font-weight:600;padding:0;display:block;margin:1.5rem 0 .5rem}
.picks{display:grid;grid-template-columns:1fr 1fr;gap:.5rem}
.picks label,.checks label{display:flex;align-items:center;gap:.5rem;min-height:3.5rem;border:1px solid var(--line);border-radius:.75rem;padding:.25rem .75rem;line-height:1.3;font-size:1.1rem}
.picks input,.checks input{width:1.4rem;height:1.4rem;flex:none;accent-color:var(--accent)}
.picks label:has(:checked),.checks label:has(:checked){border:2px solid var(--accent);font-weight:600}
textarea,input[type=text],input[type=tel],input[type=file]{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.75rem;padding:.6rem .75rem;min-height:3.25rem}
textarea{min-height:6.5rem}
button,.button{display:block;width:100%;font:inherit;font-weight:600;border:0;border-radius:.75rem;min-height:3.5rem;padding:.5rem 1rem;background:var(--accent);color:var(--on);text-align:center;text-decoration:none;margin:1rem 0 0;line-height:2.5rem;cursor:pointer}
button.quiet,.button.quiet{background:transparent;color:var(--accent);border:2px solid var(--accent)}
button[disabled]{opacity:.6}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.problem{border-left:6px solid var(--alarm);padding:.5rem .75rem;background:var(--wash);font-weight:600}
.good{border-left:6px solid var(--good);padding:.5rem .75rem;background:var(--wash)}
.code{font-size:clamp(1.25rem,7vw,1.75rem);font-weight:700;white-space:nowrap;font-variant-numeric:tabular-nums;margin:.25rem 0}
ol.steps{list-style:none;margin:0;padding:0}
ol.steps li{border-left:4px solid var(--line);padding:.25rem 0 .75rem 1rem;margin-left:.5rem}
ol.steps li.done{border-color:var(--good)}
ol.steps li.now{border-color:var(--accent);font-weight:600}
.photos{display:grid;grid-template-columns:1fr 1fr;gap:.5rem}
.photos figure{margin:0}.photos img,.thumbs img{width:100%;border-radius:.5rem;display:block}
.thumbs{display:grid;grid-template-columns:repeat(3,1fr);gap:.5rem;margin:.5rem 0}
.thumbs button{min-height:3rem;line-height:1.5rem;font-size:1rem;margin:.25rem 0 0}
dl{margin:0}dt{color:var(--soft);font-size:1rem}dd{margin:0 0 .5rem;font-weight:600}
details>summary{min-height:3rem;line-height:3rem;cursor:pointer;color:var(--accent);font-weight:600}
[hidden]{display:none!important}
`;

/**
 * @param {{ t: (key: string, params?: Record<string, string | number>) => string, locale: string,
 *   title: string, body: unknown, emergency?: boolean, phone?: { name: string, number: string },
 *   otherLanguage?: string }} page
 * @returns {string} a whole document
 */
function layout({ t, locale, title, body, emergency, phone, otherLanguage }) {
	const numbers = ['119', '110', '120'];
	return String(
		html`<!doctype html>
			<html lang="${locale}">
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width,initial-scale=1" />
					<meta name="robots" content="noindex" />
					<meta name="format-detection" content="telephone=no" />
					<title>${title}</title>
					<style>
						${trusted(STYLE)}
					</style>
					<script src="/public/enhance.js" defer></script>
				</head>
				<body>
					<main>
						${
							emergency &&
							html`<div class="alarm">
								${t('emergency')}
								${numbers.map((number) => html`<a href="tel:${number}">${number}</a>`)}
							</div>`
						}
						<div class="top">
							<span
								>${phone && phone.number && html`${t('village_phone', { village: phone.name })} <a href="tel:${phone.number}">${phone.number}</a>`}</span
							>
							${otherLanguage && html`<a href="${otherLanguage}" hreflang="${locale === 'en' ? 'zh-CN' : 'en'}">${t('lang_other')}</a>`}
						</div>
						<h1>${title}</h1>
						${body}
					</main>
				</body>
			</html>`
	);
}

module.exports = { layout };
