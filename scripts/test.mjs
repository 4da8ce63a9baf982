/**
 * `npm test`: everything, tier by tier; a tier that fails does not stop the next. Ends with one line
 * `N passed, M failed`.
 *
 *   npm test -- --only unit,api    some tiers
 *   npm test -- --seed 42          the seed of every random suite
 */
import { parseArgs } from 'node:util';
import { runScript, Refusal } from './lib/fail.mjs';
import { ensureBuild, ensurePackages, runQuietly } from './lib/install.mjs';

await runScript(async () => {
	const { values } = parseArgs({
		options: { only: { type: 'string' }, seed: { type: 'string' } }
	});
	if (values.seed) process.env.SEED = values.seed;
	ensurePackages();
	runQuietly('Generating types and messages', ['scripts/generate.mjs']);

	const { tiers } = await import('./lib/tiers.mjs');
	const { ensureChromium } = await import('./lib/chromium.mjs');
	const wanted = values.only?.split(',');
	const chosen = tiers.filter((tier) => !wanted || wanted.includes(tier.name));
	if (chosen.length === 0)
		throw new Refusal(`No such tier; there are ${tiers.map((tier) => tier.name).join(', ')}.`);

	const total = { passed: 0, failed: 0 };
	for (const tier of chosen) {
		console.log(`\n── ${tier.name}`);
		const started = Date.now();
		const count = await attempt(async () => {
			if (tier.build) ensureBuild();
			if (tier.browser) ensureChromium();
			return tier.run();
		});
		const minutes = (Date.now() - started) / 60_000;
		const over = minutes > tier.minutes ? '  OVER BUDGET' : '';
		console.log(
			`── ${tier.name}: ${count.passed} passed, ${count.failed} failed in ${minutes.toFixed(1)} of ${tier.minutes} min${over}`
		);
		total.passed += count.passed;
		total.failed += count.failed;
	}
	console.log(`\n${total.passed} passed, ${total.failed} failed`);
	process.exitCode = total.failed > 0 ? 1 : 0;
});

/**
 * What a tier cannot even begin with is one failure of it.
 * @param {() => Promise<import('./lib/tiers.mjs').Count>} run
 */
async function attempt(run) {
	try {
		return await run();
	} catch (error) {
		console.error(error instanceof Refusal ? error.message : error);
		return { passed: 0, failed: 1 };
	}
}
