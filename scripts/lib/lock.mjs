/**
 * One server per data folder. The lock names the processes that hold it, so that a lock left by a
 * crash does not stop the next start. A process id alone would not do: containers hand out the same
 * small ids after each restart, so the time the process started is compared as well.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK } from './data-folder.mjs';
import { Refusal } from './fail.mjs';

/** @typedef {{ pid: number, since: string }} Holder */

/**
 * @param {string} dataDir
 * @param {string} url told to whoever comes second
 */
export function takeLock(dataDir, url) {
	const file = join(dataDir, LOCK);
	/** @type {Holder[]} */
	const holders = [holder(process.pid)];
	const text = () => JSON.stringify({ url, holders });
	try {
		writeFileSync(file, text(), { flag: 'wx', mode: 0o600 });
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		refuseIfHeld(file);
		writeFileSync(file, text(), { mode: 0o600 });
	}
	return {
		/** Adds the server's own process: it may outlive the one that started it. @param {number} pid */
		add(pid) {
			holders.push(holder(pid));
			writeFileSync(file, text());
		},
		release: () => rmSync(file, { force: true })
	};
}

/** @param {string} file */
function refuseIfHeld(file) {
	/** @type {{ url?: string, holders?: Holder[] }} */
	let lock = {};
	try {
		lock = JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		// Cut off while being written: its writer is gone.
	}
	const alive = (lock.holders ?? []).find(
		({ pid, since }) => isAlive(pid) && startedAt(pid) === since
	);
	if (!alive) return;
	throw new Refusal(
		`Another server (process ${alive.pid}, ${lock.url}) is running on this data folder.\n` +
			'Stop it first, or point LIANQIN_DATA to another folder.'
	);
}

/** @param {number} pid */
const holder = (pid) => ({ pid, since: startedAt(pid) });

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

/** The boot and the clock tick in which a process started; empty where /proc does not exist. @param {number} pid */
function startedAt(pid) {
	try {
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name in parentheses may hold spaces: count the fields after it.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		// Dead, and kept in the list only until its parent asks: in a container perhaps for ever.
		if (fields[0] === 'Z') return 'dead';
		return `${boot}:${fields[19]}`;
	} catch {
		return '';
	}
}
