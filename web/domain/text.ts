/** Text as people type it: made safe to store, to search and to show masked. */

const HAN = /[\u4e00-\u9fff]/;

export const hasHan = (text: string): boolean => HAN.test(text);

/** Replaces lone surrogates, as String.prototype.toWellFormed does where it exists. */
export function toWellFormed(text: string): string {
	if (!/[\ud800-\udfff]/.test(text)) return text;
	let out = '';
	for (const char of text) out += /^[\ud800-\udfff]$/.test(char) ? '\ufffd' : char;
	return out;
}

/** Control characters but tab and line feed, and what turns or hides the reading direction. */
const UNSEEN =
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** At most `max` UTF-16 units, never half a character. */
function cut(text: string, max: number): string {
	if (text.length <= max) return text;
	const last = text.charCodeAt(max - 1);
	return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** What a form keeps of what was typed: composed, trimmed, without unseen characters. */
export function cleanText(text: string, max: number): string {
	const plain = toWellFormed(text).replace(/\r\n?/g, '\n').replace(UNSEEN, '');
	return cut(plain.normalize('NFC').trim(), max).trimEnd();
}

/** Full-width and compatibility forms folded, lower case, single spaces. */
export const normalizeForSearch = (text: string): string =>
	toWellFormed(text)
		.replace(UNSEEN, '')
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\s+/g, ' ')
		.trim();

/** Runs of Han, or of anything else that is neither a space nor ASCII or CJK punctuation. */
const RUNS =
	/[\u4e00-\u9fff]+|[^\u4e00-\u9fff\s\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]+/g;

/**
 * Search terms: every pair of neighbouring Han characters (a single one stands alone), and other
 * words and numbers whole. 消防通道12号 → 消防, 防通, 通道, 12, 号.
 */
export function bigrams(text: string): string[] {
	const terms: string[] = [];
	for (const run of normalizeForSearch(text).match(RUNS) ?? []) {
		if (run.length < 2 || !HAN.test(run)) terms.push(run);
		else for (let i = 0; i + 1 < run.length; i++) terms.push(run.slice(i, i + 2));
	}
	return terms;
}

/** 张示例 → 张**; one star a character hidden, and at least one. */
export function maskName(name: string): string {
	const [first = '', ...rest] = Array.from(name.trim());
	return first && first + '*'.repeat(Math.max(1, rest.length));
}

/** 13800001234 → 138****1234; of a shorter number only the last two digits remain. */
export function maskPhone(phone: string): string {
	const digits = phone.replace(/[^0-9]/g, '');
	if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
	return digits.length > 4 ? '*'.repeat(digits.length - 2) + digits.slice(-2) : '****';
}
