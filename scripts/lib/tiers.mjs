/** The tiers of `npm test`: what each runs, and how long it may take on two cores. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSteps } from './check-steps.mjs';
import { root } from './source-hash.mjs';
import { runSteps } from './steps.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {object} Tier
 * @property {string} name
 * @property {number} minutes its budget
 * @property {boolean} [browser] needs system Chromium
 * @property {boolean} [build] needs the built app
 * @property {() => Promise<Count>} run
 */

/** @type {Tier[]} */
export const tiers = [
	{ name: 'check', minutes: 2, run: () => runSteps(checkSteps) },
	{ name: 'unit', minutes: 3, run: () => vitest('unit', ['unit', 'runes', 'contract']) },
	{ name: 'api', minutes: 4, build: true, run: () => vitest('api', ['api']) },
	{ name: 'fault', minutes: 8, build: true, run: () => vitest('fault', ['fault']) },
	{ name: 'e2e', minutes: 8, build: true, browser: true, run: playwright }
];

/**
 * @param {string} folder under tests/; a tier without a test yet counts nothing
 * @param {string[]} projects
 * @returns {Promise<Count>}
 */
async function vitest(folder, projects) {
	if (!hasTests(folder, '.test.ts')) return { passed: 0, failed: 0 };
	return withReport(async (report) => {
		const code = await node([
			'node_modules/vitest/vitest.mjs',
			'run',
			...projects.flatMap((project) => ['--project', project]),
			'--passWithNoTests',
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${report}`
		]);
		const result = read(report);
		const failed = result && result.numFailedTests + brokenFiles(result);
		return counted(result?.numPassedTests, failed, code);
	});
}

/**
 * Files that failed outside of their tests: on import, or in a hook.
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} result
 */
const brokenFiles = ({ testResults }) =>
	testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
	).length;

/** @returns {Promise<Count>} */
async function playwright() {
	if (!hasTests('e2e', '.spec.ts')) return { passed: 0, failed: 0 };
	return withReport(async (report) => {
		const code = await node(
			['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
			{ PLAYWRIGHT_JSON_OUTPUT_NAME: report }
		);
		const stats = read(report)?.stats;
		const failed = stats && stats.unexpected + stats.flaky;
		return counted(stats?.expected, failed, code);
	});
}

/** A runner that ended badly without naming a failed test has failed all the same. */
const counted = (passed = 0, failed = 0, code = 0) => ({
	passed,
	failed: code !== 0 && failed === 0 ? 1 : failed
});

/** @param {string} folder @param {string} ending */
function hasTests(folder, ending) {
	const path = join(root, 'tests', folder);
	return (
		existsSync(path) &&
		readdirSync(path, { recursive: true }).some((file) => String(file).endsWith(ending))
	);
}

/** @param {(report: string) => Promise<Count>} run @returns {Promise<Count>} */
async function withReport(run) {
	const dir = mkdtempSync(join(tmpdir(), 'lianqin-report-'));
	try {
		return await run(join(dir, 'report.json'));
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

/** @param {string} file */
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** @param {string[]} args @param {Record<string, string>} [env] @returns {Promise<number>} */
const node = (args, env = {}) =>
	new Promise((resolve) => {
		const child = spawn(process.execPath, args, {
			cwd: root,
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, ...env }
		});
		child.once('close', (code) => resolve(code ?? 1));
	});
