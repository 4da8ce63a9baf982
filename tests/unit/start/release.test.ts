import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downloadRelease } from '../../../scripts/lib/release.mjs';

const PROGRAM = '#!/bin/sh\necho a town server\n';
const archive = zip({ 'CHANGELOG.md': 'words', pocketbase: PROGRAM });
const sha256 = createHash('sha256').update(archive).digest('hex');

let mirror: Server;
let env: { POCKETBASE_MIRROR: string; POCKETBASE_SHA256?: string };
const cache = mkdtempSync(join(tmpdir(), 'lianqin-release-'));
const asked: string[] = [];

beforeAll(async () => {
	mirror = createServer((request, response) => {
		asked.push(request.url ?? '');
		response.end(archive);
	});
	await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
	env = { POCKETBASE_MIRROR: `http://127.0.0.1:${(mirror.address() as AddressInfo).port}` };
});
afterAll(() => {
	mirror.close();
	rmSync(cache, { recursive: true });
});

/** Just enough of the zip format: local headers, central directory, end record. */
function zip(files: Record<string, string>): Buffer {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const [name, text] of Object.entries(files)) {
		const packed = deflateRawSync(text);
		const local = Buffer.alloc(30 + name.length);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(8, 8);
		local.writeUInt32LE(packed.length, 18);
		local.writeUInt16LE(name.length, 26);
		local.write(name, 30);
		const entry = Buffer.alloc(46 + name.length);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt16LE(name.length, 28);
		entry.writeUInt32LE(at, 42);
		entry.write(name, 46);
		parts.push(local, packed);
		directory.push(entry);
		at += local.length + packed.length;
	}
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, ...directory, end]);
}

test('a platform without a known hash is told what to do, and nothing is fetched', async () => {
	const refusal = downloadRelease({ platform: 'darwin-arm64', env, cache });
	await expect(refusal).rejects.toThrow(/POCKETBASE_BIN/);
	expect(asked).toEqual([]);
});

test('an archive with another hash is not run', async () => {
	const wrong = { ...env, POCKETBASE_SHA256: '0'.repeat(64) };
	const refusal = downloadRelease({ platform: 'darwin-arm64', env: wrong, cache });
	await expect(refusal).rejects.toThrow(/not run/);
});

test('a pinned archive is fetched once and unpacked', async () => {
	const pinned = { ...env, POCKETBASE_SHA256: sha256 };
	const binary = await downloadRelease({ platform: 'linux-arm64', env: pinned, cache });
	expect(readFileSync(binary, 'utf8')).toBe(PROGRAM);
	expect(statSync(binary).mode & 0o111).not.toBe(0);
	const before = asked.length;
	expect(await downloadRelease({ platform: 'linux-arm64', env: pinned, cache })).toBe(binary);
	expect(asked.length).toBe(before);
	expect(asked.at(-1)).toMatch(/\/v0\.40\.4\/pocketbase_0\.40\.4_linux_arm64\.zip$/);
});
