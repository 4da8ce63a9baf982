/** Makes what types and tests need before any build: SvelteKit's types and the message functions. */
import { spawnSync } from 'node:child_process';
import { compile } from '@inlang/paraglide-js';
import { paraglide } from './lib/paraglide.mjs';
import { root } from './lib/source-hash.mjs';

await compile(paraglide);
const sync = spawnSync('npx', ['svelte-kit', 'sync'], { cwd: root, stdio: 'inherit' });
process.exit(sync.status ?? 1);
