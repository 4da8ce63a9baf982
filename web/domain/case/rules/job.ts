/** The joint-duty job: file, dispatch, whistle, and what each unit does until the lead applies. */
import { compact } from '../../compact';
import type { Context, UnitCard } from '../../context';
import { rejection, type Rejection } from '../../error';
import { dueAt, type Limit } from '../../limits';
import { MINUTE } from '../../time';
import type { CaseCommandType } from '../commands';
import type { Outcome, Rules, Step } from '../decide';
import { draft, type CaseDraft, type NamedUnit } from '../events';
import { activeParts, leadOf, partOf, type CaseState, type UnitPart } from '../state';
import { gradingOf, isRejection, missingKinds } from './grading';

type Job =
	| 'case.file'
	| 'case.dispatch'
	| 'case.fileAndDispatch'
	| 'case.withdrawDispatch'
	| 'case.redispatch'
	| 'case.addUnit'
	| 'case.releaseUnit'
	| 'case.whistle'
	| 'case.accept'
	| 'case.decline'
	| 'case.arrive'
	| 'case.handIn'
	| 'case.applyClose';

type UnitAct = 'case.accept' | 'case.decline' | 'case.arrive' | 'case.handIn';

export const jobRules: Rules<Job> = {
	'case.file': (step) => filed(step),
	'case.dispatch': (step) => {
		if (!step.state.limit) return rejection('case/not-filed');
		return dispatched(step, step.state.limit);
	},
	'case.fileAndDispatch': (step) => {
		const filing = filed(step);
		if (!isList(filing)) return filing;
		const first = filing[0];
		if (first?.type !== 'case.filed') return rejection('case/not-filed');
		const dispatch = dispatched(step, first.data.limit);
		return isList(dispatch) ? [...filing, ...dispatch] : dispatch;
	},
	'case.withdrawDispatch': ({ state, data }) => {
		const busy = activeParts(state).find(
			(part) => part.origin !== 'whistle' && part.status !== 'waiting'
		);
		if (busy) return rejection('case/already-accepted', undefined, { unit: busy.name });
		const events: CaseDraft[] = [draft('case.dispatchWithdrawn', { reason: data.reason })];
		if (data.unfile) {
			if (state.filedWith === undefined) return rejection('case/filed-before', 'unfile');
			events.push(draft('case.unfiled', {}));
		}
		return events;
	},
	'case.redispatch': (step) => {
		if (!step.state.limit) return rejection('case/not-filed');
		return dispatched(step, step.state.limit, step.data.reason);
	},
	'case.addUnit': (step) => {
		const named = callable(step, step.data.unit, 'unit');
		if (isRejection(named)) return named;
		const part = partOf(step.state, named.unit);
		if (part && activeParts(step.state).includes(part))
			return rejection('case/already-called', 'unit', { unit: named.name });
		return [draft('case.unitAdded', { ...named, reason: step.data.reason })];
	},
	'case.releaseUnit': (step) => {
		const { state, data } = step;
		const part = partOf(state, data.unit);
		if (!part || part.status === 'released') return rejection('job/not-called', 'unit');
		if (part.duty === 'lead' && state.status === 'handling')
			return rejection('case/lead-needs-redispatch', 'unit', { unit: part.name });
		if (isStation(step) && !isOwnForce(step, part.unit))
			return rejection('case/not-own-force', 'unit', { unit: part.name });
		return [draft('case.unitReleased', data)];
	},
	'case.whistle': (step) => {
		const { state, data, context } = step;
		const called = new Set(activeParts(state).map((part) => part.unit));
		const units: NamedUnit[] = [];
		for (const id of new Set(data.units)) {
			const card = context.rules.unit(id);
			if (!card || card.town !== state.place.town)
				return rejection('case/unknown-unit', 'units', { id });
			if (!called.has(id)) units.push({ unit: id, name: card.name });
		}
		if (units.length === 0) return rejection('case/already-called', 'units');
		const answerBy = context.now + context.rules.settings.whistleAnswerMin * MINUTE;
		const { reason, meetAt, meetPlace } = data;
		return [draft('case.whistled', compact({ units, reason, answerBy, meetAt, meetPlace }))];
	},
	'case.accept': (step) =>
		unitAct(step, (part) =>
			part.status === 'waiting'
				? [draft('case.unitAccepted', { unit: part.unit })]
				: rejection('job/already-accepted', 'unit', { unit: part.name, by: part.acceptedBy ?? '' })
		),
	'case.decline': (step) =>
		unitAct(step, (part) => {
			if (part.status !== 'waiting' && part.status !== 'accepted')
				return rejection('job/work-has-begun', 'unit', { unit: part.name });
			return [draft('case.unitDeclined', step.data)];
		}),
	'case.arrive': (step) =>
		unitAct(step, (part) => {
			if (part.status !== 'waiting' && part.status !== 'accepted')
				return rejection('job/already-arrived', 'unit', { unit: part.name });
			return [...acceptedFirst(part), draft('case.unitArrived', step.data)];
		}),
	'case.handIn': (step) =>
		unitAct(step, (part) => {
			if (part.status === 'done') return rejection('job/already-done', 'unit', { unit: part.name });
			return [...acceptedFirst(part), draft('case.unitDone', step.data)];
		}),
	'case.applyClose': (step) => {
		const { state, data, context } = step;
		const problem = notReadyToClose(state, context);
		if (problem) return problem;
		return [
			draft(
				'case.closeApplied',
				compact({
					words: data.words,
					checker: checkerOf(state, context),
					dueAt: context.now + context.rules.settings.verifyMin * MINUTE
				})
			)
		];
	}
};

