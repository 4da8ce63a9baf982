/** Headers that a browser obeys, per kind of answer; a handler may still replace one. */

const SELF_ONLY = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/** Pages rendered by hooks: no inline script, so that nothing a resident writes can run. */
const PAGE_POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	`img-src 'self' data: blob:; connect-src 'self'; ${SELF_ONLY}`;

/** The app's shell carries its own policy with script hashes in a meta tag; this adds to it. */
const SHELL_POLICY = SELF_ONLY;

/** Data is never a document. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

const DATA = /^\/(api|open311)(\/|$)/;
const PAGE = /^\/(r|j|q)(\/|$)/;
const DASHBOARD = /^\/_(\/|$)/;

/** @param {string} path */
function policyOf(path) {
	if (DATA.test(path)) return DATA_POLICY;
	return PAGE.test(path) ? PAGE_POLICY : SHELL_POLICY;
}

/** @param {core.RequestEvent} e */
function setSecurityHeaders(e) {
	const path = e.request.url.path;
	const header = e.response.header();
	header.set('X-Content-Type-Options', 'nosniff');
	// Not `no-referrer`: it turns the Origin of a form post into null.
	header.set('Referrer-Policy', 'same-origin');
	header.set('Cross-Origin-Opener-Policy', 'same-origin');
	if (($os.getenv('PUBLIC_URL') || '').startsWith('https://')) {
		header.set('Strict-Transport-Security', 'max-age=31536000');
	}
	// The dashboard is the framework's and brings its own policy.
	if (DASHBOARD.test(path)) return;
	header.set('X-Frame-Options', 'DENY');
	header.set(
		'Permissions-Policy',
		'camera=(self), geolocation=(self), microphone=(self), payment=(), usb=(), serial=()'
	);
	header.set('Content-Security-Policy', policyOf(path));
}

module.exports = { setSecurityHeaders };
