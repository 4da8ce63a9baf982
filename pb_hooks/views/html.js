/**
 * HTML by tagged template: whatever is put in is escaped unless it came from `html` itself, so a
 * resident's words cannot become markup (fault I02).
 */

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

class Markup {
	/** @param {string} text */
	constructor(text) {
		this.text = text;
	}
	toString() {
		return this.text;
	}
}

/** @param {unknown} value @returns {string} */
function render(value) {
	if (value === undefined || value === null || value === false) return '';
	if (value instanceof Markup) return value.text;
	if (Array.isArray(value)) return value.map(render).join('');
	return String(value).replace(/[&<>"']/g, (char) => ESCAPES[/** @type {'&'} */ (char)]);
}

/** @param {TemplateStringsArray} strings @param {unknown[]} values */
function html(strings, ...values) {
	let text = strings[0] || '';
	values.forEach((value, index) => {
		text += render(value) + strings[index + 1];
	});
	return new Markup(text);
}

/** For our own constant markup only, such as the style sheet. @param {string} text */
function trusted(text) {
	return new Markup(text);
}

module.exports = { html, trusted };
