/**
 * Content hashes of source trees: they tell whether something built from them is out of date,
 * where file times (all new after a clone) cannot.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The committed hook bundle. */
export const BUNDLE = join(root, 'pb_hooks/generated/domain.js');

/** What the web build is made of. */
const BUILD_INPUTS = [
	'web',
	'static',
	'messages',
	'project.inlang/settings.json',
	'svelte.config.js',
	'vite.config.ts',
	'scripts/build.mjs',
	'scripts/lib/paraglide.mjs',
	'scripts/lib/precache.mjs',
	'package-lock.json'
];

/** What the hook bundle is made of. */
const BUNDLE_INPUTS = ['web/domain', 'web/protocol', 'web/goja.ts'];

/** Made during the build, or by a running tool: not a source. */
const SKIPPED = new Set(['web/paraglide', 'node_modules']);

/**
 * Every file under the given paths, sorted by name; missing paths are skipped.
 * @param {string[]} paths relative to `base`
 * @param {string} [base]
 * @returns {string[]} paths relative to `base`, with forward slashes
 */
export function filesUnder(paths, base = root) {
	/** @type {string[]} */
	const found = [];
	const visit = (/** @type {string} */ path) => {
		const name = relative(base, path).replaceAll('\\', '/');
		if (SKIPPED.has(name) || name.endsWith('~')) return;
		if (!statSync(path).isDirectory()) return void found.push(name);
		for (const entry of readdirSync(path)) visit(join(path, entry));
	};
	for (const path of paths) if (existsSync(join(base, path))) visit(join(base, path));
	return found.sort();
}

/**
 * @param {string[]} paths relative to the project
 * @param {string} [base]
 * @returns {string} the first 16 hexadecimal digits of the SHA-256 over names and contents
 */
export function hashOf(paths, base = root) {
	const hash = createHash('sha256');
	for (const name of filesUnder(paths, base)) {
		hash
			.update(`${name}\0`)
			.update(readFileSync(join(base, name)))
			.update('\0');
	}
	return hash.digest('hex').slice(0, 16);
}

export const buildVersion = () => hashOf(BUILD_INPUTS);
export const bundleHash = () => hashOf(BUNDLE_INPUTS);
