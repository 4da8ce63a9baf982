/** The app is a client: every page is drawn on the device, from the replica. */
export const ssr = false;
export const prerender = false;
