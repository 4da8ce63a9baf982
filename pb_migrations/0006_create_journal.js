/// <reference path="../pb_hooks/types.d.ts" />
// The journal: one row per document, whose sequence moves up at each change, and one row per document
// and scope key it ever had. Kept by triggers, so that no writer, the dashboard included, can forget it.

migrate(
	(app) => {
		const run = (/** @type {string} */ sql) => app.db().newQuery(sql).execute();

		run('CREATE TABLE meta ("key" TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID');
		run("INSERT INTO meta VALUES ('seq', 0)");
		// Names this server's history; a restored backup gets another one.
		run(`INSERT INTO meta VALUES ('lineage', '${$security.randomString(20)}')`);

		run(`CREATE TABLE journal (
			doc INTEGER PRIMARY KEY,
			collection TEXT NOT NULL,
			id TEXT NOT NULL,
			seq INTEGER NOT NULL,
			UNIQUE (collection, id)
		)`);
		run('CREATE INDEX journal_seq ON journal (collection, seq)');
		// "now" = 1: the document has the key; 0: it had it once (scope_ever), so it is gone for its viewers.
		run(`CREATE TABLE journal_keys (
			doc INTEGER NOT NULL,
			"key" TEXT NOT NULL,
			seq INTEGER NOT NULL,
			"now" INTEGER NOT NULL,
			PRIMARY KEY (doc, "key")
		) WITHOUT ROWID`);
		run('CREATE INDEX journal_keys_pull ON journal_keys ("key", seq, "now")');

		const nextSeq = 'UPDATE meta SET value = value + 1 WHERE "key" = \'seq\';';
		const seq = '(SELECT value FROM meta WHERE "key" = \'seq\')';
		for (const name of ['cases', 'patrols', 'notes', 'elements', 'overlays', 'refs']) {
			const docOf = (/** @type {'NEW' | 'OLD'} */ row) =>
				`(SELECT doc FROM journal WHERE collection = '${name}' AND id = ${row}.id)`;
			const mark = `
				${nextSeq}
				INSERT INTO journal (collection, id, seq) VALUES ('${name}', NEW.id, ${seq})
					ON CONFLICT (collection, id) DO UPDATE SET seq = excluded.seq;
				UPDATE journal_keys SET seq = ${seq}, "now" = 0 WHERE doc = ${docOf('NEW')};
				INSERT INTO journal_keys (doc, "key", seq, "now")
					SELECT ${docOf('NEW')}, value, ${seq}, 1 FROM json_each(coalesce(NEW.scope, '[]')) WHERE true
					ON CONFLICT (doc, "key") DO UPDATE SET seq = excluded.seq, "now" = 1;`;
			run(`CREATE TRIGGER journal_${name}_insert AFTER INSERT ON ${name} BEGIN ${mark} END`);
			run(`CREATE TRIGGER journal_${name}_update AFTER UPDATE ON ${name}
				WHEN OLD.rev IS NOT NEW.rev OR OLD.scope IS NOT NEW.scope BEGIN ${mark} END`);
			run(`CREATE TRIGGER journal_${name}_delete AFTER DELETE ON ${name} BEGIN
				${nextSeq}
				UPDATE journal SET seq = ${seq} WHERE doc = ${docOf('OLD')};
				UPDATE journal_keys SET seq = ${seq}, "now" = 0 WHERE doc = ${docOf('OLD')};
			END`);
		}

		// What happened is never rewritten, whoever tries.
		run(`CREATE TRIGGER events_keep BEFORE UPDATE ON events
			BEGIN SELECT raise(ABORT, 'events are append-only'); END`);
		run(`CREATE TRIGGER commands_keep BEFORE UPDATE ON commands
			WHEN OLD.raw IS NOT NEW.raw OR OLD.hash IS NOT NEW.hash OR OLD.result IS NOT NEW.result
			BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END`);
		for (const name of ['events', 'commands'])
			run(`CREATE TRIGGER ${name}_stay BEFORE DELETE ON ${name}
				BEGIN SELECT raise(ABORT, 'the record is append-only'); END`);
	},
	(app) => {
		for (const name of ['events_keep', 'commands_keep', 'events_stay', 'commands_stay'])
			app.db().newQuery(`DROP TRIGGER ${name}`).execute();
		for (const name of ['cases', 'patrols', 'notes', 'elements', 'overlays', 'refs']) {
			for (const act of ['insert', 'update', 'delete'])
				app.db().newQuery(`DROP TRIGGER journal_${name}_${act}`).execute();
		}
		for (const table of ['journal_keys', 'journal', 'meta'])
			app.db().newQuery(`DROP TABLE ${table}`).execute();
	}
);
