import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server';

const SHELL = '<!doctype html><title>the shell</title>';
const CHUNK = `export const words = '${'grid '.repeat(2000)}';`;

let server: TestServer;
let site: string;

beforeAll(async () => {
	site = await mkdtemp(join(tmpdir(), 'lianqin-site-'));
	await mkdir(join(site, '_app/immutable/chunks'), { recursive: true });
	await mkdir(join(site, 'icons'));
	await writeFile(join(site, 'index.html'), SHELL);
	await writeFile(join(site, 'service-worker.js'), '// worker');
	await writeFile(join(site, 'icons/icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
	await writeFile(join(site, '_app/immutable/chunks/a1b2.js'), CHUNK);
	server = await startServer({ publicDir: site, env: { PUBLIC_URL: 'https://town.example' } });
});

afterAll(async () => {
	await server.stop();
	await rm(site, { recursive: true });
});

const get = (path: string, init?: RequestInit) =>
	fetch(server.url + path, { redirect: 'manual', ...init });

describe('the app', () => {
	test.each(['/', '/today', '/cases/abc123', '/desk/queue?view=mine'])(
		'%s answers with the shell, asked for afresh each time',
		async (path) => {
			const answer = await get(path);
			expect(answer.status).toBe(200);
			expect(answer.headers.get('cache-control')).toBe('no-cache');
			expect(answer.headers.get('content-type')).toContain('text/html');
			expect(await answer.text()).toBe(SHELL);
		}
	);

	test('hashed files are immutable and compressed', async () => {
		const answer = await get('/_app/immutable/chunks/a1b2.js');
		expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
		expect(answer.headers.get('content-encoding')).toBe('gzip');
		expect(answer.headers.get('content-type')).toContain('text/javascript');
		expect(await answer.text()).toBe(CHUNK);
	});

	test('the worker is asked for afresh each time', async () => {
		expect((await get('/service-worker.js')).headers.get('cache-control')).toBe('no-cache');
	});

	test.each(['/_app/immutable/chunks/gone.js', '/icons/gone.png', '/today.map'])(
		'%s is missing, and says so instead of sending the shell',
		async (path) => {
			const answer = await get(path);
			expect(answer.status).toBe(404);
			expect(answer.headers.get('cache-control')).toBe('no-cache');
			expect(await answer.text()).not.toContain('the shell');
		}
	);

	test.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json'])(
		'%s does not leave the folder',
		async (path) => expect((await get(path)).status).toBe(404)
	);
});

test.each(['/api', '/api/nothing', '/r/none', '/j/none', '/open311/none', '/r', '/j'])(
	'%s never answers with the shell',
	async (path) => expect(await (await get(path)).text()).not.toContain('the shell')
);

describe('X12 headers', () => {
	test.each(['/', '/cases/abc', '/_app/immutable/chunks/a1b2.js', '/api/health', '/r/none'])(
		'%s carries them all',
		async (path) => {
			const { headers } = await get(path);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('referrer-policy')).toBe('same-origin');
			expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
			expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
			expect(headers.get('permissions-policy')).toContain('geolocation=(self)');
			expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
		}
	);

	test('another origin is not invited', async () => {
		const answer = await get('/api/health', { headers: { origin: 'https://evil.example' } });
		expect(answer.headers.get('access-control-allow-origin')).not.toBe('*');
		expect(answer.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
	});

	test('without TLS there is no HSTS', async () => {
		const plain = await startServer({ publicDir: site });
		expect((await fetch(plain.url)).headers.has('strict-transport-security')).toBe(false);
		await plain.stop();
	});
});

describe('X06 the framework’s own doors', () => {
	const doors = [
		['GET', '/api/collections'],
		['GET', '/api/collections/_superusers/records'],
		['POST', '/api/collections/_superusers/records'],
		['PATCH', '/api/collections/_superusers/records/abc'],
		['GET', '/api/./collections/_superusers/records'],
		['GET', '/api/collections/%5Fsuperusers/records'],
		['POST', '/api/collections/people/auth-with-password'],
		['POST', '/api/batch'],
		['GET', '/api/files/_superusers/abc/p.jpg'],
		['GET', '/api/ow/runs'],
		['POST', '/api/ow/runs']
	] as const;

	test.each(doors)('%s %s is not there for a guest', async (method, path) => {
		expect((await get(path, { method })).status).toBe(404);
	});

	test('the superuser keeps the records, but not the workflows', async () => {
		const headers = { authorization: await server.superuserToken() };
		expect((await get('/api/collections/_superusers/records', { headers })).status).toBe(200);
		expect((await get('/api/ow/runs', { headers })).status).toBe(404);
	});

	test('signing in stays possible', async () => {
		const answer = await get('/api/collections/_superusers/auth-methods');
		expect(answer.status).toBe(200);
	});
});
