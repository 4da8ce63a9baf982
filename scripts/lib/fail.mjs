/** A refusal that the person at the terminal can act on: printed without a stack, exit code 1. */
export class Refusal extends Error {}

/**
 * Runs a script's main function; a `Refusal` becomes one message and exit code 1.
 * @param {() => Promise<void>} main
 */
export async function runScript(main) {
	try {
		await main();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		console.error(`\n${error.message}\n`);
		process.exitCode = 1;
	}
}
