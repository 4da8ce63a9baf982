/** `npm run verify`: refolds all events of the town and compares them with its rows, facts and journal. */
import { runScript } from './lib/fail.mjs';
import { ensureBundle } from './lib/install.mjs';
import { readOptions } from './lib/options.mjs';
import { findPocketBase, runCommand } from './lib/pocketbase.mjs';

await runScript(async () => {
	const { dataDir } = readOptions([]);
	ensureBundle();
	console.log(runCommand(await findPocketBase(), dataDir, ['lq-verify']).trim());
});
