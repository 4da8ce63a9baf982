/**
 * From a stable code to words: the only place that knows both. A code is never renamed, so words for
 * one that is no longer given stay: an inbox may be older than this version.
 */
import type { Rejection } from '../domain/error';
import { m } from '~/paraglide/messages';

export interface ErrorWords {
	readonly text: string;
	/** `info` needs no act, `fixable` is changed in the form, `final` cannot be done at all. */
	readonly severity: 'info' | 'fixable' | 'final';
	/** What a screen offers beside the words. */
	readonly action?: 'fix' | 'photo' | 'signIn' | 'wait' | 'space' | 'update' | 'callDesk';
	/** Field of the form at fault. */
	readonly field?: string;
}

interface Entry {
	readonly words: (params: Params) => string;
	readonly severity: ErrorWords['severity'];
	readonly action?: ErrorWords['action'];
}

/** Every value that any of the words needs; an absent one reads as nothing, never as `undefined`. */
interface Params {
	readonly unit: string | number;
	readonly units: string | number;
	readonly by: string | number;
	readonly seconds: string | number;
	readonly words: string | number;
}
const NO_PARAMS: Params = { unit: '', units: '', by: '', seconds: '', words: '' };

const info = (words: Entry['words'], action?: Entry['action']): Entry =>
	entry('info', words, action);
const fixable = (words: Entry['words'], action?: Entry['action']): Entry =>
	entry('fixable', words, action);
const final = (words: Entry['words'], action?: Entry['action']): Entry =>
	entry('final', words, action);

function entry(severity: Entry['severity'], words: Entry['words'], action: Entry['action']): Entry {
	return action === undefined ? { words, severity } : { words, severity, action };
}

