/** `npm run build`: the app, the small script of the public pages, and the worker's file list. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { injectPrecache } from './lib/precache.mjs';
import { root } from './lib/source-hash.mjs';

await build({ root });
await buildPublicScript();
injectPrecache();

/** Pages without login load one plain script, in old browsers too: no module, no chunk. */
async function buildPublicScript() {
	const entry = join(root, 'web/public/enhance.ts');
	if (!existsSync(entry)) return;
	await build({
		root,
		configFile: false,
		logLevel: 'warn',
		publicDir: false,
		build: {
			target: 'es2018',
			outDir: 'build/public',
			emptyOutDir: true,
			lib: { entry, formats: ['iife'], name: 'lianqin', fileName: () => 'enhance.js' }
		}
	});
}
