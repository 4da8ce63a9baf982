import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { paraglide } from './scripts/lib/paraglide.mjs';

/** Where `npm run dev` finds the town server; scripts/dev.mjs sets it. */
const server = process.env.LIANQIN_SERVER ?? 'http://127.0.0.1:8090';
const served = ['/api', '/_/', '/r/', '/j/', '/q', '/open311', '/public/'];

export default defineConfig({
	plugins: [paraglideVitePlugin(paraglide), tailwindcss(), sveltekit()],
	build: { target: 'es2022' },
	worker: { format: 'es' },
	server: {
		host: '127.0.0.1',
		proxy: Object.fromEntries(served.map((path) => [path, { target: server }]))
	}
});
