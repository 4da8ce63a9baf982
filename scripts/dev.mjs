/**
 * `npm run dev`: the app with hot reload, the town server restarting on changed hooks, and the hook
 * bundle remade on changed rules. Takes the flags and variables of `npm start`.
 */
import { join } from 'node:path';
import { describeDemo } from './lib/accounts.mjs';
import { runScript } from './lib/fail.mjs';
import { ensureBundle, ensurePackages, runQuietly } from './lib/install.mjs';
import { readOptions } from './lib/options.mjs';
import { serve } from './lib/serve.mjs';
import { root } from './lib/source-hash.mjs';
import { claim, prepareData } from './lib/start.mjs';

const RULES = ['web/domain', 'web/protocol', 'web/goja.ts'].map((path) => join(root, path));

await runScript(async () => {
	const options = readOptions(process.argv.slice(2));
	const lock = await claim(options);
	// Vite ends the process by itself on a signal.
	process.once('exit', lock.release);
	ensurePackages();
	runQuietly('Generating types and messages', ['scripts/generate.mjs']);
	ensureBundle();
	const { binary } = await prepareData(options);
	const { child, ended } = await serve(binary, options, ['--hooksWatch=true']);
	lock.add(/** @type {number} */ (child.pid));
	const app = await serveApp(options.publicUrl);
	console.log(['', ...describeDemo(options.dataDir, app.url), ''].join('\n'));
	process.exitCode = await ended;
	await app.close();
});

/** @param {string} server where the town server listens */
async function serveApp(server) {
	// vite.config.ts reads it to know where to send what the app does not answer.
	process.env.LIANQIN_SERVER = server;
	const { createServer } = await import('vite');
	const { writeBundle } = await import('./lib/bundle.mjs');
	const app = await createServer({ root });
	await app.listen();
	app.printUrls();

	/** @type {NodeJS.Timeout | undefined} */
	let soon;
	app.watcher.on('all', (_event, path) => {
		if (!RULES.some((rule) => path.startsWith(rule))) return;
		clearTimeout(soon);
		soon = setTimeout(() => {
			// A rule in the middle of an edit does not compile: say so, and wait for the next save.
			writeBundle().catch((/** @type {Error} */ error) => console.error(error.message));
		}, 200);
	});
	return { url: app.resolvedUrls?.local[0] ?? server, close: () => app.close() };
}
