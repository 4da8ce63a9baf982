/** What `npm run check` looks at; the slowest first, so that the short ones fill the second core. */

const bin = (/** @type {string} */ path) => `node_modules/${path}`;

/** @type {import('./steps.mjs').Step[]} */
export const checkSteps = [
	{
		name: 'types of app, tests and scripts (svelte-check)',
		node: [
			bin('svelte-check/bin/svelte-check'),
			...['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']
		]
	},
	{
		name: 'lint, purity of the rules, words outside messages/ (eslint)',
		node: [
			bin('eslint/bin/eslint.js'),
			...['.', '--max-warnings', '0', '--cache', '--cache-location', bin('.cache/eslint/')]
		]
	},
	{
		name: 'types of hooks and rules as the server sees them (tsc, ES2021)',
		node: [bin('typescript/bin/tsc'), '-p', 'pb_hooks/tsconfig.json']
	},
	{
		name: 'arrows between rooms (dependency-cruiser)',
		node: [
			bin('dependency-cruiser/bin/dependency-cruise.mjs'),
			...['web', 'scripts', 'tests', 'pb_hooks', '--config', '.dependency-cruiser.cjs'],
			...['--output-type', 'err-long']
		]
	},
	{
		name: 'format (prettier)',
		node: [
			bin('prettier/bin/prettier.cjs'),
			...['--check', '.', '--cache', '--cache-location', bin('.cache/prettier-check.json')]
		],
		hint: 'npm run format'
	},
	{ name: 'hook bundle is fresh', node: ['scripts/bundle.mjs', '--check'] },
	{ name: 'both languages say the same', node: ['scripts/messages.mjs'] }
];
