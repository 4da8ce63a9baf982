/// <reference path="../pb_hooks/types.d.ts" />
// The collections that phones replicate. All have one shape, so that the journal, the pull and the
// triggers need no branch: id, revision of the row, scope keys, document.

migrate(
	(app) => {
		const shared = () => [
			{
				name: 'id',
				type: 'text',
				system: true,
				required: true,
				primaryKey: true,
				min: 3,
				max: 60,
				pattern: '^[a-z0-9-]+$',
				autogeneratePattern: '[a-z0-9]{15}'
			},
			// For people who look into the dashboard.
			{ name: 'label', type: 'text', presentable: true, max: 400 },
			{ name: 'rev', type: 'number', onlyInt: true, min: 0 },
			{ name: 'scope', type: 'json', maxSize: 20_000 }
		];
		const doc = { name: 'doc', type: 'json', required: true, maxSize: 8_000_000 };
		// Milliseconds; 0 while open. What is closed leaves the replicas' window with time. The index
		// covers the pull's question: the row itself has the document's long tail before most columns.
		const closedAt = { name: 'closedAt', type: 'number', onlyInt: true, min: 0 };
		const parent = (/** @type {string} */ name) => ({ name, type: 'text', max: 60 });

		/** @type {[name: string, own: object[], indexes: string[]][]} */
		const collections = [
			[
				'cases',
				[{ name: 'number', type: 'text', presentable: true, max: 40 }, closedAt],
				[
					'CREATE INDEX idx_cases_closed ON cases (id, closedAt)',
					'CREATE INDEX idx_cases_number ON cases (number)',
					// Words are searched here, without opening a document.
					'CREATE INDEX idx_cases_search ON cases (label, id)'
				]
			],
			['patrols', [closedAt], ['CREATE INDEX idx_patrols_closed ON patrols (id, closedAt)']],
			['notes', [parent('caseId')], ['CREATE INDEX idx_notes_case ON notes (caseId, id)']],
			['elements', [], []],
			[
				'overlays',
				[parent('element')],
				['CREATE INDEX idx_overlays_element ON overlays (element)']
			],
			[
				'refs',
				[
					{ name: 'town', type: 'text', max: 9 },
					{ name: 'kind', type: 'text', max: 20 }
				],
				['CREATE INDEX idx_refs_town ON refs (town, kind)']
			]
		];
		for (const [name, own, indexes] of collections) {
			app.save(new Collection({ type: 'base', name, fields: [...shared(), ...own, doc], indexes }));
		}
	},
	(app) => {
		for (const name of ['refs', 'overlays', 'elements', 'notes', 'patrols', 'cases']) {
			app.delete(app.findCollectionByNameOrId(name));
		}
	}
);
