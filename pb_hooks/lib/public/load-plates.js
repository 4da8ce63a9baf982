/** QR plates of a town that is loaded; their secrets are the server's own and only hashes are kept. */
const { putAll } = require('../sql.js');
const { hashOf, plateToken } = require('./tokens.js');

/** @param {Database} tx @param {any[]} list rows as in the collection, without the token */
function writePlates(tx, list) {
	const columns = [
		...['id', 'kind', 'target', 'name', 'address', 'town', 'village', 'grid', 'lat', 'lng'],
		...['generation', 'tokenHash']
	];
	putAll(
		tx,
		'plates',
		columns,
		list.map((row) => [
			row.id,
			row.kind,
			row.target,
			row.name,
			row.address ?? '',
			row.town,
			row.village,
			row.grid ?? '',
			row.lat ?? 0,
			row.lng ?? 0,
			row.generation ?? 1,
			hashOf(plateToken(tx, { id: row.id, generation: row.generation ?? 1 }))
		])
	);
}

module.exports = { writePlates };
