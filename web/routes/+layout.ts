/** The app is a client: every page is drawn on the device, from the replica. */
import { redirect } from '@sveltejs/kit';
import { getApp } from '~/app/compose';
import type { LayoutLoad } from './$types';

export const ssr = false;
export const prerender = false;

/** Restores the session without a network; whoever is signed out signs in first, then goes on. */
export const load: LayoutLoad = async ({ url: { pathname, search, searchParams } }) => {
	const { session } = getApp();
	await session.start();
	const signingIn = pathname === '/sign-in';
	if (session.state === 'signedOut' && !signingIn) {
		const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`;
		redirect(307, `/sign-in${to}`);
	}
	// `again`: the server wants a fresh password, the person and her work stay.
	const done = signingIn && !searchParams.has('again');
	if (session.state === 'signedIn' && (pathname === '/' || done)) redirect(307, session.home);
};
