/**
 * Every piece of web/ui on one page, for looking at: `npx vite -c tests/gallery/vite.config.ts`.
 * It stands outside web/, so no build of the product can contain it.
 */
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	root: here('.'),
	publicDir: here('../../static'),
	cacheDir: here('../../node_modules/.vite-gallery'),
	resolve: { alias: { '~': here('../../web') } },
	plugins: [tailwindcss(), svelte({ configFile: false })],
	server: { host: '127.0.0.1', port: 5199 }
});
