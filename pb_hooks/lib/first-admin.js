/** Somebody must be there to let the others in: the administrator of a town without people. */

/** @param {{ username: string, password: string, town: string }} told */
function createFirstAdmin({ username, password, town }) {
	$app.runInTransaction((tx) => {
		const person = new Record(tx.findCollectionByNameOrId('people'));
		person.load({ username, name: username, town });
		person.setPassword(password);
		tx.save(person);
		const assignment = new Record(tx.findCollectionByNameOrId('assignments'));
		assignment.load({ person: person.id, role: 'admin', area: town, validFrom: Date.now() });
		tx.save(assignment);
	});
}

module.exports = { createFirstAdmin };
