/** Runs commands a few at a time and keeps what they print until there is something to say. */
import { spawn } from 'node:child_process';
import { root } from './source-hash.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} node a script of the project and its arguments
 * @property {string} [hint] what to do when it fails
 */

/**
 * @param {Step[]} steps
 * @param {number} [atOnce] no more than the two cores we promise to live with
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runSteps(steps, atOnce = 2) {
	const waiting = [...steps];
	let failed = 0;
	const worker = async () => {
		for (let step = waiting.shift(); step; step = waiting.shift()) {
			const started = Date.now();
			const { code, output } = await run(step.node);
			const seconds = ((Date.now() - started) / 1000).toFixed(1);
			console.log(`${code === 0 ? '✓' : '✗'} ${step.name}  ${seconds} s`);
			if (code === 0) continue;
			failed++;
			console.log(`${output.trimEnd()}\n${step.hint ? `→ ${step.hint}\n` : ''}`);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return { passed: steps.length - failed, failed };
}

/** @param {string[]} args @returns {Promise<{ code: number, output: string }>} */
const run = (args) =>
	new Promise((resolve) => {
		const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		child.stdout.on('data', (chunk) => (output += chunk));
		child.stderr.on('data', (chunk) => (output += chunk));
		child.once('close', (code) => resolve({ code: code ?? 1, output }));
	});
