/// <reference path="./types.d.ts" />
// The dashboard's doors into the data, backups, and what is swept at night.

onRecordCreate(
	(e) => {
		require(`${__hooks}/lib/dashboard.js`).renewRow(e);
		e.next();
	},
	'cases',
	'patrols',
	'notes',
	'elements',
	'overlays',
	'refs'
);

onRecordUpdate(
	(e) => {
		require(`${__hooks}/lib/dashboard.js`).renewRow(e);
		e.next();
	},
	'cases',
	'patrols',
	'notes',
	'elements',
	'overlays',
	'refs'
);

onRecordAfterUpdateSuccess(
	(e) => {
		require(`${__hooks}/lib/dashboard.js`).pokeViewers(e);
		e.next();
	},
	'cases',
	'patrols',
	'notes',
	'elements',
	'overlays',
	'refs'
);

onRecordAfterUpdateSuccess((e) => {
	const { record } = e;
	if (record?.getString('kind') === 'calendar')
		require(`${__hooks}/lib/retime.js`).retimeTown(record.getString('town'), Date.now());
	e.next();
}, 'refs');

// A person who left is disabled: her acts keep her name. What happened stays.
onRecordDeleteRequest(
	() => {
		throw new ForbiddenError('This is never deleted. A person can be disabled instead.');
	},
	'people',
	'cases',
	'patrols',
	'notes',
	'events',
	'commands',
	'desk_acts',
	'photos',
	'case_facts'
);

onBackupCreate((e) => {
	const { markBackup, unmarkBackup } = require(`${__hooks}/lib/meta.js`);
	markBackup($app);
	try {
		e.next();
	} finally {
		unmarkBackup($app);
	}
});

onBootstrap((e) => {
	e.next();
	// Not by a console command: it may run while the server is at a backup.
	if ($os.args.includes('serve')) require(`${__hooks}/lib/meta.js`).renewRestoredLineage($app);
});

cronAdd('lq-forgive-logins', '*/10 * * * *', () =>
	require(`${__hooks}/lib/limiter.js`).sweep(Date.now())
);

cronAdd('lq-orphan-photos', '17 3 * * *', () => {
	const removed = require(`${__hooks}/lib/photo-files.js`).removeOrphans(Date.now());
	if (removed > 0) $app.logger().info('orphan photos removed', 'count', removed);
});
