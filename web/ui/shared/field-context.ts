/** How a Field tells the control inside it what to be called and whether it is in error. */
import { getContext, setContext } from 'svelte';

export type FieldLink = {
	id: string;
	'aria-describedby': string | undefined;
	'aria-invalid': 'true' | undefined;
	required: boolean | undefined;
};

const KEY = Symbol('field');

/** `link` is read at each use, so that it may be reactive. */
export function provideField(link: () => FieldLink): void {
	setContext(KEY, link);
}

/** Attributes for the control; empty outside a Field. */
export function useField(): () => Partial<FieldLink> {
	return getContext<(() => FieldLink) | undefined>(KEY) ?? (() => ({}));
}
