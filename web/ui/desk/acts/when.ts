/** Between milliseconds and what `<input type="datetime-local">` holds, on the +08:00 wall clock. */
const ZONE = 8 * 3_600_000;

export const toInput = (at: number): string =>
	Number.isFinite(at) ? new Date(at + ZONE).toISOString().slice(0, 16) : '';

/** NaN for what is not a time. */
export const fromInput = (text: string): number => Date.parse(`${text}:00+08:00`);