export const ERROR_CATALOG: Readonly<Record<string, Entry>> = {
	'auth/bad-credentials': fixable(m.error_auth_bad_credentials),
	'auth/too-many': fixable(m.error_auth_too_many, 'wait'),
	'auth/disabled': final(m.error_auth_disabled, 'callDesk'),
	'auth/revoked': final(m.error_auth_revoked, 'callDesk'),
	'auth/upgrade': final(m.error_auth_upgrade, 'update'),
	'auth/sign-in': fixable(m.error_auth_sign_in, 'signIn'),
	'auth/offline': fixable(m.error_auth_offline, 'wait'),
	'auth/malformed': final(m.error_auth_malformed, 'update'),
	'store/full': fixable(m.error_store_full, 'space'),
	'store/lost': fixable(m.error_store_lost, 'wait'),
	'store/broken': fixable(m.error_store_broken, 'wait'),
	'store/newer': final(m.error_store_newer, 'update'),
	'store/unavailable': final(m.error_store_unavailable, 'space'),
	'store/not-ready': fixable(m.error_store_not_ready, 'wait'),
	'sync/rejected': fixable(m.error_sync_rejected, 'fix'),
	'sync/conflict-hash': final(m.error_sync_conflict_hash, 'callDesk'),
	'sync/quarantined': final(m.error_sync_quarantined, 'callDesk'),
	'sync/unknown-command': final(m.error_sync_unknown_command),
	'desk/returned': fixable(m.error_desk_returned, 'fix'),
	'desk/discarded': final(m.error_desk_discarded, 'callDesk'),
	'desk/unknown': final(m.error_desk_unknown),
	'desk/busy': fixable(m.error_desk_busy, 'wait'),
	'command/invalid': fixable(m.error_command_invalid, 'fix'),
	'command/too-long': fixable(m.error_command_too_long, 'fix'),
	'command/unknown-type': info(m.error_command_unknown_type, 'update'),
	'command/waits': info(m.error_command_waits, 'wait'),
	'command/not-json': final(m.error_command_not_json, 'callDesk'),
	'command/bad-envelope': final(m.error_command_bad_envelope, 'callDesk'),
	'command/bad-encoding': final(m.error_command_bad_encoding, 'callDesk'),
	'command/other-content': final(m.error_command_other_content, 'callDesk'),
	'command/other-replica': final(m.error_command_other_replica, 'callDesk'),
	'command/sequence-taken': fixable(m.error_command_sequence_taken, 'fix'),
	'command/server-only': final(m.error_command_server_only),
	'case/unknown': final(m.error_case_unknown),
	'case/exists': final(m.error_case_exists),
	'case/not-allowed': final(m.error_case_not_allowed, 'callDesk'),
	'case/wrong-status': final(m.error_case_wrong_status),
	'case/already-closed': info(m.error_case_already_closed),
	'case/already-filed': info(m.error_case_already_filed),
	'case/taken-over': final(m.error_case_taken_over),
	'case/source-not-yours': fixable(m.error_case_source_not_yours, 'fix'),
	'case/own-work': final(m.error_case_own_work),
	'case/units-called': final(m.error_case_units_called),
	'case/other-town': fixable(m.error_case_other_town, 'fix'),
	'case/village-outside': fixable(m.error_case_village_outside, 'fix'),
	'case/grid-outside': fixable(m.error_case_grid_outside, 'fix'),
	'case/no-position': fixable(m.error_case_no_position, 'fix'),
	'case/unknown-category': fixable(m.error_case_unknown_category, 'fix'),
	'case/unknown-condition': fixable(m.error_case_unknown_condition, 'fix'),
	'case/condition-of-other-category': fixable(m.error_case_condition_of_other_category, 'fix'),
	'case/empty-report': fixable(m.error_case_empty_report, 'fix'),
	'case/photo-missing': fixable(m.error_case_photo_missing, 'photo'),
	'case/not-self-handled': final(m.error_case_not_self_handled),
	'case/nothing-changed': info(m.error_case_nothing_changed),
	'case/reason-missing': fixable(m.error_case_reason_missing, 'fix'),
	'case/merge-into-itself': fixable(m.error_case_merge_into_itself, 'fix'),
	'case/not-merged': final(m.error_case_not_merged),
	'case/not-filed': final(m.error_case_not_filed),
	'case/filed-before': final(m.error_case_filed_before),
	'case/limit-needs-reason': fixable(m.error_case_limit_needs_reason, 'fix'),
	'case/life-safety-clock': fixable(m.error_case_life_safety_clock, 'fix'),
	'case/unknown-unit': fixable(m.error_case_unknown_unit, 'fix'),
	'case/lead-assists': fixable(m.error_case_lead_assists, 'fix'),
	'case/not-own-force': final(m.error_case_not_own_force, 'callDesk'),
	'case/already-accepted': final(m.error_case_already_accepted),
	'case/already-called': info(m.error_case_already_called),
	'case/lead-needs-redispatch': fixable(m.error_case_lead_needs_redispatch),
	'case/no-lead': final(m.error_case_no_lead),
	'case/lead-unfinished': final(m.error_case_lead_unfinished, 'wait'),
	'case/units-unfinished': final(m.error_case_units_unfinished, 'wait'),
	'case/already-checked': info(m.error_case_already_checked),
	'case/not-checked': final(m.error_case_not_checked, 'wait'),
	'case/nothing-handed-in': final(m.error_case_nothing_handed_in),
	'case/date-past': fixable(m.error_case_date_past, 'fix'),
	'case/review-after-end': fixable(m.error_case_review_after_end, 'fix'),
	'case/no-such-supervision': fixable(m.error_case_no_such_supervision, 'fix'),
	'case/no-clock': final(m.error_case_no_clock),
	'case/extension-pending': info(m.error_case_extension_pending, 'wait'),
	'case/extensions-used': final(m.error_case_extensions_used),
	'case/not-extendable': final(m.error_case_not_extendable),
	'case/no-extension-asked': final(m.error_case_no_extension_asked),
	'case/already-suspended': info(m.error_case_already_suspended),
	'case/not-suspended': info(m.error_case_not_suspended),
	'case/not-suspendable': final(m.error_case_not_suspendable),
	'case/not-overdue': final(m.error_case_not_overdue),
	'case/already-appealed': info(m.error_case_already_appealed),
	'case/no-appeal': final(m.error_case_no_appeal),
	'case/already-taken-over': info(m.error_case_already_taken_over),
	'case/already-handed-up': info(m.error_case_already_handed_up),
	'case/not-enforceable': final(m.error_case_not_enforceable),
	'case/no-custody': final(m.error_case_no_custody),
	'case/not-hotline': final(m.error_case_not_hotline),
	'job/not-called': final(m.error_job_not_called),
	'job/already-accepted': info(m.error_job_already_accepted),
	'job/already-arrived': info(m.error_job_already_arrived),
	'job/already-done': info(m.error_job_already_done),
	'job/already-closed': info(m.error_job_already_closed),
	'job/work-has-begun': final(m.error_job_work_has_begun),
	'job/after-photo-missing': fixable(m.error_job_after_photo_missing, 'photo'),
	'job/has-account': final(m.error_job_has_account),
	'patrol/unknown': final(m.error_patrol_unknown),
	'patrol/exists': final(m.error_patrol_exists),
	'patrol/not-allowed': final(m.error_patrol_not_allowed),
	'patrol/wrong-status': final(m.error_patrol_wrong_status),
	'patrol/other-town': fixable(m.error_patrol_other_town, 'fix'),
	'note/exists': info(m.error_note_exists),
	'note/not-allowed': final(m.error_note_not_allowed),
	'note/other-town': final(m.error_note_other_town),
	'note/unknown-case': final(m.error_note_unknown_case),
	'photo/bad-case': final(m.error_photo_bad_case, 'callDesk'),
	'photo/bad-hash': final(m.error_photo_bad_hash, 'callDesk'),
	'photo/goes-on': final(m.error_photo_goes_on, 'callDesk'),
	'photo/metadata': final(m.error_photo_metadata, 'callDesk'),
	'photo/no-thumb': final(m.error_photo_no_thumb, 'callDesk'),
	'photo/nobody': fixable(m.error_photo_nobody, 'signIn'),
	'photo/not-declared': info(m.error_photo_not_declared, 'wait'),
	'photo/not-jpeg': final(m.error_photo_not_jpeg, 'callDesk'),
	'photo/other-hash': final(m.error_photo_other_hash, 'callDesk'),
	'photo/other-length': final(m.error_photo_other_length, 'callDesk'),
	'photo/too-large': final(m.error_photo_too_large, 'callDesk'),
	'photo/too-many-pixels': final(m.error_photo_too_many_pixels, 'callDesk'),
	'photo/too-small': final(m.error_photo_too_small, 'callDesk'),
	'photo/truncated': final(m.error_photo_truncated, 'callDesk'),
	'photo/unknown': final(m.error_photo_unknown),
	'server/failed': final(m.error_server_failed, 'callDesk'),
	'server/no-rules': info(m.error_server_no_rules, 'wait')
};

export function wordsFor({ code, field, params }: Rejection): ErrorWords {
	const known = Object.hasOwn(ERROR_CATALOG, code) ? ERROR_CATALOG[code] : undefined;
	const { words, severity, action } = known ?? final(() => m.error_unknown({ code }));
	return {
		text: words({ ...NO_PARAMS, ...params }),
		severity,
		...(action !== undefined && { action }),
		...(field !== undefined && { field })
	};
}
