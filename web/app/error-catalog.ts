/** From a stable code to words: the only place that knows both. */
import type { Rejection } from '../domain/error';

export interface ErrorWords {
	readonly text: string;
	/** `info` needs no act, `fixable` is changed in the form, `final` cannot be done at all. */
	readonly severity: 'info' | 'fixable' | 'final';
	/** What a screen offers beside the words. */
	readonly action?: 'fix' | 'photo' | 'signIn' | 'wait' | 'space' | 'update' | 'callDesk';
	/** Field of the form at fault. */
	readonly field?: string;
}

export function wordsFor(rejection: Rejection): ErrorWords {
	return { text: rejection.code, severity: 'fixable' };
}
