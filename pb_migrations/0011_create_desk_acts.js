/// <reference path="../pb_hooks/types.d.ts" />
// What the centre did by hand with work that the server could not take by itself. Append-only.

migrate(
	(app) => {
		const text = (/** @type {string} */ name, max = 60) => ({ name, type: 'text', max });
		app.save(
			new Collection({
				type: 'base',
				name: 'desk_acts',
				fields: [
					{
						name: 'id',
						type: 'text',
						system: true,
						required: true,
						primaryKey: true,
						min: 3,
						max: 40,
						pattern: '^[a-z0-9-]+$',
						autogeneratePattern: '[a-z0-9]{15}'
					},
					// apply, return, discard: of a line in the ledger; dismiss: of a replica;
					// carry: a line that came in a file.
					text('act', 10),
					text('subject', 120),
					// Whose replica is to be told.
					text('replica', 15),
					text('town', 9),
					text('person'),
					text('name', 40),
					text('words', 500),
					{ name: 'at', type: 'number', onlyInt: true }
				],
				indexes: [
					"CREATE UNIQUE INDEX idx_desk_acts_once ON desk_acts (subject) WHERE act <> 'carry'",
					'CREATE INDEX idx_desk_acts_replica ON desk_acts (replica, at)'
				]
			})
		);
		const commands = app.findCollectionByNameOrId('commands');
		commands.indexes = [
			...commands.indexes,
			`CREATE INDEX idx_commands_kept ON commands (receivedAt)
				WHERE settled = '' AND result IN ('quarantined', 'conflict_hash')`
		];
		app.save(commands);
		for (const act of ['UPDATE', 'DELETE'])
			app
				.db()
				.newQuery(
					`CREATE TRIGGER desk_acts_${act.toLowerCase()} BEFORE ${act} ON desk_acts
						BEGIN SELECT raise(ABORT, 'the record is append-only'); END`
				)
				.execute();
	},
	(app) => {
		for (const act of ['update', 'delete'])
			app.db().newQuery(`DROP TRIGGER desk_acts_${act}`).execute();
		app.delete(app.findCollectionByNameOrId('desk_acts'));
	}
);
