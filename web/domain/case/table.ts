/**
 * The state table of a case: state × command × role → events. `decide` asks it first; the test
 * prints it into README.md beside this file, so the table in the documents cannot drift.
 */
import { grants, type Grant } from '../policy';
import type { CaseCommandType } from './commands';
import type { CaseEventType } from './events';
import type { CaseStatus } from './state';

export interface TableRow {
	/** `new`: the case must not exist yet. */
	readonly from: readonly CaseStatus[] | 'new';
	readonly by: readonly Grant[];
	readonly emits: readonly CaseEventType[];
	/** Which changes of status it may bring; none for what leaves the status as it is. */
	readonly moves: readonly Move[];
}

export type Move = readonly [from: CaseStatus | 'new', to: CaseStatus];

const DESK = grants('area', 'clerk', 'chief');
const CHIEF = grants('area', 'chief');
const STATION = grants('area', 'stationHead', 'cadre');
const WORKER = grants('area', 'gridWorker');
const GRID_CHIEF = grants('area', 'gridChief');
const WATCH = grants('area', 'supervisor', 'leader');
const HOTLINE = grants('area', 'hotline');
const UNIT = grants('unit', 'officer', 'link');
/** Of a unit with an account: what needs an authority or is confidential. */
const OFFICER = grants('unit', 'officer');
const LEAD = grants('lead', 'officer', 'link');
const RESIDENT = grants('any', 'resident');
const SERVER = grants('any', 'system');
const REPORTER = grants(
	'reporter',
	'gridWorker',
	'cadre',
	'stationHead',
	'officer',
	'gridChief',
	'supervisor'
);
const SUPERVISOR = grants('area', 'supervisor');
const CHECKER = grants('checker', 'gridWorker', 'cadre', 'stationHead', 'supervisor');

const BEFORE_WORK: readonly CaseStatus[] = ['reported', 'verifying', 'filed', 'parked'];
const CALLED: readonly CaseStatus[] = ['reported', 'verifying', 'parked', 'filed', 'handling'];
const OPEN: readonly CaseStatus[] = [...CALLED, 'checking', 'enforcement'];
const OPEN_OR_CLOSED: readonly CaseStatus[] = [...OPEN, 'closed'];
/** After a check that failed: to the lead, to a new lead, or taken in anew. */
const BACK: readonly CaseStatus[] = ['handling', 'filed', 'reported'];

/** Each of `from` to each of `to`. */
const moves = (from: TableRow['from'], to: readonly CaseStatus[]): Move[] =>
	(from === 'new' ? [from] : from).flatMap((left) =>
		to.filter((right) => right !== left).map((right): Move => [left, right])
	);

const row = (
	from: TableRow['from'],
	by: readonly (readonly Grant[])[],
	emits: readonly CaseEventType[],
	to: readonly CaseStatus[] | { readonly only: readonly Move[] } = []
): TableRow => ({
	from,
	by: by.flat(),
	emits,
	moves: 'only' in to ? to.only : moves(from, to)
});

