/** Whether every language says the same things: same areas, same keys, same placeholders. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const BASE = 'zh-CN';

/**
 * @param {string} folder holds one folder per language, one file per area
 * @returns {string[]} what is wrong, ready to print
 */
export function findMessageProblems(folder) {
	const base = readLanguage(join(folder, BASE));
	const others = readdirSync(folder).filter((name) => name !== BASE);
	return [
		...[...base].flatMap(([area, messages]) => wrongPrefixes(area, messages)),
		...others.flatMap((name) => compare(base, readLanguage(join(folder, name)), name))
	];
}

/** @typedef {Map<string, string>} Messages key → text */

/** @param {string} folder @returns {Map<string, Messages>} area → messages */
function readLanguage(folder) {
	return new Map(
		readdirSync(folder).map((file) => {
			const { $schema: _schema, ...texts } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
			const messages = Object.entries(texts).map(
				([key, value]) => /** @type {const} */ ([key, JSON.stringify(value)])
			);
			return [file.replace(/\.json$/, ''), new Map(messages)];
		})
	);
}

/** Areas share one name space: the prefix keeps two of them from meaning one key. @param {string} area @param {Messages} messages */
const wrongPrefixes = (area, messages) =>
	[...messages.keys()]
		.filter((key) => !key.startsWith(`${area}_`))
		.map((key) => `messages/${BASE}/${area}.json: ${key} must begin with ${area}_`);

/**
 * @param {Map<string, Messages>} base
 * @param {Map<string, Messages>} other
 * @param {string} name the other language
 */
function compare(base, other, name) {
	const problems = [];
	for (const area of new Set([...base.keys(), ...other.keys()])) {
		const ours = base.get(area) ?? new Map();
		const theirs = other.get(area) ?? new Map();
		for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
			const where = (/** @type {string} */ language) => `messages/${language}/${area}.json`;
			if (!theirs.has(key)) problems.push(`${where(name)}: ${key} is not translated`);
			else if (!ours.has(key)) problems.push(`${where(BASE)}: ${key} exists only in ${name}`);
			else if (placeholders(ours.get(key)) !== placeholders(theirs.get(key))) {
				problems.push(`${where(name)}: ${key} has other {placeholders} than ${BASE}`);
			}
		}
	}
	return problems;
}

/** @param {string} text */
const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g))].sort().join();
