/// <reference path="../pb_hooks/types.d.ts" />
// What the public door stands on: QR plates, links to one job, the codes residents follow by. Only
// hashes of the secrets are stored; the secrets come out of an HMAC, so that a plate can be reprinted.

migrate(
	(app) => {
		const id = {
			name: 'id',
			type: 'text',
			system: true,
			required: true,
			primaryKey: true,
			min: 3,
			max: 64,
			pattern: '^[a-z0-9-]+$',
			autogeneratePattern: '[a-z0-9]{15}'
		};
		const text = (/** @type {string} */ name, max = 60) => ({ name, type: 'text', max });
		const int = (/** @type {string} */ name) => ({ name, type: 'number', onlyInt: true });
		const base = (
			/** @type {string} */ name,
			/** @type {object[]} */ fields,
			/** @type {string[]} */ indexes
		) => app.save(new Collection({ type: 'base', name, fields: [id, ...fields], indexes }));

		base(
			'plates',
			[
				text('kind', 20),
				// Element, grid, village or place that the plate hangs at.
				text('target'),
				text('name', 120),
				text('address', 200),
				text('town', 9),
				text('village', 12),
				text('grid', 16),
				int('lat'),
				int('lng'),
				int('generation'),
				int('revokedAt'),
				int('scans'),
				text('tokenHash', 64)
			],
			[
				'CREATE UNIQUE INDEX idx_plates_token ON plates (tokenHash)',
				'CREATE INDEX idx_plates_target ON plates (target)'
			]
		);
		base(
			'job_links',
			[
				text('caseId'),
				text('unit'),
				text('unitName', 80),
				text('town', 9),
				text('madeBy'),
				int('madeAt'),
				int('expiresAt'),
				int('revokedAt'),
				int('opens'),
				int('lastOpenAt'),
				text('tokenHash', 64)
			],
			[
				'CREATE UNIQUE INDEX idx_job_links_token ON job_links (tokenHash)',
				'CREATE INDEX idx_job_links_case ON job_links (caseId, unit)'
			]
		);
		// id = SHA-256 of the query code: the code itself is only on the resident's receipt.
		base(
			'trackings',
			[text('caseId'), text('plate'), int('madeAt')],
			['CREATE INDEX idx_trackings_case ON trackings (caseId)']
		);
		// Budgets of the public door: how often a source did a thing within a window.
		base(
			'public_uses',
			[int('windowStart'), int('count')],
			['CREATE INDEX idx_public_uses_start ON public_uses (windowStart)']
		);
		app
			.db()
			.newQuery(`INSERT INTO meta VALUES ('publicSecret', '${$security.randomString(48)}')`)
			.execute();
	},
	(app) => {
		for (const name of ['public_uses', 'trackings', 'job_links', 'plates'])
			app.delete(app.findCollectionByNameOrId(name));
		app.db().newQuery('DELETE FROM meta WHERE "key" = \'publicSecret\'').execute();
	}
);
