/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/**
 * Makes the app open without a network. It keeps code and drawings only: what people work on is in
 * the store, and no answer of the server is ever cached here.
 */
import { clientsClaim } from 'workbox-core';
import { CacheableResponsePlugin } from 'workbox-cacheable-response';
import { ExpirationPlugin } from 'workbox-expiration';
import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute,
	type PrecacheEntry
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, StaleWhileRevalidate } from 'workbox-strategies';

declare const self: ServiceWorkerGlobalScope & {
	/** Put in front of the built worker by scripts/lib/precache.mjs; absent in development. */
	__PRECACHE__?: PrecacheEntry[];
};

const CHUNKS = 'lianqin-chunks';
const CHUNK_PATH = '/_app/immutable/';

/** Answered by the server itself: never the app's shell. */
const NOT_THE_APP = [/^\/(r|j|q|open311|api|_)(\/|$)/];

const onlyGood = () => new CacheableResponsePlugin({ statuses: [200] });

const precache = self.__PRECACHE__ ?? [];
precacheAndRoute(precache);
cleanupOutdatedCaches();
if (precache.length > 0) {
	registerRoute(new NavigationRoute(createHandlerBoundToURL('/'), { denylist: NOT_THE_APP }));
}

// The desk's code and the large libraries: kept from their first use on, and given back first when
// the device runs short of space, so that unsent work never makes room for them.
registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith(CHUNK_PATH),
	new CacheFirst({
		cacheName: CHUNKS,
		plugins: [onlyGood(), new ExpirationPlugin({ maxEntries: 400, purgeOnQuotaError: true })]
	})
);

registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/basemap/'),
	new StaleWhileRevalidate({ cacheName: 'lianqin-basemap', plugins: [onlyGood()] })
);

// A page of the running build may still load a chunk after the next build has taken over.
self.addEventListener('install', (event) => event.waitUntil(keepRunningChunks()));

async function keepRunningChunks(): Promise<void> {
	const chunks = await caches.open(CHUNKS);
	for (const name of await caches.keys()) {
		if (!name.startsWith('workbox-precache')) continue;
		const old = await caches.open(name);
		for (const request of await old.keys()) {
			if (!new URL(request.url).pathname.startsWith(CHUNK_PATH)) continue;
			const response = await old.match(request);
			if (response) await chunks.put(request, response);
		}
	}
}

// Never by itself: the page asks when nobody is in the middle of a sentence.
self.addEventListener('message', (event) => {
	if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// So that the very first visit already works without a network.
clientsClaim();
