import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashOf } from '../../../scripts/lib/source-hash.mjs';

test('a changed, added or renamed source makes what was built from it stale', () => {
	const base = mkdtempSync(join(tmpdir(), 'lianqin-hash-'));
	mkdirSync(join(base, 'web/domain'), { recursive: true });
	const write = (name: string, text: string) => writeFileSync(join(base, 'web/domain', name), text);
	const hashes = [];
	for (const step of [
		() => write('a.ts', 'export const a = 1;'),
		() => write('a.ts', 'export const a = 2;'),
		() => write('b.ts', ''),
		() => (rmSync(join(base, 'web/domain/b.ts')), write('c.ts', ''))
	]) {
		step();
		hashes.push(hashOf(['web/domain', 'web/gone'], base));
	}
	rmSync(base, { recursive: true });
	expect(new Set(hashes).size).toBe(hashes.length);
});
