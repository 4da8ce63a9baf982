/// <reference path="./types.d.ts" />
// `pocketbase lq-first-admin`: the administrator of a new town, for `npm start -- --empty`.

$app.rootCmd.addCommand(
	new Command({
		use: 'lq-first-admin',
		short: 'Makes the first administrator of a town, as told by LIANQIN_FIRST_ADMIN…',
		run: () =>
			require(`${__hooks}/lib/first-admin.js`).createFirstAdmin({
				username: $os.getenv('LIANQIN_FIRST_ADMIN'),
				password: $os.getenv('LIANQIN_FIRST_ADMIN_PASSWORD'),
				town: $os.getenv('LIANQIN_TOWN')
			})
	})
);
