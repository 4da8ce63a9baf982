/**
 * `npm run seed -- [--scale N] [--data DIR]`: fills a new data folder with the demo town. With
 * `--data` the folder is migrated already (`npm start` does so); without, a whole new one is made.
 */
import { parseArgs } from 'node:util';
import { makeDemo } from './history/demo';
import { openDataFolder, readMarker } from './lib/data-folder.mjs';
import { Refusal, runScript } from './lib/fail.mjs';
import { takeLock } from './lib/lock.mjs';
import { readOptions } from './lib/options.mjs';
import { findPocketBase } from './lib/pocketbase.mjs';
import { prepareData } from './lib/start.mjs';

await runScript(async () => {
	const { values } = parseArgs({
		options: { data: { type: 'string' }, scale: { type: 'string' } }
	});
	const scale = values.scale === undefined ? [] : ['--scale', values.scale];
	const options = readOptions(scale);
	if (values.data === undefined) return makeFolder(options);
	console.log('Making the demo town …');
	await makeDemo({
		binary: await findPocketBase(),
		dataDir: values.data,
		scale: options.scale ?? 1,
		asOf: Date.now(),
		say: (line) => console.log(line)
	});
});

/** All that the first `npm start` does before it serves. */
async function makeFolder(options: ReturnType<typeof readOptions>): Promise<void> {
	const { dataDir, publicUrl } = options;
	openDataFolder(dataDir);
	const lock = takeLock(dataDir, publicUrl);
	try {
		if (readMarker(dataDir)?.state === 'ready') {
			throw new Refusal(
				`${dataDir} holds a town already. Set LIANQIN_DATA to a new or empty folder.`
			);
		}
		const { news } = await prepareData(options);
		console.log([`Data       ${dataDir}`, ...news].join('\n'));
	} finally {
		lock.release();
	}
}
