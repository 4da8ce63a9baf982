/**
 * `npm run prepare:gen`: makes what types and tests need before any build: SvelteKit's types, the
 * message functions, and the types of the server's hooks as the server itself declares them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { runScript } from './lib/fail.mjs';
import { paraglide } from './lib/paraglide.mjs';
import { findPocketBase } from './lib/pocketbase.mjs';
import { root } from './lib/source-hash.mjs';

await runScript(async () => {
	await compile(paraglide);
	const cli = join(root, 'node_modules/@sveltejs/kit/svelte-kit.js');
	spawnSync(process.execPath, [cli, 'sync'], { cwd: root, stdio: 'inherit' });
	writeHookTypes(await findPocketBase());
});

/** A server writes its type declarations into a new data folder. @param {string} binary */
function writeHookTypes(binary) {
	const scratch = mkdtempSync(join(tmpdir(), 'lianqin-types-'));
	try {
		const flags = [`--dir=${scratch}`, `--migrationsDir=${scratch}`, '--dev=false'];
		spawnSync(binary, [...flags, 'migrate', 'up'], { stdio: ['ignore', 'ignore', 'inherit'] });
		mkdirSync(join(root, '.svelte-kit'), { recursive: true });
		const types = readFileSync(join(scratch, 'types.d.ts'), 'utf8');
		writeFileSync(join(root, '.svelte-kit/pocketbase.d.ts'), withoutFalseOptionals(types));
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

/**
 * The server calls every Go pointer possibly undefined. A request or a record in hand never is; who
 * asked (`auth`) and a collection's rules may truly be absent and stay optional.
 * @param {string} types
 */
function withoutFalseOptionals(types) {
	return (
		types
			// So that one function can take it or the app of a running transaction.
			.replace('declare var $app: PocketBase', 'declare var $app: core.App & PocketBase')
			.replaceAll(/\((\w[\w.]*) \| undefined\)/g, '$1')
			.replaceAll(/^( {2}(?!auth\b|\w+Rule\b)\w+)\?: (?!.*=>)/gm, '$1: ')
	);
}
