/** SQL as the hooks use it: rows out of a query, and many rows into a table by one statement. */

/**
 * @template {Record<string, string | number | boolean>} Shape
 * @param {Database} app
 * @param {string} query
 * @param {Record<string, string | number>} params
 * @param {Shape} shape one column a member; its value gives the type
 * @returns {Shape[]}
 */
function rows(app, query, params, shape) {
	const list = arrayOf(new DynamicModel(shape));
	app.db().newQuery(query).bind(params).all(list);
	return /** @type {any} */ (list);
}

/**
 * @template {Record<string, string | number | boolean>} Shape
 * @param {Database} app
 * @param {string} query
 * @param {Record<string, string | number>} params
 * @param {Shape} shape
 * @returns {Shape | undefined}
 */
function first(app, query, params, shape) {
	return rows(app, query, params, shape)[0];
}

/**
 * @param {Database} app
 * @param {string} statement
 * @param {Record<string, string | number>} [params]
 */
function run(app, statement, params = {}) {
	app.db().newQuery(statement).bind(params).execute();
}

/**
 * Writes rows set-wise: SQLite unpacks one JSON array, however many rows it holds.
 * @param {Database} app
 * @param {string} table
 * @param {readonly string[]} columns
 * @param {readonly (readonly (string | number | boolean | null)[])[]} values
 * @param {string} [onConflict] what follows the rows, such as `ON CONFLICT (id) DO NOTHING`
 */
function putAll(app, table, columns, values, onConflict = '') {
	if (values.length === 0) return;
	const names = columns.map((name) => `"${name}"`).join(', ');
	const members = columns.map((_, i) => `value ->> ${i}`).join(', ');
	run(
		app,
		`INSERT INTO ${table} (${names}) SELECT ${members} FROM json_each({:rows}) WHERE true ${onConflict}`,
		{ rows: JSON.stringify(values) }
	);
}

module.exports = { rows, first, run, putAll };
