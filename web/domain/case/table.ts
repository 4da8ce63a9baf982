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
}

const DESK = grants('area', 'clerk', 'chief');
const CHIEF = grants('area', 'chief');
const STATION = grants('area', 'stationHead', 'cadre');
const WORKER = grants('area', 'gridWorker');
const GRID_CHIEF = grants('area', 'gridChief');
const WATCH = grants('area', 'supervisor', 'leader');
const HOTLINE = grants('area', 'hotline');
const UNIT = grants('unit', 'officer', 'link');
const LEAD = grants('lead', 'officer', 'link');
const RESIDENT = grants('any', 'resident');
const SERVER = grants('any', 'system');
const REPORTER = grants('reporter', 'gridWorker', 'cadre', 'stationHead', 'officer', 'supervisor');
const CHECKER = grants('checker', 'gridWorker', 'cadre', 'stationHead', 'supervisor');

const BEFORE_WORK: readonly CaseStatus[] = ['reported', 'verifying', 'filed', 'parked'];
const CALLED: readonly CaseStatus[] = ['reported', 'verifying', 'parked', 'filed', 'handling'];
const OPEN: readonly CaseStatus[] = [...CALLED, 'checking', 'enforcement'];

const row = (
	from: TableRow['from'],
	by: readonly (readonly Grant[])[],
	...emits: CaseEventType[]
): TableRow => ({ from, by: by.flat(), emits });

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
		'case.reported',
		'case.numbered',
		'case.parked',
		'case.hotlineStepped'
	),
	'case.amend': row(BEFORE_WORK, [DESK, STATION, HOTLINE, REPORTER], 'case.amended'),
	'case.addPhotos': row(
		OPEN,
		[DESK, STATION, WORKER, GRID_CHIEF, UNIT, REPORTER, CHECKER],
		'case.photosAdded'
	),
	'case.askVerify': row(['reported'], [DESK, STATION], 'case.verifyAsked'),
	'case.verifyExists': row(['verifying'], [CHECKER, WORKER, STATION, DESK], 'case.verified'),
	'case.file': row(['reported', 'verifying'], [DESK, STATION], 'case.filed'),
	'case.refuse': row(['reported', 'verifying'], [DESK], 'case.refused'),
	'case.void': row(['reported', 'verifying', 'parked', 'filed'], [CHIEF, REPORTER], 'case.voided'),
	'case.dispatch': row(['filed'], [DESK, STATION], 'case.dispatched'),
	'case.fileAndDispatch': row(
		['reported', 'verifying'],
		[DESK, STATION],
		'case.filed',
		'case.dispatched'
	),
	'case.withdrawDispatch': row(
		['handling'],
		[DESK, STATION],
		'case.dispatchWithdrawn',
		'case.unfiled'
	),
	'case.redispatch': row(['handling'], [DESK, STATION], 'case.dispatched'),
	'case.addUnit': row(['handling'], [DESK, STATION], 'case.unitAdded'),
	'case.releaseUnit': row(CALLED, [DESK, STATION], 'case.unitReleased'),
	'case.whistle': row(CALLED, [WORKER, STATION, GRID_CHIEF, REPORTER, DESK], 'case.whistled'),
	'case.accept': row(CALLED, [UNIT, DESK, STATION], 'case.unitAccepted'),
	'case.decline': row(CALLED, [UNIT, DESK, STATION], 'case.unitDeclined'),
	'case.arrive': row(CALLED, [UNIT, DESK, STATION], 'case.unitAccepted', 'case.unitArrived'),
	'case.handIn': row(CALLED, [UNIT, DESK, STATION], 'case.unitAccepted', 'case.unitDone'),
	'case.applyClose': row(['handling'], [LEAD, DESK, STATION], 'case.closeApplied'),
	'case.check': row(
		['checking'],
		[CHECKER, WORKER, STATION, grants('area', 'supervisor'), DESK],
		'case.checked',
		'case.closed',
		'case.reworkOrdered'
	),
	'case.rework': row(['handling', 'checking'], [DESK, STATION], 'case.reworkOrdered'),
	'case.close': row(['checking'], [CHIEF], 'case.closed'),
	'case.forceClose': row(OPEN, [CHIEF], 'case.closed'),
	'case.selfHandle': row(['reported'], [WORKER, STATION], 'case.parked'),
	'case.finishSelf': row(['parked'], [WORKER, STATION], 'case.selfFinished', 'case.closed'),
	'case.unpark': row(['parked'], [WORKER, STATION, DESK], 'case.unparked'),
	'case.remind': row(OPEN, [DESK, STATION, GRID_CHIEF, WATCH], 'case.reminded'),
	'case.supervise': row(OPEN, [CHIEF, WATCH], 'case.supervised'),
	'case.answerSupervision': row(OPEN, [LEAD, DESK], 'case.supervisionAnswered'),
	'case.requestExtension': row(['handling'], [LEAD, DESK], 'case.extensionAsked'),
	'case.decideExtension': row(['handling'], [CHIEF], 'case.extensionDecided'),
	'case.suspend': row(['handling'], [CHIEF], 'case.suspended'),
	'case.resume': row(['handling'], [CHIEF], 'case.resumed'),
	'case.appeal': row([...OPEN, 'closed'], [LEAD, DESK], 'case.appealed'),
	'case.decideAppeal': row(
		[...OPEN, 'closed'],
		[CHIEF, grants('area', 'supervisor')],
		'case.appealDecided'
	),
	'case.merge': row(BEFORE_WORK, [DESK], 'case.mergedInto'),
	'case.unmerge': row(['merged'], [DESK], 'case.unmerged'),
	'case.absorb': row(OPEN, [SERVER], 'case.absorbed'),
	'case.release': row([...OPEN, 'closed'], [SERVER], 'case.released'),
	'case.takeOver': row(OPEN, [DESK], 'case.takenOver'),
	'case.handUp': row(OPEN, [CHIEF, STATION], 'case.handedUp'),
	'case.transferEnforcement': row(['handling'], [UNIT, DESK], 'case.enforcementStarted'),
	'case.endEnforcement': row(['enforcement'], [UNIT, DESK], 'case.enforcementEnded'),
	'case.takeCustody': row(CALLED, [GRID_CHIEF, CHIEF], 'case.custodyTaken'),
	'case.settleOwner': row([...OPEN, 'closed'], [GRID_CHIEF, DESK], 'case.ownerSettled'),
	'case.remark': row(
		[...OPEN, 'closed'],
		[grants('area', 'leader')],
		'case.remarked',
		'case.supervised'
	),
	'case.recordDispute': row(
		OPEN,
		[STATION, grants('unit', 'officer'), DESK],
		'case.disputeRecorded'
	),
	'case.hotlineStep': row([...OPEN, 'closed'], [HOTLINE, DESK], 'case.hotlineStepped'),
	'case.followUp': row(['closed'], [DESK, HOTLINE, STATION], 'case.followedUp'),
	'case.reopen': row(['closed'], [RESIDENT, DESK, HOTLINE, STATION], 'case.reopened'),
	'case.voice': row(OPEN, [RESIDENT, DESK, HOTLINE], 'case.voiced')
};
