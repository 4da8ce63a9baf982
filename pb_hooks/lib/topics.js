/** Who may listen to what: a person to the topics of her own keys, nobody to anything else. */

/** @param {core.RealtimeSubscribeRequestEvent} e */
function refuseOtherTopics(e) {
	if (e.hasSuperuserAuth()) return;
	const domain = require('./domain.js');
	const { personOf, viewerOf } = require('./viewer.js');
	const person = personOf(e);
	const viewer = person && viewerOf($app, person, Date.now());
	const mine = new Set(viewer ? viewer.keys.map((key) => domain.pokeTopic(key)) : []);
	for (const topic of e.subscriptions) {
		if (!mine.has(topic)) throw new ForbiddenError('topic');
	}
}

module.exports = { refuseOtherTopics };
