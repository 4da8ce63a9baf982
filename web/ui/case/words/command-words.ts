/** A command of this device in words: what waits, what came back. */
import type { CommandType } from '~/domain/aggregates';
import { m } from '~/paraglide/messages';

const WORDS: Partial<Record<CommandType, () => string>> = {
	'case.report': m.phone_command_report,
	'case.amend': m.case_event_amended,
	'case.addPhotos': m.phone_act_addPhotos,
	'case.askVerify': m.case_event_verifyAsked,
	'case.verifyExists': m.phone_command_verify,
	'case.file': m.case_event_filed,
	'case.refuse': m.case_event_refused,
	'case.void': m.phone_act_void,
	'case.dispatch': m.case_event_dispatched,
	'case.fileAndDispatch': m.case_event_filedAndDispatched,
	'case.withdrawDispatch': m.case_event_dispatchWithdrawn,
	'case.redispatch': m.case_event_redispatched,
	'case.whistle': m.phone_act_whistle,
	'case.accept': m.phone_command_accept,
	'case.decline': m.phone_act_decline,
	'case.arrive': m.phone_command_arrive,
	'case.handIn': m.phone_act_handIn,
	'case.applyClose': m.phone_act_applyClose,
	'case.check': m.phone_command_check,
	'case.rework': m.case_event_reworkOrdered,
	'case.close': m.case_event_closed_rule,
	'case.forceClose': m.case_event_closed_forced,
	'case.selfHandle': m.phone_act_selfHandle,
	'case.finishSelf': m.case_event_selfFinished,
	'case.unpark': m.phone_act_unpark,
	'case.remind': m.case_event_reminded,
	'case.supervise': m.case_event_supervised,
	'case.suspend': m.case_event_suspended,
	'case.resume': m.case_event_resumed,
	'case.merge': m.case_event_mergedInto,
	'case.remark': m.case_event_remarked,
	'case.reopen': m.case_event_reopened,
	'patrol.start': m.patrol_start,
	'patrol.visit': m.patrol_visit,
	'patrol.pause': m.patrol_pause,
	'patrol.resume': m.patrol_resume,
	'patrol.end': m.patrol_end,
	'note.write': m.phone_command_note
};

export const commandWord = (type: CommandType): string => (WORDS[type] ?? m.phone_command_other)();
