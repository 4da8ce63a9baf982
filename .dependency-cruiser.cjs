/**
 * The arrows of the code: routes → ui → app → sync, store → protocol → domain → zod/mini.
 * Each rule's comment is what somebody who breaks it reads: it names the right home.
 */

/** `from` may import nothing of web/ and of packages but `to`. */
const only = (name, from, to, comment) => ({
	name,
	severity: 'error',
	comment,
	from: { path: from },
	to: { pathNot: [...to, '^\\$', '^web/paraglide/'] }
});

const never = (name, from, to, comment, extra = {}) => ({
	name,
	severity: 'error',
	comment,
	from: typeof from === 'string' ? { path: from } : from,
	to: { path: to, ...extra }
});

const PACKAGE = '^node_modules/';

module.exports = {
	forbidden: [
		only(
			'domain-is-pure',
			'^(web/domain/|web/goja\\.ts$)',
			['^web/domain/', '^web/protocol/', '^node_modules/zod/'],
			'web/domain holds rules only, and imports nothing but itself and zod/mini. What reads a clock, ' +
				'a database or a network belongs to web/store, web/sync or web/app, and hands its result in.'
		),
		never(
			'domain-knows-no-wire',
			'^web/domain/',
			'^web/protocol/',
			'A rule does not know how it is sent: move the shared type to web/domain and let web/protocol import it.'
		),
		only(
			'protocol-is-pure',
			'^web/protocol/',
			['^web/(protocol|domain)/', '^node_modules/zod/'],
			'web/protocol describes what crosses the wire. Sending it belongs to web/sync, keeping it to web/store.'
		),
		never(
			'zod-mini-only',
			'^web/',
			'^node_modules/zod/(?!v4/(mini|core|locales)|mini)',
			'Import zod/mini: the full zod makes the hook bundle four times as large.'
		),
		only(
			'store-keeps',
			'^web/store/',
			['^web/(store|protocol|domain)/', '^node_modules/(dexie|zod|uuidv7)/'],
			'web/store keeps rows in Dexie. Talking to the server belongs to web/sync, deciding what a person may do to web/app.'
		),
		never(
			'dexie-lives-in-store',
			{ path: '^(web|scripts)/', pathNot: '^web/store/' },
			'^node_modules/dexie/',
			'Only web/store imports Dexie: add a named read or write there and call that.'
		),
		never(
			'sync-knows-no-screen',
			'^web/sync/',
			'^web/(app|ui|routes|public)/',
			'web/sync moves commands and rows. What a screen needs to know goes through web/app.'
		),
		never(
			'app-knows-no-screen',
			'^web/app/',
			'^web/(ui|routes|public)/',
			'web/app is the use cases: it must run without a screen. Components belong to web/ui.'
		),
		never(
			'ui-asks-the-app',
			'^web/(ui|routes)/',
			'^web/(store|sync|protocol)/',
			'A screen reads through a source of web/app and writes through its command runner: put the use case there.'
		),
		never(
			'ui-decides-nothing',
			'^web/(ui|routes)/',
			'^web/domain/.+/(decide|evolve|react|replay)\\.ts$',
			'A screen sees types and labels of the domain; running a rule is a use case of web/app.',
			{ dependencyTypesNot: ['type-only'] }
		),
		never(
			'ui-knows-no-route',
			'^web/ui/',
			'^web/routes/',
			'A component does not know its page: pass what it needs as a property.'
		),
		never(
			'shared-has-no-domain-words',
			'^web/ui/shared/',
			'^web/(domain|app|ui/(?!shared/))',
			'web/ui/shared could serve any product: a component with words of the field belongs to web/ui/<area>.'
		),
		never(
			'leaflet-lives-in-map',
			{ path: '^web/', pathNot: '^web/ui/map/' },
			'^node_modules/(@types/)?leaflet/',
			'Only web/ui/map imports Leaflet: add a property or a layer there.'
		),
		never(
			'public-stays-small',
			'^web/public/',
			'^web/(app|ui|store|sync|routes)/',
			'The resident page and the job link load under 12 kB: they use web/domain and web/protocol only.'
		),
		never(
			'workbox-lives-in-the-worker',
			{ path: '^web/', pathNot: '^web/service-worker' },
			'^node_modules/workbox-',
			'Workbox caches the shell in web/service-worker.ts; data is kept by web/store.'
		),
		never(
			'nothing-imports-tests',
			{ path: '^(web|pb_hooks|scripts)/' },
			'^tests/',
			'The product does not know its tests: what both need belongs to web/ or scripts/.'
		),
		never(
			'web-knows-no-machine',
			'^web/',
			'^(scripts|pb_hooks|pb_migrations|bench)/',
			'web/ runs in a browser: what scripts and pages share belongs to web/domain.'
		),
		{
			name: 'web-has-no-node',
			severity: 'error',
			comment: 'web/ runs in a browser: what needs Node belongs to scripts/.',
			from: { path: '^web/' },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'no-circle',
			severity: 'error',
			comment: 'These files need each other: move what they share into a third one below both.',
			from: { path: '^(web|scripts|pb_hooks)/' },
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'resolves',
			severity: 'error',
			comment: 'The file or package does not exist.',
			from: {},
			to: { couldNotResolve: true, pathNot: ['^\\$', '^\\./\\$types', 'paraglide', '\\?url$'] }
		},
		{
			name: 'declared-package',
			severity: 'error',
			comment: 'Add the package to package.json: it is here only because another one brought it.',
			from: { path: '^(web|scripts|tests)/' },
			to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }
		}
	],
	options: {
		doNotFollow: { path: PACKAGE },
		exclude: { path: '^(web/paraglide|pb_hooks/generated|\\.svelte-kit|build)/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		webpackConfig: { fileName: 'scripts/lint/resolve.cjs' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'browser', 'import', 'require', 'node', 'default'],
			extensions: ['.ts', '.svelte.ts', '.js', '.mjs', '.cjs', '.svelte', '.d.ts', '.json']
		}
	}
};
