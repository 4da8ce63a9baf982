/// <reference path="../pb_hooks/types.d.ts" />
// What is known of a stored photo. The bytes lie under <data>/photos, not in a file field: those are
// served by the framework with a month of cache, and its thumbnails cost a gigabyte.

migrate(
	(app) => {
		const text = (/** @type {string} */ name, max = 60) => ({ name, type: 'text', max });
		const int = (/** @type {string} */ name) => ({ name, type: 'number', onlyInt: true });
		app.save(
			new Collection({
				type: 'base',
				name: 'photos',
				fields: [
					text('case'),
					text('sha256', 64),
					text('type', 20),
					text('kind', 20),
					int('bytes'),
					int('thumbBytes'),
					int('w'),
					int('h'),
					text('person'),
					int('storedAt')
				],
				indexes: ['CREATE UNIQUE INDEX idx_photos_case ON photos ("case", sha256)']
			})
		);
	},
	(app) => app.delete(app.findCollectionByNameOrId('photos'))
);
