/**
 * The framework's own REST doors. Every collection already has null rules; this is the second lock,
 * so that a rule opened by mistake in the dashboard opens nothing.
 */

/** Direct access to records, files and batches. */
const RECORDS = /^\/api\/(collections|files|batch)(\/|$)/;

/** The dashboard's own sign-in. People sign in by our route, which has the limiter. */
const SUPERUSER_SIGN_IN =
	/^\/api\/collections\/_superusers\/(auth-(methods|with-password|with-otp|refresh)|request-otp)$/;

/** The packaged binary's workflow plugin: not part of the product, whoever asks. */
const WORKFLOWS = /^\/api\/ow(\/|$)/;

/** @param {core.RequestEvent} e */
function refuseClosedDoor(e) {
	const path = e.request.url.path;
	if (WORKFLOWS.test(path)) throw new NotFoundError();
	if (!RECORDS.test(path) || e.hasSuperuserAuth()) return;
	if (SUPERUSER_SIGN_IN.test(path)) return;
	throw new NotFoundError();
}

module.exports = { refuseClosedDoor };
