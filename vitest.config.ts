import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { configDefaults, defineConfig } from 'vitest/config';

const alias = { '~': fileURLToPath(new URL('./web', import.meta.url)) };
const runes = '**/*.svelte.test.ts';

/** A tier that runs in plain Node: one folder of tests/. */
const tier = (name: string, testTimeout: number) => ({
	resolve: { alias },
	test: {
		name,
		environment: 'node' as const,
		include: [`tests/${name}/**/*.test.ts`],
		exclude: [...configDefaults.exclude, runes],
		testTimeout,
		hookTimeout: Math.max(testTimeout, 30_000)
	}
});

export default defineConfig({
	test: {
		projects: [
			tier('unit', 60_000),
			tier('contract', 60_000),
			tier('api', 60_000),
			tier('fault', 300_000),
			{
				// Runes compile to server code in Node, where `$effect` never runs: these need a DOM.
				plugins: [sveltekit()],
				resolve: { conditions: ['browser'] },
				test: {
					name: 'runes',
					environment: 'jsdom',
					include: [`tests/unit/${runes}`]
				}
			}
		]
	}
});
