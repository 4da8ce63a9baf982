/**
 * What may not stand in web/domain and web/protocol. The same rules run in the browser, in Node and
 * in the server's engine, and must give the same answer in all three: no clock, no randomness, no
 * locale, none of the mathematics whose last digit differs, nothing the server's engine lacks.
 */

/** Exactly rounded, or exact on integers, in every engine. */
const EXACT_MATH = 'abs|min|max|floor|ceil|round|trunc|sign|sqrt|imul|PI|fround|clz32';

const LOCAL_DATE =
	'^(get|set)(Hours|Minutes|Seconds|Milliseconds|Day|Date|Month|FullYear|Year|TimezoneOffset)$';

/** Absent in the server's engine, or a door to the world outside. */
const FOREIGN = [
	'Intl URL URLSearchParams TextEncoder TextDecoder structuredClone crypto fetch performance',
	'setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame Promise WeakRef',
	'FinalizationRegistry atob btoa Buffer process console window document navigator localStorage',
	'sessionStorage indexedDB globalThis self require Temporal'
]
	.join(' ')
	.split(' ');

/** @type {import('eslint').Linter.RulesRecord} */
export const purityRules = {
	'no-restricted-globals': [
		'error',
		...FOREIGN.map((name) => ({
			name,
			message: 'The rules run in goja too and see no outside world: take it as an argument.'
		}))
	],
	'no-restricted-syntax': [
		'error',
		...Object.entries({
			[`MemberExpression[object.name='Math']:not([property.name=/^(${EXACT_MATH})$/])`]:
				'This Math function differs in the last digit between engines: use + - * / and Math.sqrt (architecture, goja).',
			"BinaryExpression[operator='**']":
				'Powers differ in the last digit between engines: multiply.',
			"AssignmentExpression[operator='**=']":
				'Powers differ in the last digit between engines: multiply.',
			'Literal[regex.pattern=/\\\\[pP]\\{/]':
				'goja answers false to every \\p{…} without a word: name the ranges, as in [\\u4e00-\\u9fff].',
			'NewExpression[callee.name=RegExp] Literal[value=/\\\\[pP]\\{/]':
				'goja answers false to every \\p{…} without a word: name the ranges.',
			'Literal[regex.flags=/[dv]/]': 'goja knows no regular expression flag d or v.',
			"MemberExpression[object.name='Date'][property.name=/^(now|parse)$/]":
				'The rules have no clock: the time is in the command or the context, in milliseconds.',
			"NewExpression[callee.name='Date'][arguments.length=0]":
				'The rules have no clock: the time is in the command or the context, in milliseconds.',
			"CallExpression[callee.name='Date']": 'The rules have no clock.',
			"NewExpression[callee.name='Date'][arguments.length>1]":
				'This reads the numbers in the local time zone: use Date.UTC.',
			[`CallExpression[callee.property.name=/${LOCAL_DATE}/]`]:
				'This depends on the time zone of the machine: use getUTC… on a time shifted by +08:00.',
			'CallExpression[callee.property.name=/^(localeCompare|toLocale\\w*)$/]':
				'This depends on the locale of the machine: compare code units, format in the ui.',
			'CallExpression[callee.property.name=/^(sort|toSorted)$/][arguments.length=0]':
				'The default order is that of text, on numbers too: give a comparator.',
			ImportExpression: 'The rules are one synchronous bundle: import at the top.',
			':function[async=true]':
				'Promises do not run before a hook returns: keep the rules synchronous.',
			AwaitExpression: 'Promises do not run before a hook returns: keep the rules synchronous.'
		}).map(([selector, message]) => ({ selector, message }))
	]
};
