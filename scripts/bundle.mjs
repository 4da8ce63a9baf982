/** `npm run bundle`: makes the hook bundle. `-- --check` fails when the committed one is stale. */
import { existsSync, readFileSync } from 'node:fs';
import { LIMIT_BYTES, renderBundle, writeBundle } from './lib/bundle.mjs';
import { Refusal, runScript } from './lib/fail.mjs';
import { BUNDLE } from './lib/source-hash.mjs';

await runScript(async () => {
	if (!process.argv.includes('--check')) {
		console.log(`pb_hooks/generated/domain.js: ${await writeBundle()} bytes`);
		return;
	}
	const fresh = await renderBundle();
	const committed = existsSync(BUNDLE) ? readFileSync(BUNDLE, 'utf8') : '';
	if (committed !== fresh) {
		throw new Refusal('pb_hooks/generated/domain.js is stale: run `npm run bundle` and commit it.');
	}
	const bytes = Buffer.byteLength(fresh);
	if (bytes > LIMIT_BYTES) {
		throw new Refusal(
			`The hook bundle is ${bytes} bytes, above ${LIMIT_BYTES}: keep out of web/goja.ts what no hook calls.`
		);
	}
});
