/**
 * How the built app is served. The framework's own static server sends no cache headers and answers
 * a missing chunk with the shell, which a browser then tries to run as a script.
 */

/** What the hooks render or answer themselves: never the app's shell. */
const NOT_THE_APP = /^\/(api|_|r|j|q|open311)(\/|$)/;

/** Names that carry a hash of their content. */
const IMMUTABLE = /^\/_app\/immutable\//;

/** A last path segment with an extension is a file that should exist, not a page. */
const FILE = /\.[^/]*$/;

/** The folder given by --publicDir: the framework does not tell hooks its flags. */
function publicDir() {
	const flag = $os.args.find((arg) => arg.startsWith('--publicDir='));
	return flag ? flag.slice('--publicDir='.length) : `${__hooks}/../build`;
}

/**
 * Middleware round the static handler: cache headers, 404 for what is missing, the shell for pages.
 * @param {core.RequestEvent} e
 */
function serveAppFile(e) {
	const path = e.request.url.path;
	if (NOT_THE_APP.test(path)) throw new NotFoundError();
	const header = e.response.header();
	header.set(
		'Cache-Control',
		IMMUTABLE.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
	);
	try {
		return e.next();
	} catch (error) {
		header.set('Cache-Control', 'no-cache');
		if (FILE.test(path)) throw error;
		return e.fileFS($os.dirFS(publicDir()), 'index.html');
	}
}

module.exports = { publicDir, serveAppFile };
