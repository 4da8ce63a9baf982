/** `npm run check`: everything about the code that can be seen without running it. */
import { runScript } from './lib/fail.mjs';
import { ensurePackages, runQuietly } from './lib/install.mjs';
import { checkSteps } from './lib/check-steps.mjs';
import { runSteps } from './lib/steps.mjs';

await runScript(async () => {
	ensurePackages();
	runQuietly('Generating types and messages', ['scripts/generate.mjs']);
	const { passed, failed } = await runSteps(checkSteps);
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed > 0 ? 1 : 0;
});
