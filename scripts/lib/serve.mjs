/** The server process: started, waited for, and ended together with the script that started it. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from './fail.mjs';
import { bracketed } from './options.mjs';
import { baseFlags, serverEnv } from './pocketbase.mjs';

const START_TIMEOUT_MS = 60_000;

/** @param {import('./options.mjs').StartOptions} options */
export async function refuseTakenPort({ host, port }) {
	const probe = createServer();
	/** @type {NodeJS.ErrnoException | undefined} */
	const error = await new Promise((resolve) => {
		probe.once('error', resolve);
		probe.listen(port, host, () => probe.close(() => resolve(undefined)));
	});
	if (!error) return;
	const why = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`;
	throw new Refusal(`Port ${port} on ${host} ${why}. Choose another with PORT=8091 npm start.`);
}

/**
 * Starts the server and waits until it answers.
 * @param {string} binary
 * @param {import('./options.mjs').StartOptions} options
 * @param {string[]} [flags] beyond the usual ones
 */
export async function serve(binary, { host, port, dataDir, publicUrl }, flags = []) {
	const address = `${bracketed(host)}:${port}`;
	const child = spawn(
		binary,
		[...baseFlags(dataDir), ...flags, 'serve', `--http=${address}`, `--origins=${publicUrl}`],
		{ env: serverEnv({ PUBLIC_URL: publicUrl }), stdio: ['ignore', 'pipe', 'inherit'] }
	);
	// Its own banner would say the same as ours, and less; anything after that is worth reading.
	let banner = '';
	let ready = false;
	child.stdout.on('data', (chunk) => {
		if (ready) process.stdout.write(chunk);
		else banner += chunk;
	});
	/** @type {Promise<number>} */
	const ended = new Promise((resolve) => {
		child.once('error', () => resolve(1));
		child.once('exit', (code) => resolve(code ?? 1));
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => child.kill(signal));
	}

	const wildcard = host === '0.0.0.0' || host === '::';
	const health = `http://${wildcard ? `127.0.0.1:${port}` : address}/api/health`;
	const gone = await Promise.race([ended, untilHealthy(health)]);
	if (gone !== undefined) throw new Refusal(`The server did not start.\n${banner.trim()}`);
	ready = true;
	return { child, ended };
}

/** @param {string} url */
async function untilHealthy(url) {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		const answer = await fetch(url).catch(() => undefined);
		if (answer?.ok) return;
		await sleep(50);
	}
	throw new Refusal(`The server did not answer on ${url} within ${START_TIMEOUT_MS / 1000} s.`);
}
