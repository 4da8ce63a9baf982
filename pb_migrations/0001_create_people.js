/// <reference path="../pb_hooks/types.d.ts" />
// People and their assignments. Rights are assignments with a validity, never a field of the person.

migrate(
	(app) => {
		// The framework's own example collection lets anybody register.
		app.delete(app.findCollectionByNameOrId('users'));

		app.save(
			new Collection({
				type: 'auth',
				name: 'people',
				// Only POST /api/lq/login signs in: it has the limiter and knows the replica.
				authRule: null,
				passwordAuth: { enabled: true, identityFields: ['username'] },
				authAlert: { enabled: false },
				authToken: { duration: 30 * 86_400 },
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
					{ name: 'email', type: 'email', system: true, required: false },
					{
						name: 'username',
						type: 'text',
						required: true,
						presentable: true,
						max: 60,
						pattern: '^[a-z0-9._-]+$'
					},
					{ name: 'name', type: 'text', required: true, presentable: true, max: 40 },
					{ name: 'title', type: 'text', max: 60 },
					{ name: 'town', type: 'text', required: true, pattern: '^[0-9]{9}$' },
					// Never delete a person: her acts stay. A disabled one reads nothing from this moment.
					{ name: 'disabled', type: 'bool' }
				],
				indexes: ['CREATE UNIQUE INDEX idx_people_username ON people (username)']
			})
		);

		app.save(
			new Collection({
				type: 'base',
				name: 'assignments',
				fields: [
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
					{ name: 'person', type: 'text', required: true, presentable: true, max: 40 },
					{
						name: 'role',
						type: 'select',
						required: true,
						presentable: true,
						maxSelect: 1,
						values: [
							'gridWorker',
							'cadre',
							'stationHead',
							'officer',
							'clerk',
							'chief',
							'gridChief',
							'supervisor',
							'analyst',
							'admin',
							'leader',
							'hotline'
						]
					},
					{
						name: 'area',
						type: 'text',
						required: true,
						presentable: true,
						pattern: '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15,16})$'
					},
					{ name: 'unit', type: 'text', max: 60 },
					// Milliseconds since the epoch; `validTo` is exclusive and 0 while open.
					{ name: 'validFrom', type: 'number', onlyInt: true, min: 0 },
					{ name: 'validTo', type: 'number', onlyInt: true, min: 0 }
				],
				indexes: ['CREATE INDEX idx_assignments_person ON assignments (person)']
			})
		);
	},
	(app) => {
		for (const name of ['assignments', 'people']) app.delete(app.findCollectionByNameOrId(name));
	}
);
