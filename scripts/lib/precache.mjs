/**
 * What the service worker fetches at once: the shell and what a phone's pages need. The desk's pages
 * and the large libraries are left to their first use: a phone pays for no byte of them.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, root } from './source-hash.mjs';

/** Pages for a large screen: web/routes/desk/… or a group (desk). */
const DESK = /\/routes\/(\(\w+\)\/)*\(?desk\)?\//;

/** Static files that are asked for one by one, or not by the app at all. */
const NOT_AT_ONCE = /^(service-worker\.js|basemap\/|public\/|_app\/|index\.html$|icons\/.*512)/;

const NODES = '.svelte-kit/generated/client-optimized/nodes/';

/**
 * @typedef {{ file: string, css?: string[], assets?: string[], imports?: string[], dynamicImports?: string[] }} Chunk
 * @typedef {{ url: string, revision: string | null }} Entry
 */

/** Puts the list in front of the built worker. */
export function injectPrecache() {
	const worker = join(root, 'build/service-worker.js');
	const code = readFileSync(worker, 'utf8');
	writeFileSync(worker, `self.__PRECACHE__=${JSON.stringify(precacheEntries())};\n${code}`);
}

/** @returns {Entry[]} */
function precacheEntries() {
	const manifest = JSON.parse(
		readFileSync(join(root, '.svelte-kit/output/client/.vite/manifest.json'), 'utf8')
	);
	const build = join(root, 'build');
	const hashed = [...phoneFiles(manifest, isDeskNode), ...workerFiles()].map((file) => ({
		url: `/${file}`,
		revision: null
	}));
	const fixed = filesUnder(['.'], build)
		.filter((file) => !NOT_AT_ONCE.test(file))
		.map((file) => ({ url: `/${file}`, revision: digest(join(build, file)) }));
	// Not `/index.html`: the server redirects it, and a redirect cannot answer a navigation.
	return [{ url: '/', revision: digest(join(build, 'index.html')) }, ...fixed, ...hashed];
}

/**
 * Files of all chunks that pages other than the desk's need, lazily loaded ones included; of those
 * no WebAssembly, which browsers with a scanner of their own never load.
 * @param {Record<string, Chunk>} manifest
 * @param {(key: string) => boolean} isDesk whether a chunk is a page of the desk
 * @returns {string[]}
 */
export function phoneFiles(manifest, isDesk) {
	const seen = new Set();
	const files = new Set();
	const visit = (/** @type {string} */ key) => {
		const chunk = manifest[key];
		if (!chunk || seen.has(key) || isDesk(key)) return;
		seen.add(key);
		for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
		for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next);
	};
	for (const key of Object.keys(manifest)) if (isEntry(key)) visit(key);
	return [...files].filter((file) => !file.endsWith('.wasm')).sort();
}

/** @param {string} key */
const isEntry = (key) => key.endsWith('/entry.js') || key.endsWith('client-optimized/app.js');

/** A page's chunk names its component only in the file it was made from. @param {string} key */
function isDeskNode(key) {
	const source = join(root, key);
	return key.startsWith(NODES) && existsSync(source) && DESK.test(readFileSync(source, 'utf8'));
}

/** Web workers are not chunks of any page: the manifest does not list them. */
const workerFiles = () =>
	filesUnder(['_app/immutable/workers'], join(root, 'build')).filter((file) =>
		file.endsWith('.js')
	);

/** @param {string} file */
const digest = (file) => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
