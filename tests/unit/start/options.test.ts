import { expect, test } from 'vitest';
import { isLoopback, readOptions } from '../../../scripts/lib/options.mjs';

test('says nothing: the demo on this machine', () => {
	expect(readOptions([], {})).toMatchObject({
		demo: true,
		host: '127.0.0.1',
		port: 8090,
		publicUrl: 'http://127.0.0.1:8090'
	});
});

test('production behind a proxy', () => {
	const env = { HOST: '::1', PORT: '9000', PUBLIC_URL: 'https://town.example/' };
	expect(readOptions(['--empty'], env)).toMatchObject({
		demo: false,
		port: 9000,
		publicUrl: 'https://town.example'
	});
});

test.each([
	[['--wrong'], {}, 'Unknown option --wrong'],
	[['--scale', 'many'], {}, '--scale must be a whole number'],
	[[], { PORT: '70000' }, 'PORT must be a whole number'],
	[[], { PUBLIC_URL: 'town.example' }, 'PUBLIC_URL must be a full address']
])('%j with %j is refused', (args, env, message) => {
	expect(() => readOptions(args, env)).toThrow(message);
});

test.each([
	['127.0.0.1', true],
	['127.8.0.1', true],
	['::1', true],
	['localhost', true],
	['0.0.0.0', false],
	['::', false],
	['192.168.1.2', false],
	['127.0.0.1.example.com', false]
])('%s is only this machine: %s', (host, expected) => {
	expect(isLoopback(host)).toBe(expected);
});
