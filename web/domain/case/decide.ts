/**
 * `decide(state, command, context)` → events or a refusal. The same function answers at once on the
 * phone and for good on the server. Order of the checks: does the case exist, may this actor, does
 * the state allow it, then the rule's own conditions. A stranger learns nothing about the state.
 */
import { byOf, grantedPost, type Subject } from '../policy';
import type { By, Post } from '../actor';
import { clockIsOff, factTime, type Context } from '../context';
import { accept, refuse, type Decision, type Rejection } from '../error';
import type { Ms } from '../time';
import type { CaseCommand, CaseCommandData, CaseCommandType } from './commands';
import type { CaseDraft, CaseEvent } from './events';
import { closingRules } from './rules/closing';
import { intakeRules } from './rules/intake';
import { jobRules } from './rules/job';
import { oversightRules } from './rules/oversight';
import { activeParts, leadOf, partOf, type CaseFlag, type CaseState } from './state';
import { CASE_TABLE } from './table';

/** What a rule works with; `state` is a blank for a case that does not exist yet. */
export interface Step<T extends CaseCommandType> {
	readonly state: CaseState;
	readonly data: CaseCommandData<T>;
	readonly target: string;
	readonly context: Context;
	readonly post: Post;
	/** When it happened, clamped (architecture 22). */
	readonly at: Ms;
}

export type Outcome = readonly CaseDraft[] | Rejection;
export type Rules<T extends CaseCommandType> = { readonly [K in T]: (step: Step<K>) => Outcome };

const RULES: Rules<CaseCommandType> = {
	...intakeRules,
	...jobRules,
	...closingRules,
	...oversightRules
};

export function subjectOf(state: CaseState): Subject {
	const subject: { -readonly [K in keyof Subject]: Subject[K] } = {
		town: state.place.town,
		village: state.place.village,
		units: activeParts(state).map((part) => part.unit),
		reporter: state.reporter.person
	};
	if (state.place.grid !== undefined) subject.grid = state.place.grid;
	const lead = leadOf(state);
	if (lead) subject.lead = lead.unit;
	if (state.check?.checker !== undefined) subject.checker = state.check.checker;
	return subject;
}

function subjectOfNew(command: CaseCommand): Subject | undefined {
	if (command.type !== 'case.report') return undefined;
	const { town, village, grid } = command.data.place;
	return grid === undefined ? { town, village } : { town, village, grid };
}

/** An officer of two units acts for the one that the command names. */
function narrowed(subject: Subject, command: CaseCommand): Subject {
	const unit = 'unit' in command.data ? command.data.unit : undefined;
	if (unit === undefined) return subject;
	return { ...subject, units: (subject.units ?? []).filter((called) => called === unit) };
}

/** The moment a unit's act may not precede: whatever that unit did last. */
function notBefore(state: CaseState | undefined, command: CaseCommand): Ms {
	if (!state) return 0;
	const unit = 'unit' in command.data ? command.data.unit : undefined;
	const part = unit === undefined ? undefined : partOf(state, unit);
	if (!part) return state.reportedAt;
	return Math.max(part.calledAt, part.acceptedAt ?? 0, part.arrivedAt ?? 0, part.doneAt ?? 0);
}

function onBehalfOf(command: CaseCommand, post: Post): string | undefined {
	if (command.type === 'case.report') return command.data.onBehalf;
	const unit = 'unit' in command.data ? command.data.unit : undefined;
	const isUnitAct = CASE_TABLE[command.type].by.some((grant) => grant.relation === 'unit');
	return isUnitAct && unit !== undefined && unit !== post.unit ? unit : undefined;
}

/** Units whose events arrive after the close get an answer that is information, not an error. */
function closedCode(command: CaseCommand): string {
	const isUnitAct = CASE_TABLE[command.type].by.some(
		(grant) => grant.relation === 'unit' || grant.relation === 'lead'
	);
	return isUnitAct ? 'job/already-closed' : 'case/already-closed';
}

function flagsOf(context: Context): CaseFlag[] {
	return clockIsOff(context) ? ['clockOff'] : [];
}

export function decideCase(
	state: CaseState | undefined,
	command: CaseCommand,
	context: Context
): Decision<CaseEvent> {
	const row = CASE_TABLE[command.type];
	if (row.from === 'new' ? state !== undefined : state === undefined)
		return refuse(state ? 'case/exists' : 'case/unknown');

	const subject = state ? narrowed(subjectOf(state), command) : subjectOfNew(command);
	const post = subject && grantedPost(row.by, context.actor, subject);
	if (!post) return refuse('case/not-allowed');
	if (state && row.from !== 'new' && !row.from.includes(state.status)) {
		if (state.status === 'closed') return refuse(closedCode(command));
		return refuse('case/wrong-status', undefined, { status: state.status });
	}

	const at = factTime(context, notBefore(state, command));
	const rule = RULES[command.type] as (step: Step<CaseCommandType>) => Outcome;
	const outcome = rule({
		state: state ?? BLANK,
		data: command.data,
		target: command.target,
		context,
		post,
		at
	});
	if (!Array.isArray(outcome)) return { ok: false, rejection: outcome as Rejection };
	const by = byOf(context.actor, post, onBehalfOf(command, post));
	return accept(sign(outcome as readonly CaseDraft[], command, context, by, at));
}

function sign(
	drafts: readonly CaseDraft[],
	command: CaseCommand,
	context: Context,
	by: By,
	at: Ms
): CaseEvent[] {
	const flags = flagsOf(context);
	return drafts.map((entry, index) => {
		const event = {
			id: `${command.id}#${index}`,
			v: 1 as const,
			type: entry.type,
			target: command.target,
			at,
			receivedAt: context.now,
			by,
			data: entry.data
		};
		return (flags.length > 0 ? { ...event, flags } : event) as CaseEvent;
	});
}

const BLANK = {} as CaseState;
