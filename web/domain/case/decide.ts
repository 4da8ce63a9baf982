/**
 * `decide(state, command, context)` → events or a refusal. The same function answers at once on the
 * phone and for good on the server. Order of the checks: does the case exist, may this actor, does
 * the state allow it, then the rule's own conditions. A stranger learns nothing about the state.
 */
import { byOf, grantedPost, type Subject } from '../policy';
import type { By, Post } from '../actor';
import { compactDeep } from '../compact';
import { clockIsOff, factTime, type Context } from '../context';
import { accept, refuse, type Decision, type Rejection } from '../error';
import { maskName } from '../text';
import type { Ms } from '../time';
import type { CaseCommand, CaseCommandData, CaseCommandType } from './commands';
import type { CaseDraft, CaseEvent } from './events';
import { notBefore, partMeant } from './late';
import { closingRules } from './rules/closing';
import { filingRules } from './rules/filing';
import { isRejection } from './rules/grading';
import { intakeRules } from './rules/intake';
import { jobRules } from './rules/job';
import { oversightRules } from './rules/oversight';
import { pauseRules } from './rules/pauses';
import { placeFlags } from './rules/place';
import { activeParts, isOpen, leadOf, type CaseFlag, type CaseState } from './state';
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
	...filingRules,
	...jobRules,
	...closingRules,
	...oversightRules,
	...pauseRules
};

export function subjectOf(state: CaseState): Subject {
	const subject: { -readonly [K in keyof Subject]: Subject[K] } = {
		town: state.place.town,
		village: state.place.village,
		grade: state.privacy,
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

/**
 * Whom the centre enters it for (代反馈 / 代报). The history names a caller by the first character:
 * the whole name rests with the reporter's contact, which has a scope of its own.
 */
function onBehalfOf(
	state: CaseState | undefined,
	command: CaseCommand,
	post: Post
): string | undefined {
	if (command.type === 'case.report')
		return command.data.onBehalf === undefined ? undefined : maskName(command.data.onBehalf);
	const isUnitAct = CASE_TABLE[command.type].by.some(
		(grant) => grant.relation === 'unit' || grant.relation === 'lead'
	);
	const meant = isUnitAct && state ? partMeant(state, command)?.unit : undefined;
	return meant === post.unit ? undefined : meant;
}

/** Units whose acts arrive after the end get an answer that is information, not an error. */
function statusRefusal(state: CaseState, post: Post): Decision<CaseEvent> {
	const isUnits = post.role === 'officer' || post.role === 'link';
	if (isUnits && !isOpen(state)) return refuse('job/already-closed');
	if (state.status === 'closed') return refuse('case/already-closed');
	return refuse('case/wrong-status', undefined, { status: state.status });
}

function flagsOf(command: CaseCommand, context: Context): CaseFlag[] {
	const flags: CaseFlag[] = clockIsOff(context) ? ['clockOff'] : [];
	const place = 'place' in command.data ? command.data.place : undefined;
	return place ? [...flags, ...placeFlags(place, context)] : flags;
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
	if (state && row.from !== 'new' && !row.from.includes(state.status))
		return statusRefusal(state, post);

	const at = factTime(context, notBefore(state, command, context));
	const rule = RULES[command.type] as (step: Step<CaseCommandType>) => Outcome;
	const outcome = rule({
		state: state ?? BLANK,
		data: command.data,
		target: command.target,
		context,
		post,
		at
	});
	if (isRejection(outcome)) return { ok: false, rejection: outcome };
	const by = byOf(context.actor, post, onBehalfOf(state, command, post));
	return accept(sign(outcome, command, context, by, at));
}

function sign(
	drafts: readonly CaseDraft[],
	command: CaseCommand,
	context: Context,
	by: By,
	at: Ms
): CaseEvent[] {
	const odd = flagsOf(command, context);
	return drafts.map((entry, index) => {
		const flags = [...odd, ...(entry.flags ?? [])];
		const event = {
			id: `${command.id}#${index}`,
			v: 1 as const,
			type: entry.type,
			target: command.target,
			at,
			receivedAt: context.now,
			by,
			data: compactDeep(entry.data)
		};
		return (flags.length > 0 ? { ...event, flags } : event) as CaseEvent;
	});
}

const BLANK = {} as CaseState;
