/** The steps of `npm start`, in an order in which a refusal leaves nothing half done. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { askFirstAdmin, createFirstAdmin, describeDemo, ensureSuperuser } from './accounts.mjs';
import {
	discardUnfinished,
	newMarker,
	openDataFolder,
	program,
	readMarker,
	refuseNewer,
	writeMarker
} from './data-folder.mjs';
import { Refusal, runScript } from './fail.mjs';
import { ensureBuild, ensureBundle, ensurePackages } from './install.mjs';
import { takeLock } from './lock.mjs';
import { isLoopback, readOptions } from './options.mjs';
import { findPocketBase, runCommand } from './pocketbase.mjs';
import { refuseTakenPort, serve } from './serve.mjs';
import { root } from './source-hash.mjs';

/** @param {string[]} args */
export const start = (args) =>
	runScript(async () => {
		const options = readOptions(args);
		const lock = await claim(options);
		try {
			ensurePackages();
			ensureBundle();
			ensureBuild();
			const { binary, news } = await prepareData(options);
			const { child, ended } = await serve(binary, options);
			lock.add(/** @type {number} */ (child.pid));
			console.log(['', ...banner(options), ...news, ''].join('\n'));
			process.exitCode = await ended;
		} finally {
			lock.release();
		}
	});

/**
 * Everything that can be refused, before anything is changed.
 * @param {import('./options.mjs').StartOptions} options
 */
export async function claim(options) {
	openDataFolder(options.dataDir);
	const lock = takeLock(options.dataDir, options.publicUrl);
	try {
		const marker = readMarker(options.dataDir);
		if (marker) refuseNewer(marker);
		refuseOtherKind(options, marker);
		await refuseTakenPort(options);
		return lock;
	} catch (error) {
		lock.release();
		throw error;
	}
}

/**
 * @param {import('./options.mjs').StartOptions} options
 * @param {import('./data-folder.mjs').Marker | undefined} marker
 */
function refuseOtherKind({ demo, host, dataDir }, marker) {
	if (marker?.demo && !demo) {
		throw new Refusal(
			`${dataDir} holds the demo town: --empty needs a data folder of its own (LIANQIN_DATA).`
		);
	}
	if ((marker?.demo ?? demo) && !isLoopback(host)) {
		throw new Refusal(
			`The demo town has accounts with known passwords and is not served on ${host}.\n` +
				'For a town of your own: LIANQIN_DATA=/path/to/town npm start -- --empty'
		);
	}
}

/**
 * Brings the data to this program's version; the first start fills the folder.
 * @param {import('./options.mjs').StartOptions} options
 * @returns {Promise<{ binary: string, news: string[] }>} what to tell once
 */
export async function prepareData(options) {
	const { dataDir } = options;
	const binary = await findPocketBase();
	process.umask(0o077);
	const marker = readMarker(dataDir);
	if (marker?.state !== 'ready') return { binary, news: await fill(binary, options) };
	if (marker.migration !== program().migration) runCommand(binary, dataDir, ['migrate', 'up']);
	ensureSuperuser(binary, dataDir);
	writeMarker(dataDir, { ...marker, ...program() });
	return { binary, news: [] };
}

/**
 * Makes a new town. Until it is whole its folder is marked as unfinished, and a start that finds it
 * so begins again.
 * @param {string} binary
 * @param {import('./options.mjs').StartOptions} options
 */
async function fill(binary, options) {
	const { dataDir, demo } = options;
	const admin = demo ? undefined : await askFirstAdmin();
	discardUnfinished(dataDir);
	const marker = newMarker(demo);
	writeMarker(dataDir, marker);
	runCommand(binary, dataDir, ['migrate', 'up']);
	const news = [];
	const superuser = ensureSuperuser(binary, dataDir);
	if (superuser) {
		const password = demo ? superuser.password : '(password in superuser.json)';
		news.push(`Superuser  ${superuser.email}  ${password}`);
	}
	if (admin) {
		createFirstAdmin(binary, dataDir, admin);
		const password = admin.isPasswordGiven ? '(password as given)' : admin.password;
		news.push(`First administrator  ${admin.username}  ${password}`);
	} else {
		seedDemo(options);
	}
	const seededAt = demo ? new Date().toISOString() : undefined;
	writeMarker(dataDir, { ...marker, state: 'ready', seededAt });
	return news;
}

/** @param {import('./options.mjs').StartOptions} options */
function seedDemo({ dataDir, scale }) {
	if (!existsSync(join(root, 'scripts/seed.ts'))) return;
	const args = ['node_modules/tsx/dist/cli.mjs', 'scripts/seed.ts', '--data', dataDir];
	if (scale) args.push('--scale', String(scale));
	const run = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
	if (run.status !== 0) throw new Refusal('The demo town could not be made; start again to retry.');
}

/** @param {import('./options.mjs').StartOptions} options */
function banner({ publicUrl, dataDir }) {
	return [
		`Lianqin 联勤微平台  ${publicUrl}`,
		`Dashboard  ${publicUrl}/_/`,
		`Data       ${dataDir}`,
		...describeDemo(dataDir, publicUrl)
	];
}
