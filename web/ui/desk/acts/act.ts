/**
 * A move the desk can make on a case, as data: what it asks, and what command comes of it. One
 * dialog draws them all; the rules alone say when a move is possible.
 */
import type { CaseCommandData, CaseCommandType } from '~/domain/case/commands';
import type { CaseState } from '~/domain/case/state';
import type { Town } from '~/ui/case/town.svelte';
import type { Icon } from '~/ui/shared/tone';

/** What a move may look at to offer choices and first values. */
export interface View {
	readonly state: CaseState;
	readonly town: Town;
}

export interface Option {
	readonly value: string;
	readonly label: string;
	readonly hint?: string;
	readonly keywords?: string;
}

export type FieldKind =
	/** Several lines. */
	| 'words'
	| 'text'
	| 'choice'
	| 'choices'
	/** A long list with a search box. */
	| 'search'
	| 'yes'
	| 'when'
	| 'limit'
	| 'category'
	| 'place'
	| 'case'
	| 'photos';

export interface FieldSpec {
	/** Key of the form's value; an error of the command at that key shows here. */
	readonly key: string;
	readonly kind: FieldKind;
	readonly label: () => string;
	readonly hint?: (view: View) => string | undefined;
	readonly optional?: boolean;
	readonly options?: (view: View) => readonly Option[];
	readonly initial?: (view: View) => unknown;
	/** Other keys of the command whose errors belong here. */
	readonly covers?: readonly string[];
	/** Presses that fill a `words` field. */
	readonly presets?: () => readonly string[];
}

export type Values = Readonly<Record<string, unknown>>;
type DataFor<T extends CaseCommandType> = Omit<CaseCommandData<T>, 'photos'>;

export const GROUPS = ['intake', 'job', 'unit', 'time', 'close', 'more'] as const;
export type Group = (typeof GROUPS)[number];

export interface Act {
	readonly type: CaseCommandType;
	readonly group: Group;
	/** The verb, as it stands on the button. */
	readonly label: () => string;
	readonly icon: Icon;
	readonly fields: readonly FieldSpec[];
	readonly data: (values: Values, view: View) => Readonly<Record<string, unknown>>;
	/** What follows, where that is not plain. */
	readonly follows?: () => string;
	/** Cannot be taken back: the dialog names the thing and the button is red. */
	readonly final?: boolean;
	readonly keys?: string;
	/** Opens the dispatch panel and no dialog. */
	readonly panel?: 'dispatch';
	/** Kind under which its photos are declared. */
	readonly photoKind?: 'after' | 'other';
	/** False: not offered at all, rather than greyed. */
	readonly offered?: (view: View) => boolean;
}

type Spec<T extends CaseCommandType> = Omit<Act, 'data' | 'type'> & {
	readonly data: (values: Values, view: View) => DataFor<T>;
};

/** Checks that the data fit the command, then forgets which one it was. */
export function act<T extends CaseCommandType>(type: T, spec: Spec<T>): Act {
	return { ...spec, type } as Act;
}

export const text = (values: Values, key: string): string => String(values[key] ?? '').trim();

/** Undefined when nothing was entered: an absent key, not an empty one, means 未填. */
export function textOr(values: Values, key: string): string | undefined {
	return text(values, key) || undefined;
}

export const list = (values: Values, key: string): string[] =>
	Array.isArray(values[key]) ? (values[key] as string[]) : [];

export function when(values: Values, key: string): number {
	return typeof values[key] === 'number' ? (values[key] as number) : NaN;
}
