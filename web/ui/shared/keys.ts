/** Single-key commands of a desk screen. */

/** Keys as `event.key` names them: 'j', 'D' (with shift), '/', '?', 'Enter'. */
export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/**
 * An `onkeydown` handler for `<svelte:window>`. Silent while one types, while an input method
 * composes, while a dialog or menu is open, and for combinations that belong to the browser.
 */
export function keyHandler(map: () => KeyMap): (event: KeyboardEvent) => void {
	return (event) => {
		if (event.defaultPrevented || event.isComposing) return;
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (isTaken(event.target, event.key)) return;
		const act = map()[event.key];
		if (!act) return;
		event.preventDefault();
		act(event);
	};
}

function isTaken(target: EventTarget | null, key: string): boolean {
	if (document.querySelector('dialog[open], [role="menu"]')) return true;
	if (!(target instanceof Element)) return false;
	if (target.closest('input, textarea, select, [contenteditable="true"]')) return true;
	// Enter on a focused control is that control's own.
	return (key === 'Enter' || key === ' ') && target.closest('a, button, summary') !== null;
}
