/**
 * The look of this device: theme and text size, on the root element's `data-theme` and
 * `data-text`. `static/theme.js` sets the same before the first paint; this keeps it afterwards.
 */
import { readStored, writeStored } from './stored';

export type Theme = 'day' | 'dark' | 'sunlight';
/** `auto` follows the device between day and dark. */
export type ThemeChoice = Theme | 'auto';
/** Percent of the device's own text size. */
export type TextSize = 100 | 125 | 150;

export const THEME_CHOICES: readonly ThemeChoice[] = ['auto', 'day', 'dark', 'sunlight'];
export const TEXT_SIZES: readonly TextSize[] = [100, 125, 150];
/** Also read by static/theme.js. */
const KEY = 'lianqin.look';

class Look {
	#theme = $state<ThemeChoice>('auto');
	#text = $state<TextSize>(100);
	#deviceDark = $state(false);

	/** Reads the stored choice and follows the device. Call once, in the root layout. */
	start(): () => void {
		const saved = readStored(KEY) as { theme?: unknown; text?: unknown } | undefined;
		this.#theme = THEME_CHOICES.find((theme) => theme === saved?.theme) ?? 'auto';
		this.#text = TEXT_SIZES.find((text) => text === saved?.text) ?? 100;
		const device = matchMedia('(prefers-color-scheme: dark)');
		const follow = () => {
			this.#deviceDark = device.matches;
			this.#show();
		};
		follow();
		device.addEventListener('change', follow);
		return () => device.removeEventListener('change', follow);
	}

	get theme(): ThemeChoice {
		return this.#theme;
	}

	set theme(theme: ThemeChoice) {
		this.#theme = theme;
		this.#keep();
	}

	get text(): TextSize {
		return this.#text;
	}

	set text(text: TextSize) {
		this.#text = text;
		this.#keep();
	}

	/** The theme on the screen now. */
	get shown(): Theme {
		if (this.#theme !== 'auto') return this.#theme;
		return this.#deviceDark ? 'dark' : 'day';
	}

	#keep() {
		writeStored(KEY, { theme: this.#theme, text: this.#text });
		this.#show();
	}

	#show() {
		document.documentElement.dataset.theme = this.shown;
		document.documentElement.dataset.text = String(this.#text);
	}
}

export const look = new Look();
