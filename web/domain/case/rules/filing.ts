/** 立案, 派遣, 改派, 增派, 吹哨: what the centre and the field call others for. */
import { compact } from '../../compact';
import { rejection, type Rejection } from '../../error';
import { dueAt, type Limit } from '../../limits';
import { MINUTE } from '../../time';
import type { CaseCommandType } from '../commands';
import type { Outcome, Rules, Step } from '../decide';
import { draft, type CaseDraft, type NamedUnit } from '../events';
import { activeParts, leadOf, partOf } from '../state';
import { gradingOf, isRejection } from './grading';
import { notOwnForce, takenFromStation } from './station';

type Filing =
	| 'case.file'
	| 'case.dispatch'
	| 'case.fileAndDispatch'
	| 'case.withdrawDispatch'
	| 'case.redispatch'
	| 'case.addUnit'
	| 'case.releaseUnit'
	| 'case.whistle';

export const filingRules: Rules<Filing> = {
	'case.file': (step) => filed(step),
	'case.dispatch': (step) =>
		step.state.limit ? dispatched(step, step.state.limit) : rejection('case/not-filed'),
	'case.fileAndDispatch': (step) => {
		const filing = filed(step);
		if (isRejection(filing)) return filing;
		const [first] = filing;
		if (first?.type !== 'case.filed') return rejection('case/not-filed');
		const dispatch = dispatched(step, first.data.limit);
		return isRejection(dispatch) ? dispatch : [...filing, ...dispatch];
	},
	'case.withdrawDispatch': (step) => {
		const { state, data } = step;
		const sent = activeParts(state).filter((part) => part.origin !== 'whistle');
		const limit = takenFromStation(step) ?? notOwnForce(step, [leadOf(state)?.unit]);
		if (limit) return limit;
		const busy = sent.find((part) => part.status !== 'waiting');
		if (busy) return rejection('case/already-accepted', undefined, { unit: busy.name });
		const events: CaseDraft[] = [draft('case.dispatchWithdrawn', { reason: data.reason })];
		if (data.unfile) {
			if (state.filedWith === undefined) return rejection('case/filed-before', 'unfile');
			events.push(draft('case.unfiled', {}));
		}
		return events;
	},
	'case.redispatch': (step) => {
		const { state, data } = step;
		if (!state.limit) return rejection('case/not-filed');
		return (
			notOwnForce(step, [leadOf(state)?.unit], 'lead') ?? dispatched(step, state.limit, data.reason)
		);
	},
	'case.addUnit': (step) => {
		const named = callable(step, step.data.unit, 'unit');
		if (isRejection(named)) return named;
		if (activeParts(step.state).some((part) => part.unit === named.unit))
			return rejection('case/already-called', 'unit', { unit: named.name });
		return [draft('case.unitAdded', { ...named, reason: step.data.reason })];
	},
	'case.releaseUnit': (step) => {
		const { state, data } = step;
		const part = partOf(state, data.unit);
		if (!part || part.status === 'released') return rejection('job/not-called', 'unit');
		// Somebody must answer for the job as long as it runs.
		if (leadOf(state)?.unit === part.unit && state.clock)
			return rejection('case/lead-needs-redispatch', 'unit', { unit: part.name });
		return notOwnForce(step, [part.unit], 'unit') ?? [draft('case.unitReleased', data)];
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
		// The desk was quicker than her phone: that she whistled is a fact all the same.
		if (units.length === 0 && state.whistledAt !== undefined)
			return rejection('case/already-called', 'units');
		const { reason, meetAt, meetPlace } = data;
		const answerBy = context.now + context.rules.settings.whistleAnswerMin * MINUTE;
		const whistled = draft(
			'case.whistled',
			compact({ units, reason, answerBy, meetAt, meetPlace })
		);
		// Who calls others no longer handles it alone.
		return state.status === 'parked' ? [draft('case.unparked', { reason }), whistled] : [whistled];
	}
};

/** A unit that this actor may call: of the town, and for a village only its own forces. */
function callable(step: Step<CaseCommandType>, id: string, field: string): NamedUnit | Rejection {
	const card = step.context.rules.unit(id);
	if (!card || card.town !== step.state.place.town)
		return rejection('case/unknown-unit', field, { id });
	const refused = takenFromStation(step) ?? notOwnForce(step, [id], field);
	return refused ?? { unit: id, name: card.name };
}

function filed(step: Step<'case.file' | 'case.fileAndDispatch'>): Outcome {
	const { data, context } = step;
	const taken = takenFromStation(step);
	if (taken) return taken;
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
		draft(
			'case.filed',
			compact({
				category: data.category,
				condition: data.condition,
				privacy: grading.privacy,
				severity: grading.severity,
				lifeSafety: grading.lifeSafety,
				limit,
				limitReason: data.limitReason
			})
		)
	];
}

function dispatched(
	step: Step<'case.dispatch' | 'case.fileAndDispatch' | 'case.redispatch'>,
	limit: Limit,
	reason?: string
): Outcome {
	const { data } = step;
	if (data.assist.includes(data.lead)) return rejection('case/lead-assists', 'assist');
	const lead = callable(step, data.lead, 'lead');
	if (isRejection(lead)) return lead;
	const assist: NamedUnit[] = [];
	for (const id of data.assist) {
		const named = callable(step, id, 'assist');
		if (isRejection(named)) return named;
		assist.push(named);
	}
	const { words, meetAt, meetPlace } = data;
	const clock = clockFor(step, lead.unit, limit);
	return [
		draft(
			'case.dispatched',
			compact({ lead, assist, limit, ...clock, words, meetAt, meetPlace, reason })
		)
	];
}

/** A new lead gets the whole limit; the same one works on against the time it had. */
function clockFor({ state, context }: Step<CaseCommandType>, lead: string, limit: Limit) {
	const { clock } = state;
	if (clock && leadOf(state)?.unit === lead)
		return { startedAt: clock.startedAt, dueAt: clock.dueAt };
	const startedAt = context.now;
	return { startedAt, dueAt: dueAt(startedAt, limit, context.rules.calendar) };
}
