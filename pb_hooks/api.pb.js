/// <reference path="./types.d.ts" />
// The routes that phones and desks speak to. Handlers only load what does the work: they are
// compiled apart from this file and see none of its variables.

routerAdd('GET', '/api/lq/hello', (e) => require(`${__hooks}/lib/session.js`).handleHello(e));

routerAdd('POST', '/api/lq/login', (e) => require(`${__hooks}/lib/session.js`).handleLogin(e));

routerAdd('POST', '/api/lq/replicas', (e) =>
	require(`${__hooks}/lib/session.js`).handleRegister(e)
);

routerAdd('POST', '/api/lq/push', (e) =>
	require(`${__hooks}/lib/admission.js`).admit(
		'push',
		6,
		() => require(`${__hooks}/lib/push.js`).handlePush(e),
		() => require(`${__hooks}/lib/push-busy.js`).refusePush(e)
	)
);

routerAdd(
	'POST',
	'/api/lq/pull',
	(e) =>
		require(`${__hooks}/lib/admission.js`).admit(
			'pull',
			8,
			() => require(`${__hooks}/lib/pull.js`).handlePull(e),
			() => require(`${__hooks}/lib/pull.js`).refusePull(e)
		),
	$apis.gzip()
);

routerAdd(
	'POST',
	'/api/lq/search',
	(e) => require(`${__hooks}/lib/search.js`).handleSearch(e),
	$apis.gzip()
);

routerAdd('POST', '/api/lq/photos', (e) =>
	require(`${__hooks}/lib/admission.js`).admit(
		'photos',
		4,
		() => require(`${__hooks}/lib/photos.js`).handleUpload(e),
		() => require(`${__hooks}/lib/photos.js`).refuseUpload(e)
	)
);

routerAdd('GET', '/api/lq/photos/{case}/{sha256}', (e) =>
	require(`${__hooks}/lib/photos.js`).handleDownload(e)
);

routerAdd(
	'POST',
	'/api/lq/quarantine',
	(e) => require(`${__hooks}/lib/quarantine.js`).handleList(e),
	$apis.gzip()
);

routerAdd('POST', '/api/lq/quarantine/settle', (e) =>
	require(`${__hooks}/lib/quarantine.js`).handleSettle(e)
);

routerAdd('POST', '/api/lq/carry', (e) =>
	require(`${__hooks}/lib/admission.js`).admit(
		'push',
		6,
		() => require(`${__hooks}/lib/carry.js`).handleCarry(e),
		() => require(`${__hooks}/lib/push-busy.js`).refusePush(e)
	)
);

onRealtimeSubscribeRequest((e) => {
	require(`${__hooks}/lib/topics.js`).refuseOtherTopics(e);
	return e.next();
});
