/**
 * What a plate's QR says about the thing it hangs on. The link's token means something to the
 * server only; the thing's own code stands behind it, so that a phone without a network knows it
 * too. Pure.
 */

/** `https://…/r/<token>#3101150599000001` → the code; a bare code is itself. */
export function codeInQr(text: string): string | undefined {
	const behind = text.includes('#') ? text.slice(text.lastIndexOf('#') + 1) : text.trim();
	return /^[A-Za-z0-9]{6,24}$/.test(behind) ? behind : undefined;
}
