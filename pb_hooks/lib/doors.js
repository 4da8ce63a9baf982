/**
 * The framework's own REST doors. Every collection already has null rules; this is the second lock,
 * so that a rule opened by mistake in the dashboard opens nothing.
 */

/** Direct access to records, files and batches. */
const RECORDS = /^\/api\/(collections|files|batch)(\/|$)/;

/** What people must be able to ask before they are anybody, and to renew what they are. */
const SIGN_IN = /^\/api\/collections\/[^/]+\/(auth-with-password|auth-refresh)$/;
const SUPERUSER_SIGN_IN =
	/^\/api\/collections\/_superusers\/(auth-methods|request-otp|auth-with-otp)$/;

/** The packaged binary's workflow plugin: not part of the product, whoever asks. */
const WORKFLOWS = /^\/api\/ow(\/|$)/;

/** @param {core.RequestEvent} e */
function refuseClosedDoor(e) {
	const path = e.request.url.path;
	if (WORKFLOWS.test(path)) throw new NotFoundError();
	if (!RECORDS.test(path) || e.hasSuperuserAuth()) return;
	if (SIGN_IN.test(path) || SUPERUSER_SIGN_IN.test(path)) return;
	throw new NotFoundError();
}

module.exports = { refuseClosedDoor };
