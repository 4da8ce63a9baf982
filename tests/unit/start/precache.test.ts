import { expect, test } from 'vitest';
import { phoneFiles } from '../../../scripts/lib/precache.mjs';

const manifest = {
	'runtime/client/entry.js': { file: 'start.js', imports: ['_shared.js'] },
	'client-optimized/app.js': {
		file: 'app.js',
		dynamicImports: ['nodes/phone.js', 'nodes/desk.js']
	},
	'nodes/phone.js': {
		file: 'phone.js',
		css: ['phone.css'],
		imports: ['_shared.js'],
		dynamicImports: ['_map.js', '_scanner.js']
	},
	'nodes/desk.js': { file: 'desk.js', css: ['desk.css'], imports: ['_shared.js', '_charts.js'] },
	'_shared.js': { file: 'shared.js' },
	'_map.js': { file: 'map.js' },
	'_scanner.js': { file: 'scanner.js', assets: ['scanner.wasm'] },
	'_charts.js': { file: 'charts.js' }
};

test('a phone fetches what its pages need, and not the desk’s or the scanner’s megabyte', () => {
	const files = phoneFiles(manifest, (key) => key === 'nodes/desk.js');
	expect(files).toEqual(
		['app.js', 'map.js', 'phone.css', 'phone.js', 'scanner.js', 'shared.js', 'start.js'].sort()
	);
});
