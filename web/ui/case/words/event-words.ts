/** A line of the timeline in words: what happened, and what there is to say about it. */
import type { CaseEventType } from '~/domain/case/events';
import { partOf, type CaseState, type TimelineEntry } from '~/domain/case/state';
import { m } from '~/paraglide/messages';
import type { Tone } from '~/ui/shared/tone';
import { outcomeWords } from './unit-words';

type Line = TimelineEntry;
type Titles = Readonly<Record<CaseEventType, (line: Line, state: CaseState) => string>>;

const info = (line: Line, key: string): string => String(line.info?.[key] ?? '');
const yes = (line: Line, key: string): boolean => line.info?.[key] === true;
const unit = (line: Line, state: CaseState): string =>
	(line.unit !== undefined && partOf(state, line.unit)?.name) || (line.unit ?? '');

const CLOSED: Readonly<Record<string, () => string>> = {
	rule: m.case_event_closed_rule,
	chief: m.case_event_closed_chief,
	forced: m.case_event_closed_forced,
	self: m.case_event_closed_self
};

const TITLES: Titles = {
	'case.reported': (line) =>
		line.by.role === 'resident' ? m.case_event_reported_resident() : m.case_event_reported(),
	'case.numbered': (line) => m.case_event_numbered({ number: info(line, 'number') }),
	'case.parked': () => m.case_event_parked(),
	'case.unparked': () => m.case_event_unparked(),
	'case.amended': () => m.case_event_amended(),
	'case.photosAdded': () => m.case_event_photosAdded(),
	'case.verifyAsked': () => m.case_event_verifyAsked(),
	'case.verified': (line) =>
		yes(line, 'exists') ? m.case_event_verified_yes() : m.case_event_verified_no(),
	'case.filed': () => m.case_event_filed(),
	'case.unfiled': () => m.case_event_unfiled(),
	'case.refused': () => m.case_event_refused(),
	'case.voided': () => m.case_event_voided(),
	'case.dispatched': () => m.case_event_dispatched(),
	'case.dispatchWithdrawn': () => m.case_event_dispatchWithdrawn(),
	'case.unitAdded': (line) => m.case_event_unitAdded({ name: info(line, 'name') }),
	'case.unitReleased': (line, state) => m.case_event_unitReleased({ unit: unit(line, state) }),
	'case.whistled': () => m.case_event_whistled(),
	'case.unitAccepted': (line, state) => {
		const name = { unit: unit(line, state) };
		const whistled = line.unit !== undefined && partOf(state, line.unit)?.origin === 'whistle';
		return whistled ? m.case_event_unitAnswered(name) : m.case_event_unitAccepted(name);
	},
	'case.unitDeclined': (line, state) => m.case_event_unitDeclined({ unit: unit(line, state) }),
	'case.unitArrived': (line, state) => m.case_event_unitArrived({ unit: unit(line, state) }),
	'case.unitDone': (line, state) => m.case_event_unitDone({ unit: unit(line, state) }),
	'case.closeApplied': () => m.case_event_closeApplied(),
	'case.checked': (line) =>
		yes(line, 'passed') ? m.case_event_checked_yes() : m.case_event_checked_no(),
	'case.reworkOrdered': () => m.case_event_reworkOrdered(),
	'case.closed': (line) => (CLOSED[info(line, 'how')] ?? m.case_event_closed_rule)(),
	'case.selfFinished': () => m.case_event_selfFinished(),
	'case.reminded': () => m.case_event_reminded(),
	'case.supervised': () => m.case_event_supervised(),
	'case.supervisionAnswered': () => m.case_event_supervisionAnswered(),
	'case.extensionAsked': () => m.case_event_extensionAsked(),
	'case.extensionDecided': (line) =>
		yes(line, 'approve') ? m.case_event_extensionDecided_yes() : m.case_event_extensionDecided_no(),
	'case.suspended': () => m.case_event_suspended(),
	'case.resumed': () => m.case_event_resumed(),
	'case.appealed': () => m.case_event_appealed(),
	'case.appealDecided': (line) =>
		yes(line, 'approve') ? m.case_event_appealDecided_yes() : m.case_event_appealDecided_no(),
	'case.mergedInto': () => m.case_event_mergedInto(),
	'case.unmerged': () => m.case_event_unmerged(),
	'case.absorbed': () => m.case_event_absorbed(),
	'case.released': () => m.case_event_released(),
	'case.sampled': () => m.case_event_sampled(),
	'case.retimed': () => m.case_event_retimed(),
	'case.takenOver': () => m.case_event_takenOver(),
	'case.handedUp': () => m.case_event_handedUp(),
	'case.enforcementStarted': () => m.case_event_enforcementStarted(),
	'case.enforcementEnded': () => m.case_event_enforcementEnded(),
	'case.custodyTaken': () => m.case_event_custodyTaken(),
	'case.ownerSettled': () => m.case_event_ownerSettled(),
	'case.remarked': () => m.case_event_remarked(),
	'case.disputeRecorded': () => m.case_event_disputeRecorded(),
	'case.hotlineStepped': () => m.case_event_hotlineStepped(),
	'case.followedUp': () => m.case_event_followedUp(),
	'case.reopened': () => m.case_event_reopened(),
	'case.voiced': () => m.case_event_voiced()
};

/** An event of a newer server is kept and shown as such. */
export function eventTitle(line: Line, state: CaseState): string {
	const title = TITLES[line.type as CaseEventType];
	return title ? title(line, state) : m.case_event_other();
}

/** The facts of the event, then what was said. */
export function eventText(line: Line): string {
	return [...factsOf(line), line.words ?? ''].filter(Boolean).join('\n');
}

function factsOf(line: Line): string[] {
	switch (line.type) {
		case 'case.dispatched': {
			const lead = m.case_event_dispatched_team({ lead: info(line, 'lead') });
			const assist = info(line, 'assist');
			return assist === '' ? [lead] : [lead, m.case_event_dispatched_assist({ assist })];
		}
		case 'case.whistled':
			return [m.case_event_whistled_units({ units: info(line, 'units') })];
		case 'case.unitDone':
			return [outcomeWords(info(line, 'outcomes').split(',').filter(Boolean))];
		default:
			return [];
	}
}

const RED: readonly string[] = ['case.unitDeclined', 'case.reworkOrdered', 'case.reopened'];
const YELLOW: readonly string[] = ['case.reminded', 'case.supervised', 'case.whistled'];
const GREEN: readonly string[] = ['case.closed', 'case.selfFinished'];

export function eventTone(line: Line): Tone {
	if (RED.includes(line.type) || line.info?.passed === false || line.info?.exists === false)
		return 'red';
	if (YELLOW.includes(line.type)) return 'yellow';
	if (GREEN.includes(line.type) || line.info?.passed === true) return 'green';
	return 'accent';
}
