/** `npm start` as an operator meets it: the production entry, the refusals, the end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/source-hash.mjs';
import { freePort } from '../support/server';

interface Started {
	child: ChildProcess;
	output(): string;
	/** Resolves with the exit code. */
	ended: Promise<number | null>;
}

let dataDir: string;
let town: Started;
let port: number;

const production = () => ({
	LIANQIN_DATA: dataDir,
	PORT: String(port),
	LIANQIN_TOWN: '310115132',
	LIANQIN_FIRST_ADMIN: 'zhangshili'
});

beforeAll(async () => {
	dataDir = join(await mkdtemp(join(tmpdir(), 'lianqin-start-')), 'town');
	port = await freePort();
	town = run(['--empty'], production());
	await ready(town);
});

afterAll(async () => {
	town.child.kill();
	await town.ended;
	await rm(join(dataDir, '..'), { recursive: true });
});

function run(args: string[], env: Record<string, string>, nodeFlags: string[] = []): Started {
	const child = spawn(process.execPath, [...nodeFlags, 'scripts/start.mjs', ...args], {
		cwd: root,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let printed = '';
	child.stdout.on('data', (chunk) => (printed += chunk));
	child.stderr.on('data', (chunk) => (printed += chunk));
	const ended = once(child, 'exit').then(([code]) => code as number | null);
	return { child, output: () => printed, ended };
}

async function ready(start: Started) {
	while (!start.output().includes('Dashboard')) {
		if (start.child.exitCode !== null) throw new Error(start.output());
		await sleep(50);
	}
}

async function refusal(args: string[], env: Record<string, string>, nodeFlags?: string[]) {
	const start = run(args, { PORT: String(await freePort()), ...env }, nodeFlags);
	const [code] = (await once(start.child, 'close')) as [number];
	return { code, output: start.output() };
}

describe('the production entry', () => {
	test('makes the first administrator, who can sign in, and no demo account', async () => {
		const [, password] = /First administrator {2}zhangshili {2}(\S+)/.exec(town.output()) ?? [];
		const answer = await fetch(`http://127.0.0.1:${port}/api/lq/login`, {
			method: 'POST',
			body: JSON.stringify({ proto: 1, username: 'zhangshili', password, device: 'test' })
		});
		expect(await answer.json()).toMatchObject({ ok: true, me: { town: '310115132' } });
		expect(town.output()).not.toContain('Demo accounts');
	});

	test('keeps the superuser’s password out of the log, in a file only we can read', async () => {
		const file = join(dataDir, 'superuser.json');
		const { password } = JSON.parse(await readFile(file, 'utf8')) as { password: string };
		expect(town.output()).not.toContain(password);
		expect((await stat(file)).mode & 0o077).toBe(0);
		expect((await stat(join(dataDir, 'data.db'))).mode & 0o077).toBe(0);
	});
});

describe('refuses in words, with a failing exit code', () => {
	test('S12 a second server on the same data', async () => {
		const { code, output } = await refusal(['--empty'], { LIANQIN_DATA: dataDir });
		expect(code).toBe(1);
		expect(output).toContain('is running on this data folder');
	});

	test('a port that is taken', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		const taken = String((other.address() as { port: number }).port);
		const { code, output } = await refusal([], { LIANQIN_DATA: `${dataDir}-port`, PORT: taken });
		other.close();
		expect(code).toBe(1);
		expect(output).toContain(`Port ${taken} on 127.0.0.1 is taken`);
	});

	test('an old Node', async () => {
		const old = `Object.defineProperty(process, 'versions', { value: { node: '18.20.4' } })`;
		const { code, output } = await refusal([], {}, ['--import', `data:text/javascript,${old}`]);
		expect(code).toBe(1);
		expect(output).toContain('needs Node 20.19 or newer; this is 18.20.4');
	});

	test('a data folder that cannot be written', async () => {
		const { code, output } = await refusal([], { LIANQIN_DATA: join(root, 'LICENSE/data') });
		expect(code).toBe(1);
		expect(output).toContain('is not writable');
	});

	test('a folder that holds something else', async () => {
		const { code, output } = await refusal([], { LIANQIN_DATA: join(root, 'scripts') });
		expect(code).toBe(1);
		expect(output).toContain('is not empty');
	});

	test('data of a newer version', async () => {
		const newer = await mkdtemp(join(tmpdir(), 'lianqin-newer-'));
		const marker = { version: '99.0.0', migration: '9999_later.js', demo: false, state: 'ready' };
		await writeFile(join(newer, 'lianqin.json'), JSON.stringify(marker));
		const { code, output } = await refusal(['--empty'], { LIANQIN_DATA: newer });
		await rm(newer, { recursive: true });
		expect(code).toBe(1);
		expect(output).toContain('belongs to Lianqin 99.0.0');
	});

	test('demo accounts on an address that others can reach', async () => {
		const env = { LIANQIN_DATA: `${dataDir}-demo`, HOST: '0.0.0.0' };
		const { code, output } = await refusal([], env);
		expect(code).toBe(1);
		expect(output).toContain('accounts with known passwords');
	});

	test('a town without its division code', async () => {
		const env = { LIANQIN_DATA: `${dataDir}-town`, LIANQIN_TOWN: '' };
		const { code, output } = await refusal(['--empty'], env);
		expect(code).toBe(1);
		expect(output).toContain('LIANQIN_TOWN');
	});

	test('an option it does not know', async () => {
		expect((await refusal(['--demo=no'], {})).output).toContain('Unknown option --demo=no');
	});
});

test('SIGTERM ends it, the data stay, and the second start is ready within 5 s', async () => {
	town.child.kill('SIGTERM');
	expect(await town.ended).toBe(0);
	const started = Date.now();
	town = run(['--empty'], production());
	await ready(town);
	expect(Date.now() - started).toBeLessThan(5_000);
	expect(town.output()).not.toContain('First administrator');
});

test('a start that was killed leaves a lock that holds as long as its server lives', async () => {
	town.child.kill('SIGKILL');
	await town.ended;
	const { output } = await refusal(['--empty'], { LIANQIN_DATA: dataDir });
	expect(output).toContain('is running on this data folder');
	const lock = await readFile(join(dataDir, 'lianqin.lock'), 'utf8');
	const { holders } = JSON.parse(lock) as { holders: { pid: number }[] };
	process.kill(holders.at(-1)!.pid, 'SIGKILL');
	town = run(['--empty'], production());
	await ready(town);
});
