/** Words that a town brings with its data, in the language of this device. */
import { language } from '~/ui/shared/locale.svelte';

export function said(words: { readonly zh: string; readonly en: string }): string {
	return language.current === 'en' ? words.en : words.zh;
}
