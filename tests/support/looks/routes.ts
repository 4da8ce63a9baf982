/** The routes of the app, from the folder that makes them: a new one cannot be forgotten. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/source-hash.mjs';

const ROUTES = join(root, 'web/routes');
const PAGE = '+page.svelte';

/** As addresses say them: `/cases/[id]/[act]`, without the names of groups; `/` is the root. */
export function routeIds(): string[] {
	return readdirSync(ROUTES, { recursive: true })
		.map((file) => String(file).replaceAll('\\', '/'))
		.filter((file) => file === PAGE || file.endsWith(`/${PAGE}`))
		.map((file) => file.split('/').slice(0, -1))
		.map((parts) => `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join('/')}`)
		.sort();
}

/** The route that an address belongs to; a fixed name wins over a parameter, as in the router. */
export function routeOf(pathname: string, routes: readonly string[]): string | undefined {
	const fits = routes.filter((route) =>
		new RegExp(`^${route.replace(/\[[^\]]+\]/g, '[^/]+')}$`).test(pathname)
	);
	return fits.sort((a, b) => a.split('[').length - b.split('[').length)[0];
}
