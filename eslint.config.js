import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { noLiteralText } from './scripts/lint/no-literal-text.mjs';
import { purityRules } from './scripts/lint/purity.mjs';

/** Refused in each room of web/ but one: the room where it lives. */
const READ_ALOUD = ['web/ui/**', 'web/routes/**', 'web/app/**'].flatMap((room) => [
	`${room}/*.svelte`,
	`${room}/*.ts`
]);

export default ts.config(
	{
		ignores: [
			'.svelte-kit/',
			'build/',
			'data/',
			'node_modules/',
			'pb_hooks/generated/',
			'web/paraglide/',
			'bench/results/',
			'playwright-report/',
			'test-results/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript knows better, and knows the types too.
			'no-undef': 'off',
			// Control characters are what the text rules are there to find.
			'no-control-regex': 'off',
			'no-console': ['error', { allow: ['warn', 'error'] }],
			eqeqeq: ['error', 'always'],
			'prefer-const': ['error', { destructuring: 'all' }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
		rules: {
			// `let { … } = $props()` is how components are written; this variant knows runes.
			'prefer-const': 'off',
			'svelte/prefer-const': 'error',
			// Links are written with resolve() where the target is a route; job links are not routes.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['web/domain/**/*.ts', 'web/protocol/**/*.ts', 'web/goja.ts'],
		rules: purityRules
	},
	{
		files: READ_ALOUD,
		plugins: { lianqin: { rules: { 'no-literal-text': noLiteralText } } },
		rules: { 'lianqin/no-literal-text': 'error' }
	},
	{
		files: ['web/**/*.{ts,svelte}', 'pb_hooks/**/*.js'],
		rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] }
	},
	{
		files: ['scripts/**', 'tests/**', 'bench/**', 'pb_hooks/**'],
		rules: { 'no-console': 'off' }
	},
	{
		files: ['pb_hooks/**', 'pb_migrations/**', '**/*.cjs'],
		rules: {
			// The server's engine has CommonJS only.
			'@typescript-eslint/no-require-imports': 'off',
			'@typescript-eslint/triple-slash-reference': 'off'
		}
	}
);