const isList = (outcome: Outcome): outcome is readonly CaseDraft[] => Array.isArray(outcome);

function isStation({ post }: Step<CaseCommandType>): boolean {
	return post.role === 'stationHead' || post.role === 'cadre';
}

function isOwnForce({ state, context }: Step<CaseCommandType>, unit: string): boolean {
	return context.rules.unit(unit)?.village === state.place.village;
}

/** A unit that this actor may call: of the town, and for a village only its own forces. */
function callable(
	step: Step<CaseCommandType>,
	id: string,
	field: string
): (NamedUnit & { code?: never }) | Rejection {
	const card: UnitCard | undefined = step.context.rules.unit(id);
	if (!card || card.town !== step.state.place.town)
		return rejection('case/unknown-unit', field, { id });
	if (isStation(step) && !isOwnForce(step, id))
		return rejection('case/not-own-force', field, { unit: card.name });
	return { unit: id, name: card.name };
}

function filed(step: Step<'case.file' | 'case.fileAndDispatch'>): Outcome {
	const { data, context } = step;
	const grading = gradingOf(data.category, data.condition, context);
	if (isRejection(grading)) return grading;
	const condition = context.rules.scheme.condition(data.condition);
	if (!condition) return rejection('case/unknown-condition', 'condition');
	if (data.limit && data.limitReason === undefined)
		return rejection('case/limit-needs-reason', 'limitReason');
	const limit = data.limit ?? condition.limit;
	// Life safety runs round the clock whatever the hour.
	if (grading.lifeSafety && limit.unit !== 'urgentHour')
		return rejection('case/life-safety-clock', 'limit');
	return [
		draft('case.filed', {
			category: data.category,
			condition: data.condition,
			privacy: grading.privacy,
			severity: grading.severity,
			lifeSafety: grading.lifeSafety,
			limit,
			...(data.limitReason === undefined ? {} : { limitReason: data.limitReason })
		})
	];
}

function dispatched(
	step: Step<'case.dispatch' | 'case.fileAndDispatch' | 'case.redispatch'>,
	limit: Limit,
	reason?: string
): Outcome {
	const { data, context } = step;
	if (data.assist.includes(data.lead)) return rejection('case/lead-assists', 'assist');
	const lead = callable(step, data.lead, 'lead');
	if (isRejection(lead)) return lead;
	const assist: NamedUnit[] = [];
	for (const id of data.assist) {
		const named = callable(step, id, 'assist');
		if (isRejection(named)) return named;
		assist.push(named);
	}
	const startedAt = context.now;
	return [
		draft(
			'case.dispatched',
			compact({
				lead,
				assist,
				limit,
				startedAt,
				dueAt: dueAt(startedAt, limit, context.rules.calendar),
				words: data.words,
				meetAt: data.meetAt,
				meetPlace: data.meetPlace,
				reason
			})
		)
	];
}

function unitAct(step: Step<UnitAct>, act: (part: UnitPart) => Outcome): Outcome {
	const part = activeParts(step.state).find((candidate) => candidate.unit === step.data.unit);
	if (!part) return rejection('job/not-called', 'unit');
	const mine = step.post.unit === part.unit;
	if (!mine && isStation(step) && !isOwnForce(step, part.unit))
		return rejection('case/not-own-force', 'unit', { unit: part.name });
	return act(part);
}

/** Who arrives or hands in has accepted, whether or not anybody pressed the key. */
function acceptedFirst(part: UnitPart): CaseDraft[] {
	return part.status === 'waiting' ? [draft('case.unitAccepted', { unit: part.unit })] : [];
}

/** The close rule: the lead handed in with its after-photo, every assisting unit done or let go. */
export function notReadyToClose(state: CaseState, context: Context): Rejection | undefined {
	const lead = leadOf(state);
	if (!lead) return rejection('case/no-lead');
	if (lead.status !== 'done')
		return rejection('case/lead-unfinished', undefined, { unit: lead.name });
	const unfinished = state.units.filter(
		(part) => part.duty === 'assist' && part.status !== 'done' && part.status !== 'released'
	);
	if (unfinished.length > 0)
		return rejection('case/units-unfinished', undefined, {
			units: unfinished.map((part) => part.name).join('、')
		});
	const since = lead.reworkAt ?? lead.calledAt;
	const photos = state.photos.filter((photo) => photo.unit === lead.unit && photo.addedAt >= since);
	if (missingKinds(state, ['after'], photos, context).length > 0)
		return rejection('job/after-photo-missing', 'photos');
	return undefined;
}

/** The finder checks her own find; else the worker of the grid's beat, where the server knows. */
export function checkerOf(state: CaseState, context: Context): string | undefined {
	return state.reporter.role === 'gridWorker' ? state.reporter.person : context.checker;
}
