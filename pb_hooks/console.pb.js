/// <reference path="./types.d.ts" />
// Console commands: `pocketbase lq-load …`, `pocketbase lq-verify`.

$app.rootCmd.addCommand(
	new Command({
		use: 'lq-load',
		short: 'loads rows of a town (see pb_hooks/lib/load.js)',
		run: (_, args) => {
			const { loadFiles } = require(`${__hooks}/lib/load.js`);
			const count = loadFiles(args, $os.getenv('LIANQIN_LOAD_PASSWORD'));
			console.log(`loaded ${count} rows`);
		}
	})
);

$app.rootCmd.addCommand(
	new Command({
		use: 'lq-verify',
		short: 'folds all events again and compares with documents, facts and journal',
		run: () => {
			const { verifyAll } = require(`${__hooks}/lib/verify.js`);
			const { counts, differences } = verifyAll();
			for (const difference of differences.slice(0, 50)) console.log(difference);
			const counted = Object.entries(counts).map(([name, count]) => `${name}=${count}`);
			console.log(`verified ${counted.join(' ')} differences=${differences.length}`);
			if (differences.length > 0) $os.exit(1);
		}
	})
);
