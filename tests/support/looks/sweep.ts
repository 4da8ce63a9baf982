/**
 * Shows one page in every look and collects what is wrong. Looks are switched in place, on the root
 * element's attributes as `theme.svelte.ts` does it; a language is a whole round of pages.
 */
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from '@playwright/test';
import { measure } from './measure';
import { chineseMessages, latinWord } from './words';

export type Locale = 'zh-CN' | 'en';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Look {
	readonly theme: 'day' | 'dark' | 'sunlight';
	readonly text: 100 | 150;
	/** Boxes and words; day and dark have the same boxes, and sunlight the widest letters. */
	readonly measure: boolean;
	/** axe is slow: all its rules once, and contrast once in each other theme. */
	readonly axe?: 'all' | 'contrast';
}

const LOOKS: Readonly<Record<Locale, readonly Look[]>> = {
	'zh-CN': [
		{ theme: 'day', text: 100, measure: true, axe: 'all' },
		{ theme: 'sunlight', text: 100, measure: false, axe: 'contrast' },
		{ theme: 'sunlight', text: 150, measure: true }
	],
	en: [
		{ theme: 'dark', text: 100, measure: true, axe: 'contrast' },
		{ theme: 'sunlight', text: 150, measure: true }
	]
};

export interface SweepOptions {
	/** Who looks: named in the list of findings. */
	readonly who: string;
	readonly locale: Locale;
	/** True where a thumb presses and not a mouse. */
	readonly thumb: boolean;
	/** Latin words that are data here, as user names on the sign-in page are. */
	readonly known?: Iterable<string>;
}

export class Sweep {
	/** Finding → the looks that show it. */
	readonly #findings = new Map<string, string[]>();
	readonly #known: ReadonlySet<string>;
	readonly #isOurChinese = chineseMessages();
	/** Time spent in axe alone, and places looked at. */
	axeMs = 0;
	places = 0;

	constructor(
		readonly page: Page,
		readonly options: SweepOptions
	) {
		this.#known = new Set(options.known);
	}

	/** Gives every document of the page what it is asked with. Call before the first one opens. */
	static async prepare(page: Page): Promise<void> {
		// Not as a script of the page: its content security policy allows no strange one.
		await page.addInitScript({ path: AXE });
	}

	/** @param place what is on the screen, e.g. `/today` or `/desk/[id] (dispatch)` */
	async see(place: string): Promise<void> {
		this.places++;
		await settled(this.page);
		for (const look of LOOKS[this.options.locale]) {
			await show(this.page, look);
			if (look.measure) await this.#measure(place, look);
			if (look.axe) await this.#axe(place, look, look.axe);
		}
		await show(this.page, { theme: 'day', text: 100 });
	}

	/** Something that cannot even be shown. */
	missed(place: string, error: unknown): void {
		this.#found(place, LOOKS[this.options.locale][0]!, 'cannot be opened', String(error));
	}

	/** One line a finding, with the looks it was seen in. */
	report(): string[] {
		return [...this.#findings].map(([what, looks]) => `${what}   [${looks.join(', ')}]`);
	}

	async #measure(place: string, look: Look): Promise<void> {
		const { complaints, texts } = await this.page.evaluate(measure, { thumb: this.options.thumb });
		for (const { rule, element } of complaints) this.#found(place, look, rule, element);
		for (const { text, element } of texts) {
			const wrong = this.#foreign(text);
			if (wrong) this.#found(place, look, wrong, element);
		}
	}

	#foreign(text: string): string | undefined {
		if (this.options.locale === 'en')
			return this.#isOurChinese(text) ? 'Chinese in English' : undefined;
		const word = latinWord(text, this.#known);
		return word && `“${word}” in Chinese`;
	}

	async #axe(place: string, look: Look, rules: 'all' | 'contrast'): Promise<void> {
		const start = Date.now();
		for (const { rule, html, message } of await this.page.evaluate(runAxe, rules))
			this.#found(place, look, `axe ${rule}`, `${html.slice(0, 120)} ${message}`);
		this.axeMs += Date.now() - start;
	}

	#found(place: string, look: Look, rule: string, element: string): void {
		const { who, locale } = this.options;
		const what = `${who} ${place}: ${rule}: ${element}`;
		const name = `${locale} ${look.theme} ${look.text}`;
		const looks = this.#findings.get(what) ?? [];
		if (!looks.includes(name)) this.#findings.set(what, [...looks, name]);
	}
}

/** Inside the page. */
async function runAxe(rules: 'all' | 'contrast') {
	const { axe } = globalThis as unknown as {
		axe: { run(root: Document, options: RunOptions): Promise<AxeResults> };
	};
	const { violations } = await axe.run(document, {
		resultTypes: ['violations'],
		...(rules === 'contrast' && { runOnly: ['color-contrast'] })
	});
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ html, any }) => ({ rule: id, html, message: any[0]?.message ?? '' }))
	);
}

async function show(page: Page, { theme, text }: Pick<Look, 'theme' | 'text'>): Promise<void> {
	await page.evaluate(
		async (look) => {
			document.documentElement.dataset.theme = look.theme;
			document.documentElement.dataset.text = look.text;
			// Some frames: lists that measure their rows have laid them out anew.
			for (let n = 0; n < 4; n++) await new Promise((frame) => requestAnimationFrame(frame));
		},
		{ theme, text: String(text) }
	);
}

/** Waits until lists have come and nothing has been added for some frames. */
async function settled(page: Page): Promise<void> {
	await page.locator('.animate-shimmer').first().waitFor({ state: 'detached' });
	await page.evaluate(async () => {
		let before = -1;
		for (let calm = 0, n = 0; calm < 3 && n < 40; n++) {
			const now = document.body.innerText.length + document.querySelectorAll('*').length;
			calm = now === before ? calm + 1 : 0;
			before = now;
			await new Promise((later) => setTimeout(later, 50));
		}
	});
}
