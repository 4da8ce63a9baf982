/**
 * Runs a file of questions through the rules and answers with one canonical line each. The contract
 * test asks Node and the server's own engine the same questions: goja is not V8, and where they
 * differ a phone would show what the server then refuses (architecture 6).
 */
import type { CaseCommand } from './case/commands';
import { decideCase } from './case/decide';
import type { CaseEvent } from './case/events';
import { evolveCase } from './case/evolve';
import { factsOfCase } from './case/facts';
import { caseLight } from './case/light';
import type { CaseState } from './case/state';
import { ancestors, checkCodeOf, checkQueryCode, withCheckDigit } from './codes';
import type { Context } from './context';
import { distanceM, gridAt } from './geo';
import { dueAt, lightOf, spentShare } from './limits';
import { rulesFrom, type RefDoc } from './refs';
import { keysOfPerson, scopeOfCase } from './scope';
import { sha256Hex } from './sha256';
import { bigrams, cleanText, maskName, normalizeForSearch, toWellFormed } from './text';

export interface ReplayStep {
	readonly before?: CaseState;
	readonly command: CaseCommand;
	readonly context: Omit<Context, 'rules'>;
}

export interface ReplayFile {
	readonly town: string;
	readonly docs: readonly RefDoc[];
	readonly steps: readonly ReplayStep[];
	readonly calls: readonly { readonly fn: ReplayCall; readonly args: readonly unknown[] }[];
}

const CALLS = {
	ancestors,
	bigrams,
	checkCodeOf,
	checkQueryCode,
	cleanText,
	distanceM,
	dueAt,
	gridAt,
	keysOfPerson,
	lightOf,
	maskName,
	normalizeForSearch,
	sha256Hex,
	spentShare,
	toWellFormed,
	withCheckDigit
};
export type ReplayCall = keyof typeof CALLS;
export const REPLAY_CALLS = Object.keys(CALLS) as ReplayCall[];

/** Throws when the documents do not make a town's rules. */
export function replay(file: ReplayFile): string[] {
	const rules = rulesFrom(file.docs, file.town);
	if (!rules) throw new Error('the documents do not make rules');
	const steps = file.steps.map(({ before, command, context }) => {
		const decision = decideCase(before, command, { ...context, rules });
		if (!decision.ok) return canonical(decision);
		const after = decision.events.reduce<CaseState | undefined>(
			(state, event: CaseEvent) => evolveCase(state, event),
			before
		);
		if (!after) return canonical(decision);
		return canonical({
			decision,
			after,
			scope: scopeOfCase(after),
			facts: factsOfCase(after),
			light: caseLight(after, context.now, rules.calendar, rules.settings)
		});
	});
	const calls = file.calls.map(({ fn, args }) => {
		const call = CALLS[fn] as (...args: readonly unknown[]) => unknown;
		return canonical([fn, call(...args)]);
	});
	return [...steps, ...calls];
}

/** Keys in order of code units, so that two engines say the same thing in the same bytes. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value !== null && typeof value === 'object') {
		const members = Object.entries(value as Record<string, unknown>)
			.filter(([, member]) => member !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1));
		return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
	}
	return JSON.stringify(value) ?? 'null';
}
