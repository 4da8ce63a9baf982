/**
 * A refusal is a value, never an exception: the phone shows it before anything is sent, the
 * server returns it per command. The words for a code live in one catalogue outside the domain.
 */
export interface Rejection {
	/** `<area>/<reason>`, for example `case/already-closed`. Never renamed. */
	readonly code: string;
	/** Dotted path of the offending field in the command's data, when there is one. */
	readonly field?: string;
	/** Values the words need: a limit, a name, a count. */
	readonly params?: Readonly<Record<string, string | number>>;
}

export type Decision<Event> =
	| { readonly ok: true; readonly events: readonly Event[] }
	| { readonly ok: false; readonly rejection: Rejection };

export function rejection(code: string, field?: string, params?: Rejection['params']): Rejection {
	const result: { -readonly [K in keyof Rejection]: Rejection[K] } = { code };
	if (field !== undefined) result.field = field;
	if (params !== undefined) result.params = params;
	return result;
}

export function refuse(...args: Parameters<typeof rejection>): {
	readonly ok: false;
	readonly rejection: Rejection;
} {
	return { ok: false, rejection: rejection(...args) };
}

export function accept<Event>(events: readonly Event[]): {
	readonly ok: true;
	readonly events: readonly Event[];
} {
	return { ok: true, events };
}
