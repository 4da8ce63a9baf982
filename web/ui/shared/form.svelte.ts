/**
 * Forms: a plain `<form>`, native constraints and one zod/mini schema.
 *
 *   const form = formState(schema, { words: '' });
 *   <form onsubmit={form.submit(save)} novalidate>
 *     <Field label={m.x()} error={form.errors.words}>
 *       {#snippet control(props)}<TextArea {...props} bind:value={form.values.words} />{/snippet}
 *     </Field>
 *
 * A field's error shows once the field was left or the form was sent, and goes as it is mended.
 * To keep a draft at every keystroke: `$effect(() => keep($state.snapshot(form.values)))`.
 */
import { tick } from 'svelte';
import { safeParse, type core, type ZodMiniObject, type infer as Infer } from 'zod/mini';
import { issueWords } from './form-words';

type Shape = Record<string, unknown>;
type Errors<T> = Partial<Record<keyof T & string, string>>;
/** Own words for an issue of a field, or undefined for the common ones. */
export type FieldWords = (field: string, issue: core.$ZodIssue) => string | undefined;

export class FormState<T extends Shape, Out> {
	values: T = $state() as T;
	busy = $state(false);
	/** Set when the submit handler threw; the caller words it. */
	failure = $state.raw<unknown>(undefined);
	#touched = $state<Record<string, boolean>>({});
	#sent = $state(false);
	#check: (values: T) => { data?: Out; issues: core.$ZodIssue[] };
	#words: FieldWords;
	#initial: T;

	constructor(
		check: (values: T) => { data?: Out; issues: core.$ZodIssue[] },
		initial: T,
		words: FieldWords
	) {
		this.#check = check;
		this.#words = words;
		this.#initial = initial;
		this.values = structuredClone(initial);
	}

	#result = $derived.by(() => this.#check($state.snapshot(this.values) as T));

	/** First error of each field, shown or not. */
	#all = $derived.by(() => {
		const errors: Record<string, string> = {};
		for (const issue of this.#result.issues) {
			const field = String(issue.path[0] ?? '');
			errors[field] ??= this.#words(field, issue) ?? issueWords(issue);
		}
		return errors;
	});

	get valid(): boolean {
		return this.#result.issues.length === 0;
	}

	/** Errors to show now. The key '' holds one that belongs to no single field. */
	get errors(): Errors<T> & { ''?: string } {
		const shown = Object.entries(this.#all).filter(([f]) => this.#sent || this.#touched[f]);
		return Object.fromEntries(shown) as Errors<T>;
	}

	/** For `onblur`: from now on this field's error shows. */
	touch(field: keyof T & string): void {
		this.#touched[field] = true;
	}

	reset(values: T = this.#initial): void {
		this.values = structuredClone(values);
		this.#touched = {};
		this.#sent = false;
		this.failure = undefined;
	}

	/** An `onsubmit` handler: checks, then runs `save` once at a time; else goes to the first error. */
	submit(save: (data: Out) => unknown): (event: SubmitEvent) => Promise<void> {
		return async (event) => {
			event.preventDefault();
			if (this.busy) return;
			this.#sent = true;
			const { data } = this.#result;
			if (!this.valid) return focusFirstError(event.currentTarget as HTMLFormElement | null);
			await this.#run(() => save(data as Out));
		};
	}

	async #run(save: () => unknown): Promise<void> {
		this.busy = true;
		this.failure = undefined;
		try {
			await save();
		} catch (error) {
			this.failure = error;
		} finally {
			this.busy = false;
		}
	}
}

async function focusFirstError(form: HTMLFormElement | null): Promise<void> {
	await tick();
	form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus();
}

export function formState<S extends ZodMiniObject, T extends Shape>(
	schema: S,
	initial: T,
	words: FieldWords = () => undefined
): FormState<T, Infer<S>> {
	const check = (values: T) => {
		const result = safeParse(schema, values, { reportInput: true });
		if (!result.success) return { issues: result.error.issues };
		return { data: result.data as Infer<S>, issues: [] };
	};
	return new FormState<T, Infer<S>>(check, initial, words);
}
