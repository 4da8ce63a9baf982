/// <reference path="../.svelte-kit/pocketbase.d.ts" />
// What goja offers beyond ES2021 and the server's own declarations (made by `npm run prepare:gen`).

declare const module: { exports: unknown };

/** `$app`, or the app of a running transaction: whoever only asks and writes rows takes either. */
declare type Database = Pick<core.App, 'db'>;

declare const console: Record<
	'log' | 'error' | 'warn' | 'info' | 'debug',
	(...data: unknown[]) => void
>;
