/** Settings of the message compiler, shared by the web build and `npm run prepare:gen`. */

/** @type {import('@inlang/paraglide-js').CompilerOptions} */
export const paraglide = {
	project: './project.inlang',
	outdir: './web/paraglide',
	// Not a cookie: the choice is the device's and the server has no use for it.
	strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
	localStorageKey: 'lianqin.locale',
	// One module per message, so that the phone does not load the desk's words.
	outputStructure: 'message-modules',
	emitTsDeclarations: false
};
