/**
 * The language of this device. Message functions ask for the locale at each call; here the answer
 * is reactive, so that a change re-words the page where it stands: no reload, no draft lost.
 */
import {
	getLocale,
	locales,
	overwriteGetLocale,
	setLocale,
	type Locale
} from '~/paraglide/runtime';

export { locales, type Locale };

class Language {
	#current = $state<Locale>('zh-CN');

	/** Reads the stored or preferred language. Call once, in the root layout. */
	start(): void {
		this.#current = getLocale();
		overwriteGetLocale(() => this.#current);
		document.documentElement.lang = this.#current;
	}

	get current(): Locale {
		return this.#current;
	}

	set current(locale: Locale) {
		void setLocale(locale, { reload: false });
		this.#current = locale;
		document.documentElement.lang = locale;
	}
}

export const language = new Language();
