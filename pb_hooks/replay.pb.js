/// <reference path="./types.d.ts" />
// `pocketbase domain-replay questions.json answers.json`: the contract test's other half.

$app.rootCmd.addCommand(
	new Command({
		use: 'domain-replay <questions.json> <answers.json>',
		short: 'Answers questions about the rules, to compare the engines',
		run: (_, args) => {
			const { replay } = require(`${__hooks}/lib/domain.js`);
			const questions = JSON.parse(toString($os.readFile(args[0] ?? '')));
			const lines = replay(questions).join('\n');
			$os.writeFile(args[1] ?? '', lines, /** @type {any} */ (0o600));
		}
	})
);
