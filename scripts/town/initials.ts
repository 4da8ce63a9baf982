/** First letters of the pinyin, so that `ksl1234l5h` finds 康沈路 1234 弄 5 号. */
import { customPinyin, pinyin } from 'pinyin-pro';

// A lane is 弄 lòng here, and 浜 is bāng; the dictionary's first reading of 弄 is another word.
customPinyin({ 弄: 'long', 浜: 'bang' });

const known = new Map<string, string>();

function ofRun(hanzi: string): string {
	const before = known.get(hanzi);
	if (before !== undefined) return before;
	const letters = pinyin(hanzi, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
	known.set(hanzi, letters);
	return letters;
}

/** Letters and digits only, lower case. */
export const initials = (text: string): string =>
	(text.match(/[\u4e00-\u9fff]+|[0-9A-Za-z]+/g) ?? [])
		.map((run) => (/[0-9A-Za-z]/.test(run) ? run.toLowerCase() : ofRun(run)))
		.join('');
