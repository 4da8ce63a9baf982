import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arePackagesInstalled } from '../../../scripts/lib/install.mjs';

const WANTED = {
	'': { name: 'lianqin' },
	'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
	'node_modules/other-platform': { version: '1.0.0', integrity: 'sha512-b', optional: true }
};

function isInstalled(installed?: object) {
	const base = mkdtempSync(join(tmpdir(), 'lianqin-install-'));
	mkdirSync(join(base, 'node_modules'));
	writeFileSync(join(base, 'package-lock.json'), JSON.stringify({ packages: WANTED }));
	if (installed) {
		const file = join(base, 'node_modules/.package-lock.json');
		writeFileSync(file, JSON.stringify({ packages: installed }));
	}
	const result = arePackagesInstalled(base);
	rmSync(base, { recursive: true });
	return result;
}

test('what the lockfile names is there; an optional package may be absent', () => {
	expect(isInstalled({ 'node_modules/a': WANTED['node_modules/a'] })).toBe(true);
});

test.each([
	['nothing', undefined],
	['no package', {}],
	['another version', { 'node_modules/a': { version: '0.9.0', integrity: 'sha512-z' } }],
	['another build', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-z' } }]
])('%s installed calls for npm ci', (_what, installed) => {
	expect(isInstalled(installed)).toBe(false);
});
