/// <reference path="../pb_hooks/types.d.ts" />
// One narrow row per case for the indicators: the columns of `CaseFacts` in web/domain/case/facts.ts.

migrate(
	(app) => {
		const text = (/** @type {string} */ name) => ({ name, type: 'text', max: 100 });
		const int = (/** @type {string} */ name) => ({ name, type: 'number', onlyInt: true });
		const words = ['town', 'village', 'grid', 'category', 'condition', 'source', 'status'];
		const ties = ['element', 'unit', 'person'];
		const times = ['reportedAt', 'receivedAt', 'filedAt', 'dispatchedAt', 'dueAt', 'doneAt'];
		const bits = [
			'isOpen',
			'isFiled',
			'isDone',
			'isDoneInTime',
			'isClosed',
			'isSelfHandled',
			'isFoundByUs',
			'isJoint',
			'isValid',
			'whistled'
		];
		const counts = ['reworks', 'returns', 'extensions', 'reopened', 'unitsCalled', 'unitsArrived'];
		app.save(
			new Collection({
				type: 'base',
				name: 'case_facts',
				fields: [
					{
						name: 'id',
						type: 'text',
						system: true,
						required: true,
						primaryKey: true,
						min: 15,
						max: 15,
						pattern: '^[a-z0-9]+$'
					},
					...[...words, ...ties].map(text),
					...[...times, 'closedAt', ...bits, ...counts].map(int)
				],
				indexes: [
					'CREATE INDEX idx_case_facts_due ON case_facts (town, dueAt)',
					'CREATE INDEX idx_case_facts_reported ON case_facts (town, reportedAt)',
					'CREATE INDEX idx_case_facts_unit ON case_facts (unit, reportedAt)',
					'CREATE INDEX idx_case_facts_element ON case_facts (element, category, reportedAt)'
				]
			})
		);
	},
	(app) => app.delete(app.findCollectionByNameOrId('case_facts'))
);
