/** Words of the other language, where the interface of one is shown. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/source-hash.mjs';

const MESSAGES = join(root, 'messages');
const CHINESE = /[\u3400-\u9fff]/;

/** Names that Chinese users read in Latin letters too: keys, formats, a language by its own name. */
const LATIN = new Set(['Ctrl', 'Enter', 'Escape', 'Excel', 'English']);

/** A word of more than three Latin letters that no Chinese screen should show. */
export function latinWord(text: string, known: ReadonlySet<string>): string | undefined {
	// Addresses and numbers of cases are data: `ZP-2026…`, `https://…`.
	const plain = text.replace(/https?:\S+/g, '');
	return plain.match(/[A-Za-z]{4,}/g)?.find((word) => !LATIN.has(word) && !known.has(word));
}

/** Tells whether a text is one of our own Chinese messages, and not something the town holds. */
export function chineseMessages(): (text: string) => boolean {
	const plain = new Set<string>();
	const patterns: RegExp[] = [];
	for (const text of chineseOnly()) {
		const parts = text.split(/\{\w+\}/);
		if (parts.length === 1) plain.add(text);
		// With one letter beside its placeholder a message says too little to be told from data.
		else if (parts.join('').replace(/[^\u3400-\u9fff]/g, '').length >= 2)
			patterns.push(new RegExp(`^${parts.map(escape).join('.+')}$`, 's'));
	}
	return (text) =>
		CHINESE.test(text) && (plain.has(text) || patterns.some((pattern) => pattern.test(text)));
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Messages that are Chinese in the Chinese interface and are not in the English one. */
function chineseOnly(): string[] {
	const english = read('en');
	return [...read('zh-CN')]
		.filter(([key, text]) => CHINESE.test(text) && !CHINESE.test(english.get(key) ?? ''))
		.map(([, text]) => text);
}

/** Texts that are one string; a plural is told by its other parts. */
function read(locale: string): Map<string, string> {
	const folder = join(MESSAGES, locale);
	const entries = readdirSync(folder).flatMap((file) =>
		Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object)
	);
	return new Map(
		entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
	);
}

/** A message as a pattern that finds it on the screen, whatever stands for its placeholders. */
export function wordPattern(locale: string): (key: string) => RegExp {
	const messages = read(locale);
	return (key) => {
		const text = messages.get(key);
		if (text === undefined) throw new Error(`no message ${key}`);
		return new RegExp(
			text
				.split(/\{\w+\}/)
				.map(escape)
				.join('.*')
		);
	};
}
