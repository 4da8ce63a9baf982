/// <reference path="../pb_hooks/types.d.ts" />
// Settings that the law or the design asks for; the rest stays as the dashboard's owner likes it.

migrate((app) => {
	const settings = app.settings();
	settings.meta.appName = 'Lianqin 联勤微平台';
	settings.meta.hideControls = true;
	// The law asks for six months, and for who it was.
	settings.logs.maxDays = 200;
	settings.logs.logAuthId = true;
	settings.logs.logIP = true;
	settings.batch.enabled = false;
	app.save(settings);
});
