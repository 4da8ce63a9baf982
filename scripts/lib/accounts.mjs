/** The accounts of a new town: the server's superuser, and the first administrator or the demo's. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Refusal } from './fail.mjs';
import { runCommand } from './pocketbase.mjs';

/** 96 bits, in letters that are not mistaken for one another when copied by hand. */
export function newPassword() {
	const letters = 'abcdefghjkmnpqrstuvwxyz23456789-';
	return Array.from(randomBytes(20), (byte) => letters[byte % letters.length]).join('');
}

/**
 * Makes sure that the dashboard has an owner before the server listens: without one it would print
 * a link with which anybody who reads the log can become it.
 * @param {string} binary
 * @param {string} dataDir
 * @returns {{ email: string, password: string } | undefined} the account when it is new
 */
export function ensureSuperuser(binary, dataDir) {
	const { LIANQIN_ADMIN_EMAIL: chosenEmail, LIANQIN_ADMIN_PASSWORD: chosenPassword } = process.env;
	const file = join(dataDir, 'superuser.json');
	if (!chosenPassword && existsSync(file)) return undefined;
	const email = chosenEmail ?? 'admin@lianqin.local';
	const password = chosenPassword ?? newPassword();
	runCommand(binary, dataDir, ['superuser', 'upsert', email, password]);
	if (chosenPassword) return undefined;
	writeFileSync(file, `${JSON.stringify({ email, password }, null, '\t')}\n`, { mode: 0o600 });
	return { email, password };
}

/**
 * The administrator of a town without demo. LIANQIN_TOWN says which town, by its division code;
 * LIANQIN_FIRST_ADMIN and LIANQIN_FIRST_ADMIN_PASSWORD name the account, or it is made up.
 * @param {string} binary
 * @param {string} dataDir
 * @param {FirstAdmin} admin
 */
export function createFirstAdmin(binary, dataDir, { town, username, password }) {
	// In the environment, not in the arguments, which every user of the machine can list.
	runCommand(binary, dataDir, ['lq-first-admin'], {
		LIANQIN_TOWN: town,
		LIANQIN_FIRST_ADMIN: username,
		LIANQIN_FIRST_ADMIN_PASSWORD: password
	});
}

/**
 * @typedef {{ town: string, username: string, password: string, isPasswordGiven: boolean }} FirstAdmin
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<FirstAdmin>}
 */
export async function askFirstAdmin(env = process.env) {
	const town = env.LIANQIN_TOWN || (await ask('Division code of the town, 9 digits: '));
	if (!/^\d{9}$/.test(town)) {
		throw new Refusal(
			'A new town needs its division code: LIANQIN_TOWN=310115132 npm start -- --empty'
		);
	}
	const username = env.LIANQIN_FIRST_ADMIN || 'admin';
	if (!/^[a-z0-9._-]{1,60}$/.test(username)) {
		throw new Refusal('LIANQIN_FIRST_ADMIN may hold a-z, 0-9, dot, dash and underscore.');
	}
	const given = env.LIANQIN_FIRST_ADMIN_PASSWORD;
	if (given !== undefined && given.length < 10) {
		throw new Refusal('LIANQIN_FIRST_ADMIN_PASSWORD must have at least 10 characters.');
	}
	return { town, username, password: given ?? newPassword(), isPasswordGiven: given !== undefined };
}

/** The answer of the person at the terminal; nothing when there is none. @param {string} question */
async function ask(question) {
	if (!process.stdin.isTTY) return '';
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	try {
		return (await terminal.question(question)).trim();
	} finally {
		terminal.close();
	}
}

/**
 * What the seed leaves for the person who starts the demo.
 * @typedef {object} DemoAccounts
 * @property {{ role: string, username: string, password: string, name: string }[]} accounts
 * @property {string} [residentLink]
 * @property {string} [jobLink]
 */

/**
 * @param {string} dataDir
 * @param {string} publicUrl
 * @returns {string[]} lines to print; none when the folder holds no demo
 */
export function describeDemo(dataDir, publicUrl) {
	const file = join(dataDir, 'demo-accounts.json');
	if (!existsSync(file)) return [];
	/** @type {DemoAccounts} */
	const demo = JSON.parse(readFileSync(file, 'utf8'));
	const width = Math.max(...demo.accounts.map(({ username }) => username.length));
	const lines = ['Demo accounts (this machine only):'];
	for (const { role, username, password, name } of demo.accounts) {
		lines.push(`  ${username.padEnd(width)}  ${password}  ${role}  ${name}`);
	}
	if (demo.residentLink) lines.push(`Resident   ${new URL(demo.residentLink, publicUrl)}`);
	if (demo.jobLink) lines.push(`Job link   ${new URL(demo.jobLink, publicUrl)}`);
	return lines;
}
