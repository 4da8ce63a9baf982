/**
 * A data folder with the demo town in it, made once and kept: `startServer({ data: await
 * seededTemplate() })` copies it, so that a test with a whole town starts in a second. Small: its year
 * has 300 cases, and the open work list is complete. Made anew each day, or the lights would go stale.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDemo } from '../../scripts/history/demo';
import { findPocketBase, runCommand } from '../../scripts/lib/pocketbase.mjs';
import { hashOf, root } from '../../scripts/lib/source-hash.mjs';
import { dayOf } from '../../web/domain/time';

const CACHE = join(root, 'node_modules/.cache/lianqin-seeded');
const CASES = 300;

/** What the folder's contents follow from. */
const SOURCES = [
	'scripts/history',
	'scripts/town',
	'web/domain',
	'pb_migrations',
	'pb_hooks/lib/load.js',
	'pb_hooks/lib/public/load-plates.js',
	'pb_hooks/lib/public/tokens.js',
	'pb_hooks/console.pb.js',
	'pb_hooks/generated'
];

const WAIT_MS = 180_000;

/** The folder to copy from; never start a server on it. */
export async function seededTemplate(): Promise<string> {
	const path = join(CACHE, `${hashOf(SOURCES)}-${dayOf(Date.now())}`);
	const making = `${path}.making`;
	mkdirSync(CACHE, { recursive: true });
	const deadline = Date.now() + WAIT_MS;
	while (!existsSync(path)) {
		if (claim(making)) {
			await make(making);
			renameSync(making, path);
			forgetOthers(path);
		} else if (Date.now() > deadline) {
			// Whoever made it was cut off.
			rmSync(making, { recursive: true, force: true });
		} else await sleep(200);
	}
	return path;
}

/** Two test files must not make it at once. */
function claim(folder: string): boolean {
	try {
		mkdirSync(folder);
		return true;
	} catch {
		return false;
	}
}

async function make(dataDir: string): Promise<void> {
	try {
		const binary = await findPocketBase();
		runCommand(binary, dataDir, ['migrate', 'up']);
		await makeDemo({ binary, dataDir, scale: 1, asOf: Date.now(), cases: CASES });
	} catch (error) {
		rmSync(dataDir, { recursive: true, force: true });
		throw error;
	}
}

/** Folders of other days and sources, unless somebody is making one right now. */
function forgetOthers(path: string): void {
	for (const name of readdirSync(CACHE)) {
		const other = join(CACHE, name);
		if (other !== path && !name.endsWith('.making'))
			rmSync(other, { recursive: true, force: true });
	}
}
