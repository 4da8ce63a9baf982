/*
 * Sets theme and text size before the first paint, so that a dark phone never flashes white.
 * A classic script of our own origin: the content security policy allows no inline one.
 * The choice is written by web/ui/shared/theme.svelte.ts under the same key.
 */
(function () {
	var root = document.documentElement;
	var saved = {};
	try {
		saved = JSON.parse(localStorage.getItem('lianqin.look') || '{}') || {};
	} catch {
		/* No storage, or not ours: the defaults below hold. */
	}
	var dark = matchMedia('(prefers-color-scheme: dark)').matches;
	var known = { day: 1, dark: 1, sunlight: 1 };
	root.dataset.theme = known[saved.theme] ? saved.theme : dark ? 'dark' : 'day';
	root.dataset.text = { 125: 1, 150: 1 }[saved.text] ? String(saved.text) : '100';
})();
