/// <reference path="./types.d.ts" />
// The app's files, the headers of every answer, and the doors of the framework that stay shut.
// Handlers are compiled apart from this file and see none of its variables: hence the requires.

routerUse((e) => {
	require(`${__hooks}/lib/headers.js`).setSecurityHeaders(e);
	require(`${__hooks}/lib/doors.js`).refuseClosedDoor(e);
	return e.next();
});

routerAdd(
	'GET',
	'/{path...}',
	$apis.static(require(`${__hooks}/lib/app-files.js`).publicDir(), false),
	$apis.gzip(),
	(e) => require(`${__hooks}/lib/app-files.js`).serveAppFile(e)
);
