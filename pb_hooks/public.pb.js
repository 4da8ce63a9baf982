/// <reference path="./types.d.ts" />
// Pages without login: a resident's report and what became of it, one job of a unit without account.
// A page's body is bounded before anything reads it.

routerAdd(
	'GET',
	'/r/{token}',
	(e) => require(`${__hooks}/lib/public/report.js`).showReport(e),
	$apis.gzip()
);
routerAdd(
	'POST',
	'/r/{token}',
	(e) => require(`${__hooks}/lib/public/report.js`).takeReport(e),
	$apis.bodyLimit(40_000_000)
);
routerAdd(
	'POST',
	'/r/{token}/voice',
	(e) => require(`${__hooks}/lib/public/report.js`).takeVoice(e),
	$apis.bodyLimit(10_000)
);

routerAdd(
	'GET',
	'/q',
	(e) => require(`${__hooks}/lib/public/follow.js`).showCodeForm(e),
	$apis.gzip()
);
routerAdd(
	'POST',
	'/q',
	(e) => require(`${__hooks}/lib/public/follow.js`).showStatus(e),
	$apis.bodyLimit(10_000)
);
routerAdd(
	'POST',
	'/q/reopen',
	(e) => require(`${__hooks}/lib/public/follow.js`).takeReopen(e),
	$apis.bodyLimit(10_000)
);

routerAdd(
	'GET',
	'/j/{token}',
	(e) => require(`${__hooks}/lib/public/job.js`).showJob(e),
	$apis.gzip()
);
routerAdd(
	'POST',
	'/j/{token}',
	(e) => require(`${__hooks}/lib/public/job.js`).takeStep(e),
	$apis.bodyLimit(40_000_000)
);
routerAdd('GET', '/j/{token}/photo/{sha256}', (e) =>
	require(`${__hooks}/lib/public/job.js`).showJobPhoto(e)
);

routerAdd('POST', '/api/lq/job-links', (e) =>
	require(`${__hooks}/lib/public/links.js`).handleJobLink(e)
);

cronAdd('lq-public-budgets', '17 3 * * *', () =>
	require(`${__hooks}/lib/public/budget.js`).forget($app, Date.now())
);

$app.rootCmd.addCommand(
	new Command({
		use: 'lq-links <plate> [<case> <unit>]',
		short: 'Prints the link of a QR plate and of a job as one line of JSON',
		run: (command, args) => {
			const { demoLinks } = require(`${__hooks}/lib/public/demo-links.js`);
			// Not console.log, which writes a date in front.
			command.println(JSON.stringify(demoLinks(args[0] ?? '', args[1], args[2])));
		}
	})
);
