/** What the desk's keys ask of the open case; the layout presses, the page answers. */
import { getContext, setContext } from 'svelte';

export interface CaseKeys {
	dispatch: () => void;
	remind: () => void;
	focus: () => void;
}

const KEY = Symbol('case-keys');
interface Slot {
	current: CaseKeys | undefined;
}

export function provideCaseKeys(): Slot {
	return setContext(KEY, { current: undefined });
}

/** The page of a case, while it is shown. */
export function answerCaseKeys(keys: CaseKeys): () => void {
	const slot = getContext<Slot | undefined>(KEY);
	if (!slot) return () => undefined;
	slot.current = keys;
	return () => {
		if (slot.current === keys) slot.current = undefined;
	};
}
