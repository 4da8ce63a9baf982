/// <reference path="../.svelte-kit/pocketbase.d.ts" />
// What goja offers beyond ES2021 and the server's own declarations (made by `npm run prepare:gen`).

declare const module: { exports: unknown };
