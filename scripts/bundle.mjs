/** `npm run bundle`: makes the hook bundle. `-- --check` fails when the committed one is stale. */
import { existsSync, readFileSync } from 'node:fs';
import { renderBundle, writeBundle } from './lib/bundle.mjs';
import { Refusal, runScript } from './lib/fail.mjs';
import { BUNDLE } from './lib/source-hash.mjs';

await runScript(async () => {
	if (!process.argv.includes('--check')) {
		console.log(`pb_hooks/generated/domain.js: ${await writeBundle()} bytes`);
		return;
	}
	const committed = existsSync(BUNDLE) ? readFileSync(BUNDLE, 'utf8') : '';
	if (committed !== (await renderBundle())) {
		throw new Refusal('pb_hooks/generated/domain.js is stale: run `npm run bundle` and commit it.');
	}
});
