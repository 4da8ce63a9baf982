/** A real town server for a test: our migrations and hooks, a free port, its own data folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { baseFlags, findPocketBase, runCommand, serverEnv } from '../../scripts/lib/pocketbase.mjs';

export const SUPERUSER = { email: 'admin@example.com', password: 'only-for-tests-1' };

export interface TestServer {
	readonly url: string;
	readonly port: number;
	readonly pid: number;
	readonly dataDir: string;
	/** Everything the process printed so far. */
	output(): string;
	/** Signs in as superuser and returns the token. */
	superuserToken(): Promise<string>;
	/** Ends it in order; a data folder made for it is removed. */
	stop(): Promise<void>;
	/** Ends it with SIGKILL; the data folder stays, for a restart with `dataDir`. */
	kill(): Promise<void>;
}

export interface ServerOptions {
	/** A template folder, copied into a new data folder. */
	data?: string;
	/** A data folder to use as it is, and to leave behind. */
	dataDir?: string;
	port?: number;
	env?: Record<string, string>;
	/** What is served as the app; `build/` unless told. */
	publicDir?: string;
}

const START_TIMEOUT_MS = 20_000;
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
	const binary = await findPocketBase();
	const dataDir = options.dataDir ?? (await newDataDir(options.data));
	runCommand(binary, dataDir, ['superuser', 'upsert', SUPERUSER.email, SUPERUSER.password]);

	const port = options.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const child = spawn(
		binary,
		[
			...baseFlags(dataDir, options.publicDir),
			'serve',
			`--http=127.0.0.1:${port}`,
			`--origins=${url}`
		],
		{ env: serverEnv({ PUBLIC_URL: url, ...options.env }), stdio: ['ignore', 'pipe', 'pipe'] }
	);
	running.add(child);
	let printed = '';
	const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.stdout.on('data', (chunk) => (printed += chunk));
	child.stderr.on('data', (chunk) => (printed += chunk));

	const end = async (signal: NodeJS.Signals) => {
		child.kill(signal);
		await exited;
		running.delete(child);
	};
	try {
		await untilHealthy(url, child);
	} catch (error) {
		await end('SIGKILL');
		throw new Error(`The test server did not start: ${String(error)}\n${printed}`, {
			cause: error
		});
	}
	return {
		url,
		port,
		dataDir,
		pid: child.pid!,
		output: () => printed,
		superuserToken: () => superuserToken(url),
		kill: () => end('SIGKILL'),
		async stop() {
			await end('SIGTERM');
			if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
		}
	};
}

/** An empty temporary data folder, or a copy of a template. */
export async function newDataDir(template?: string): Promise<string> {
	const dir = await mkdtemp(join(tmpdir(), 'lianqin-test-'));
	if (template) await cp(template, dir, { recursive: true });
	return dir;
}

export async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`it exited with ${child.exitCode}`);
		const answer = await fetch(`${url}/api/health`).catch(() => undefined);
		if (answer?.ok) return;
		await sleep(50);
	}
	throw new Error(`no answer within ${START_TIMEOUT_MS} ms`);
}

async function superuserToken(url: string): Promise<string> {
	const answer = await fetch(`${url}/api/collections/_superusers/auth-with-password`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ identity: SUPERUSER.email, password: SUPERUSER.password })
	});
	if (!answer.ok) throw new Error(`superuser sign-in answered ${answer.status}`);
	return ((await answer.json()) as { token: string }).token;
}