export const CASE_TABLE: Readonly<Record<CaseCommandType, TableRow>> = {
	'case.report': row(
		'new',
		[
			grants('town', 'gridWorker', 'cadre', 'stationHead', 'officer', 'gridChief', 'supervisor'),
			DESK,
			HOTLINE,
			WATCH,
			RESIDENT
		],
		['case.reported', 'case.numbered', 'case.hotlineStepped', 'case.parked'],
		['reported', 'parked']
	),
	'case.amend': row(BEFORE_WORK, [DESK, STATION, HOTLINE, REPORTER], ['case.amended']),
	'case.addPhotos': row(
		OPEN,
		[DESK, STATION, WORKER, GRID_CHIEF, UNIT, REPORTER, CHECKER],
		['case.photosAdded']
	),
	'case.askVerify': row(['reported'], [DESK, STATION], ['case.verifyAsked'], ['verifying']),
	'case.verifyExists': row(
		['verifying'],
		[CHECKER, WORKER, STATION, DESK],
		['case.verified'],
		['reported']
	),
	'case.file': row(['reported', 'verifying', 'filed'], [DESK, STATION], ['case.filed'], ['filed']),
	'case.refuse': row(['reported', 'verifying'], [DESK], ['case.refused'], ['refused']),
	'case.void': row(BEFORE_WORK, [CHIEF, REPORTER], ['case.voided'], ['void']),
	'case.dispatch': row(['filed'], [DESK, STATION], ['case.dispatched'], ['handling']),
	'case.fileAndDispatch': row(
		['reported', 'verifying', 'filed'],
		[DESK, STATION],
		['case.filed', 'case.dispatched'],
		['handling']
	),
	'case.withdrawDispatch': row(
		['handling'],
		[DESK, STATION],
		['case.dispatchWithdrawn', 'case.unfiled'],
		['filed', 'reported']
	),
	'case.redispatch': row(['handling'], [DESK, STATION], ['case.dispatched']),
	'case.addUnit': row(['handling'], [DESK, STATION], ['case.unitAdded']),
	'case.releaseUnit': row(OPEN, [DESK, STATION], ['case.unitReleased']),
	'case.whistle': row(
		CALLED,
		[WORKER, STATION, GRID_CHIEF, REPORTER, DESK],
		['case.unparked', 'case.whistled'],
		{ only: [['parked', 'reported']] }
	),
	'case.accept': row(OPEN, [UNIT, DESK, STATION], ['case.unitAccepted']),
	'case.decline': row(CALLED, [UNIT, DESK, STATION], ['case.unitDeclined'], {
		only: [['handling', 'filed']]
	}),
	'case.arrive': row(OPEN, [UNIT, DESK, STATION], ['case.unitAccepted', 'case.unitArrived']),
	'case.handIn': row(OPEN, [UNIT, DESK, STATION], ['case.unitAccepted', 'case.unitDone']),
	'case.applyClose': row(
		['handling'],
		[LEAD, DESK, STATION],
		['case.resumed', 'case.closeApplied'],
		['checking']
	),
	'case.check': row(
		['checking', 'closed'],
		[CHECKER, WORKER, STATION, SUPERVISOR, DESK],
		['case.checked', 'case.closed', 'case.reworkOrdered'],
		// A sample that did not hold has nobody to go back to.
		{ only: [...moves(['checking'], ['closed', ...BACK]), ['closed', 'reported']] }
	),
	'case.rework': row(['handling', 'checking'], [DESK, STATION], ['case.reworkOrdered'], {
		only: moves(['checking'], BACK)
	}),
	'case.sample': row(['closed'], [DESK, SUPERVISOR], ['case.sampled']),
	'case.close': row(['checking'], [CHIEF], ['case.closed'], ['closed']),
	'case.forceClose': row(OPEN, [CHIEF], ['case.resumed', 'case.closed'], ['closed']),
	'case.selfHandle': row(['reported'], [WORKER, STATION, REPORTER], ['case.parked'], ['parked']),
	'case.finishSelf': row(
		['parked'],
		[WORKER, STATION, REPORTER],
		['case.selfFinished', 'case.closed'],
		['closed']
	),
	'case.unpark': row(
		['parked'],
		[WORKER, STATION, DESK, REPORTER],
		['case.unparked'],
		['reported']
	),
	'case.remind': row(OPEN, [DESK, STATION, GRID_CHIEF, WATCH], ['case.reminded']),
	'case.supervise': row(OPEN, [CHIEF, WATCH], ['case.supervised']),
	'case.answerSupervision': row(
		OPEN_OR_CLOSED,
		[LEAD, DESK, STATION],
		['case.supervisionAnswered']
	),
	'case.requestExtension': row(['handling'], [LEAD, DESK], ['case.extensionAsked']),
	'case.decideExtension': row(['handling'], [CHIEF], ['case.extensionDecided']),
	'case.suspend': row(['handling'], [CHIEF], ['case.resumed', 'case.suspended']),
	'case.resume': row(['handling'], [CHIEF, SERVER], ['case.resumed']),
	'case.retime': row(['handling'], [SERVER], ['case.retimed']),
	'case.appeal': row(OPEN_OR_CLOSED, [LEAD, DESK], ['case.appealed']),
	'case.decideAppeal': row(OPEN_OR_CLOSED, [CHIEF, SUPERVISOR], ['case.appealDecided']),
	'case.merge': row(BEFORE_WORK, [DESK], ['case.mergedInto'], ['merged']),
	'case.unmerge': row(['merged'], [DESK], ['case.unmerged'], BEFORE_WORK),
	'case.absorb': row(OPEN, [SERVER], ['case.absorbed']),
	'case.release': row([...OPEN_OR_CLOSED, 'merged'], [SERVER], ['case.released']),
	'case.takeOver': row(OPEN, [DESK], ['case.takenOver']),
	'case.handUp': row(OPEN, [CHIEF, STATION], ['case.handedUp']),
	'case.transferEnforcement': row(
		['handling'],
		[OFFICER, DESK],
		['case.resumed', 'case.enforcementStarted'],
		['enforcement']
	),
	'case.endEnforcement': row(
		['enforcement'],
		[OFFICER, DESK],
		['case.enforcementEnded'],
		['checking']
	),
	'case.takeCustody': row(CALLED, [GRID_CHIEF, CHIEF], ['case.custodyTaken']),
	'case.settleOwner': row(OPEN_OR_CLOSED, [GRID_CHIEF, DESK], ['case.ownerSettled']),
	'case.remark': row(
		OPEN_OR_CLOSED,
		[grants('area', 'leader')],
		['case.remarked', 'case.supervised']
	),
	'case.recordDispute': row(OPEN_OR_CLOSED, [STATION, OFFICER, DESK], ['case.disputeRecorded']),
	'case.hotlineStep': row(OPEN_OR_CLOSED, [HOTLINE, DESK], ['case.hotlineStepped']),
	'case.followUp': row(['closed'], [DESK, HOTLINE, STATION], ['case.followedUp']),
	'case.reopen': row(
		['closed'],
		[RESIDENT, DESK, HOTLINE, STATION],
		['case.reopened'],
		['checking']
	),
	'case.voice': row(OPEN, [RESIDENT, DESK, HOTLINE], ['case.voiced'])
};
