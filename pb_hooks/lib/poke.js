/**
 * Pokes: "something changed for this key", without any data. One message a listener and commit,
 * however many of its keys were touched; the listener pulls.
 */

/** @param {readonly string[]} keys of everybody who could see the change, before or after */
function pokeKeys(keys) {
	if (keys.length === 0) return;
	const topics = keys.map((key) => `lq/${key}`);
	try {
		const clients = $app.subscriptionsBroker().clients();
		for (const id in clients) {
			const client = clients[id];
			const topic = client && topics.find((candidate) => client.hasSubscription(candidate));
			if (client && topic) client.send(new SubscriptionMessage({ name: topic, data: '{}' }));
		}
	} catch (error) {
		// The work is committed; listeners pull every minute anyway.
		$app.logger().warn('poke failed', 'error', String(error));
	}
}

module.exports = { pokeKeys };
