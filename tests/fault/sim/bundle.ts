/** Makes one file of the simulator and of the sources it runs, with the stand-in in Dexie's place. */
import { join } from 'node:path';
import { build } from 'vite';
import { root as project } from '../../../scripts/lib/source-hash.mjs';

/** `root`: the project, or a copy of it with something broken. Writes `<outDir>/play.mjs`. */
export async function bundleSimulator(root: string, outDir: string): Promise<string> {
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		resolve: {
			alias: {
				dexie: join(root, 'tests/fault/sim/disk/dexie.ts'),
				'~': join(root, 'web')
			}
		},
		ssr: { noExternal: true },
		oxc: false,
		build: {
			ssr: join(root, 'tests/fault/sim/play.ts'),
			outDir,
			emptyOutDir: false,
			target: 'node20',
			minify: false,
			rolldownOptions: {
				tsconfig: false,
				output: { entryFileNames: 'play.mjs', format: 'es' }
			}
		}
	});
	return join(outDir, 'play.mjs');
}

export { project };
