/** Brings packages, build and hook bundle up to date; each costs nothing when it already is. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './fail.mjs';
import { BUNDLE, buildVersion, bundleHash, root } from './source-hash.mjs';

/** Marks of lockfile entries that npm may leave out. */
const OPTIONAL = ['optional', 'devOptional', 'peer', 'extraneous'];

/** Runs `npm ci` when what is installed is not what package-lock.json says. */
export function ensurePackages() {
	if (arePackagesInstalled()) return;
	console.log('Installing packages (npm ci) …');
	const npm = process.env.npm_execpath;
	const [command, args] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
	const run = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		shell: !npm && process.platform === 'win32'
	});
	if (run.status !== 0) throw new Refusal('npm ci failed; the lines above say why.');
}

/**
 * Compares contents, not file times: a checkout makes every file new, and a needless `npm ci`
 * empties node_modules under a running server.
 * @param {string} [base]
 */
export function arePackagesInstalled(base = root) {
	const installedFile = join(base, 'node_modules/.package-lock.json');
	if (!existsSync(installedFile)) return false;
	const wanted = packagesOf(join(base, 'package-lock.json'));
	const installed = packagesOf(installedFile);
	return Object.entries(wanted).every(([path, entry]) => {
		const present = installed[path];
		if (path === '') return true;
		if (!present) return OPTIONAL.some((kind) => entry[kind]);
		return present.version === entry.version && present.integrity === entry.integrity;
	});
}

/**
 * @typedef {{ version: string, integrity?: string } & Record<string, unknown>} Entry
 * @param {string} file
 * @returns {Record<string, Entry>}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Builds the app when build/ was not made from the present sources. */
export function ensureBuild() {
	if (existsSync(join(root, 'build/index.html')) && builtVersion() === buildVersion()) return;
	runQuietly('Building the app', ['scripts/build.mjs']);
}

function builtVersion() {
	const file = join(root, 'build/_app/version.json');
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/** Remakes the hook bundle when it was not made from the present rules. */
export function ensureBundle() {
	if (isBundleFresh()) return;
	runQuietly('Bundling the rules', ['scripts/bundle.mjs']);
}

/** Whether the bundle says that it was made from the present sources; reads its header only. */
const isBundleFresh = () =>
	existsSync(BUNDLE) &&
	readFileSync(BUNDLE, 'utf8').split('\n', 2)[1] === `// sources ${bundleHash()}`;

/**
 * Runs a Node script of the project; its output is shown only when it fails.
 * @param {string} label
 * @param {string[]} args
 */
export function runQuietly(label, args) {
	const started = Date.now();
	process.stdout.write(`${label} … `);
	const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
	if (run.status !== 0) throw new Refusal(`${label} failed:\n${run.stdout}${run.stderr}`);
	console.log(`${((Date.now() - started) / 1000).toFixed(1)} s`);
}
