/** Puts the app together, once; screens get everything from here. */
import type { App } from './doors';

let app: App | undefined;

/** The one app of this page. In the browser only. */
export function getApp(): App {
	if (!app) throw new Error('the app is not composed yet');
	return app;
}

/** A test or a story puts its own parts in. */
export function setApp(parts: App): void {
	app = parts;
}
