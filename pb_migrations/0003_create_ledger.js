/// <reference path="../pb_hooks/types.d.ts" />
// What was asked and what happened: the ledger of commands with their exact bytes, the events, and
// how far each replica's stream has come. Append-only; hooks refuse to change them by hand.

migrate(
	(app) => {
		const id = (/** @type {number} */ max) => ({
			name: 'id',
			type: 'text',
			system: true,
			required: true,
			primaryKey: true,
			min: 3,
			max,
			pattern: '^[a-z0-9#!~-]+$',
			autogeneratePattern: '[a-z0-9]{15}'
		});
		const text = (/** @type {string} */ name, max = 100) => ({ name, type: 'text', max });
		const int = (/** @type {string} */ name) => ({ name, type: 'number', onlyInt: true });

		app.save(
			new Collection({
				type: 'base',
				name: 'commands',
				fields: [
					id(120),
					text('type'),
					text('target'),
					text('person'),
					text('replica'),
					// Number within the replica's stream; 0 for what did not consume one.
					int('rseq'),
					text('result'),
					text('code'),
					text('field'),
					{ name: 'params', type: 'json', maxSize: 20_000 },
					// Journal sequence at which the effect is visible; 0 without effect.
					int('seq'),
					int('at'),
					int('receivedAt'),
					// Of a quarantined one: '' waits for the desk, `applied` or `discarded` afterwards.
					text('settled'),
					// The command or event that this one follows from.
					text('cause', 120),
					text('hash', 64),
					text('raw', 300_000)
				],
				indexes: [
					'CREATE UNIQUE INDEX idx_commands_stream ON commands (replica, rseq) WHERE rseq > 0',
					'CREATE INDEX idx_commands_target ON commands (target)',
					"CREATE INDEX idx_commands_quarantine ON commands (settled) WHERE result = 'quarantined'"
				]
			})
		);

		app.save(
			new Collection({
				type: 'base',
				name: 'events',
				fields: [
					id(120),
					text('kind', 20),
					text('target', 60),
					// 1, 2, 3 … within the target: the order in which they fold.
					int('rev'),
					text('type', 60),
					int('at'),
					int('receivedAt'),
					text('person', 60),
					int('seq'),
					{ name: 'body', type: 'json', maxSize: 200_000 }
				],
				indexes: ['CREATE UNIQUE INDEX idx_events_target ON events (target, rev)']
			})
		);

		app.save(
			new Collection({
				type: 'base',
				name: 'replicas',
				fields: [
					id(15),
					text('person', 60),
					text('device', 80),
					// Highest number up to which the stream is complete.
					int('lastSeq'),
					// Time whose rights applied to its last command: no later one may be dated before.
					int('lastAt'),
					int('lastContact'),
					int('deferred'),
					int('proto')
				],
				indexes: ['CREATE INDEX idx_replicas_person ON replicas (person)']
			})
		);

		app.save(
			new Collection({
				type: 'base',
				name: 'counters',
				fields: [id(60), int('value')]
			})
		);
	},
	(app) => {
		for (const name of ['counters', 'replicas', 'events', 'commands']) {
			app.delete(app.findCollectionByNameOrId(name));
		}
	}
);
