/// <reference path="./types.d.ts" />
// Console commands of a town: `pocketbase lq-load town.ndjson`, `pocketbase lq-verify`.

$app.rootCmd.addCommand(
	new Command({
		use: 'lq-load <file.ndjson>',
		short: 'Fills a town with people, reference documents, elements, cases and their events',
		run: (_, args) => {
			const start = Date.now();
			for (const file of args) {
				const counts = require(`${__hooks}/lib/load.js`).loadFile(file);
				console.log(`loaded ${JSON.stringify(counts)} in ${Date.now() - start} ms`);
			}
		}
	})
);

$app.rootCmd.addCommand(
	new Command({
		use: 'lq-verify',
		short: 'Folds all events again and compares with documents, scope, facts and journal',
		run: () => {
			const { counts, differences } = require(`${__hooks}/lib/verify.js`).verifyAll();
			for (const difference of differences.slice(0, 50)) console.log(difference);
			const counted = Object.entries(counts).map(([name, count]) => `${name}=${count}`);
			console.log(`verified ${counted.join(' ')} differences=${differences.length}`);
			if (differences.length > 0) $os.exit(1);
		}
	})
);

$app.rootCmd.addCommand(
	new Command({
		use: 'lq-new-lineage',
		short: 'After data files were copied back by hand: phones offer again what was acknowledged',
		run: () => require(`${__hooks}/lib/meta.js`).renewLineage($app)
	})
);

$app.rootCmd.addCommand(
	new Command({
		use: 'lq-janitor',
		short: 'Removes photo files older than a day that no row speaks of, as every night',
		run: (command) => {
			const { removeOrphans } = require(`${__hooks}/lib/photo-files.js`);
			command.println(`removed=${removeOrphans(Date.now())}`);
		}
	})
);
