/** The data folder: PocketBase's files, and `lianqin.json`, which says what made them. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from './fail.mjs';
import { root } from './source-hash.mjs';

/** Held by the running server; see lock.mjs. */
export const LOCK = 'lianqin.lock';

/**
 * @typedef {object} Marker
 * @property {string} version the newest program that ran on the data
 * @property {string} migration the last migration file of that program
 * @property {boolean} demo
 * @property {'preparing' | 'ready'} state `preparing` until the first start has finished its seed
 * @property {string} [seededAt] ISO time
 */

/** Creates the folder if need be and proves that it can be written. @param {string} dataDir */
export function openDataFolder(dataDir) {
	try {
		// Not recursive without need: Node never returns from a recursive mkdir where none is allowed.
		const recursive = !existsSync(dirname(dataDir));
		if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive, mode: 0o700 });
		const probe = join(dataDir, '.write-probe');
		writeFileSync(probe, '');
		rmSync(probe);
	} catch (error) {
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		throw new Refusal(
			`The data folder ${dataDir} is not writable (${code}).\n` +
				'Give this account the right to write there, or set LIANQIN_DATA to another folder.'
		);
	}
}

/** @param {string} dataDir @returns {Marker | undefined} */
export function readMarker(dataDir) {
	const file = join(dataDir, 'lianqin.json');
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
	if (readdirSync(dataDir).some((name) => name !== LOCK)) {
		throw new Refusal(
			`${dataDir} is not empty and no data folder of this program (no lianqin.json).\n` +
				'Set LIANQIN_DATA to a new or empty folder.'
		);
	}
	return undefined;
}

/** @param {string} dataDir @param {Marker} marker */
export const writeMarker = (dataDir, marker) =>
	writeFileSync(join(dataDir, 'lianqin.json'), `${JSON.stringify(marker, null, '\t')}\n`);

/** @param {boolean} demo @returns {Marker} */
export const newMarker = (demo) => ({
	...program(),
	demo,
	state: 'preparing'
});

/** The program's version and its last migration. */
export function program() {
	/** @type {{ version: string }} */
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const migrations = readdirSync(join(root, 'pb_migrations')).filter((name) =>
		name.endsWith('.js')
	);
	return { version, migration: migrations.sort().at(-1) ?? '' };
}

/**
 * Refuses data that a newer program has written: its migrations cannot be taken back.
 * @param {Pick<Marker, 'version' | 'migration'>} data
 * @param {Pick<Marker, 'version' | 'migration'>} [ours]
 */
export function refuseNewer(data, ours = program()) {
	if (compareVersions(data.version, ours.version) <= 0 && data.migration <= ours.migration) return;
	throw new Refusal(
		`The data folder belongs to Lianqin ${data.version} (${data.migration}), ` +
			`which is newer than this ${ours.version} (${ours.migration}).\n` +
			'Update the program, or restore a backup made before the update.'
	);
}

/** @param {string} a @param {string} b */
function compareVersions(a, b) {
	const parts = (/** @type {string} */ text) => text.split(/[.-]/).map(Number);
	const [x, y] = [parts(a), parts(b)];
	const at = [0, 1, 2].find((i) => x[i] !== y[i]);
	return at === undefined ? 0 : (x[at] ?? 0) - (y[at] ?? 0);
}

/** Empties a folder whose first start was cut off: nobody has used what is in it. @param {string} dataDir */
export function discardUnfinished(dataDir) {
	for (const name of readdirSync(dataDir)) {
		if (name !== LOCK) rmSync(join(dataDir, name), { recursive: true, force: true });
	}
}
