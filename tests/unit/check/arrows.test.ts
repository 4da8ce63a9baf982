import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/source-hash.mjs';

/** Wrong arrows: the rule that must see each, and a word of the home its message names. */
const WRONG = [
	['web/domain/a.ts', "import 'dexie';", 'domain-is-pure', 'web/store'],
	['web/domain/b.ts', "import '../protocol/ok';", 'domain-knows-no-wire', 'web/domain'],
	['web/domain/node.ts', "import 'node:fs';", 'web-has-no-node', 'scripts/'],
	['web/protocol/a.ts', "import '../store/ok';", 'protocol-is-pure', 'web/sync'],
	['web/store/a.ts', "import '../sync/ok';", 'store-keeps', 'web/sync'],
	['web/sync/a.ts', "import '../app/ok';", 'sync-knows-no-screen', 'web/app'],
	['web/sync/b.ts', "import 'dexie';", 'dexie-lives-in-store', 'web/store'],
	['web/app/a.ts', "import '../ui/case/ok';", 'app-knows-no-screen', 'web/ui'],
	['web/ui/case/a.ts', "import '../../store/ok';", 'ui-asks-the-app', 'web/app'],
	['web/ui/case/b.ts', "import '../../domain/case/decide';", 'ui-decides-nothing', 'web/app'],
	['web/ui/case/c.ts', "import 'leaflet';", 'leaflet-lives-in-map', 'web/ui/map'],
	['web/ui/case/d.ts', "import '../../routes/ok';", 'ui-knows-no-route', 'property'],
	['web/ui/shared/a.ts', "import '../case/ok';", 'shared-has-no-domain-words', 'web/ui/<area>'],
	['web/routes/a.ts', "import '../sync/ok';", 'ui-asks-the-app', 'web/app'],
	['web/public/a.ts', "import '../app/ok';", 'public-stays-small', 'web/domain'],
	['web/app/b.ts', "import '../../tests/ok';", 'nothing-imports-tests', 'tests'],
	['web/app/c.ts', "import '../../scripts/ok';", 'web-knows-no-machine', 'web/domain'],
	[
		'web/app/d.ts',
		"import 'workbox-core';",
		'workbox-lives-in-the-worker',
		'web/service-worker.ts'
	],
	['web/app/e.ts', "import './f';", 'no-circle', 'third'],
	['web/app/g.ts', "import './gone';", 'resolves', 'does not exist']
] as const;

/** What they point to, and right arrows that no rule may see. */
const RIGHT = {
	'web/domain/case/decide.ts': "import '../ok';",
	'web/domain/ok.ts': "import 'zod/mini';",
	'web/protocol/ok.ts': "import '../domain/ok';",
	'web/store/ok.ts': "import 'dexie'; import '../protocol/ok';",
	'web/sync/ok.ts': "import '../store/ok';",
	'web/app/ok.ts': "import '../sync/ok'; import '../domain/case/decide';",
	'web/app/f.ts': "import './e';",
	'web/ui/case/ok.ts': "import '../../app/ok'; import '../../domain/ok'; import '../shared/ok';",
	'web/ui/shared/ok.ts': '',
	'web/ui/map/ok.ts': "import 'leaflet';",
	'web/routes/ok.ts': "import '../ui/case/ok';",
	'tests/ok.ts': "import '../web/app/ok';",
	'scripts/ok.ts': "import '../web/domain/ok';"
};

const PACKAGES = ['dexie', 'leaflet', 'workbox-core', 'zod'];

interface Violation {
	from: string;
	rule: { name: string };
}

let violations: Violation[];
let comments: Map<string, string>;

beforeAll(() => {
	const project = mkdtempSync(join(tmpdir(), 'lianqin-arrows-'));
	const write = (path: string, text: string) => {
		mkdirSync(dirname(join(project, path)), { recursive: true });
		writeFileSync(join(project, path), text);
	};
	for (const name of PACKAGES) {
		write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
		write(`node_modules/${name}/index.js`, '');
		write(`node_modules/${name}/mini.js`, '');
	}
	const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']));
	write('package.json', JSON.stringify({ dependencies }));
	for (const [path, text] of Object.entries(RIGHT)) write(path, `${text}\nexport {};\n`);
	for (const [path, text] of WRONG) write(path, `${text}\nexport {};\n`);

	const config = join(root, '.dependency-cruiser.cjs');
	write(
		'arrows.cjs',
		`const config = require(${JSON.stringify(config)});
		const { tsConfig, webpackConfig, ...options } = config.options;
		module.exports = { ...config, options };`
	);
	const cli = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const args = [cli, 'web', 'tests', 'scripts', '--config', 'arrows.cjs', '--output-type', 'json'];
	const run = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
	const { summary } = JSON.parse(run.stdout) as {
		summary: {
			violations: Violation[];
			ruleSetUsed: { forbidden: { name: string; comment: string }[] };
		};
	};
	violations = summary.violations;
	comments = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
	rmSync(project, { recursive: true });
}, 60_000);

describe('wrong arrows', () => {
	test.each(WRONG)('%s: %s is refused by %s, which names %s', (path, _text, rule, home) => {
		expect(violations.filter(({ from }) => from === path).map((v) => v.rule.name)).toContain(rule);
		expect(comments.get(rule)).toContain(home);
	});
});

test('right arrows are left alone', () => {
	const right = Object.keys(RIGHT).filter((path) => path !== 'web/app/f.ts');
	expect(violations.filter(({ from }) => right.includes(from))).toEqual([]);
});
