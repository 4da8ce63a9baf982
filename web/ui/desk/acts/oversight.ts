/** Moves on time, pressure, closing and the rarer ends. */
import AlarmClockPlus from '@lucide/svelte/icons/alarm-clock-plus';
import ArrowBigUp from '@lucide/svelte/icons/arrow-big-up';
import ArrowUpToLine from '@lucide/svelte/icons/arrow-up-to-line';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import CirclePlay from '@lucide/svelte/icons/circle-play';
import ClipboardX from '@lucide/svelte/icons/clipboard-x';
import FileWarning from '@lucide/svelte/icons/file-warning';
import Flag from '@lucide/svelte/icons/flag';
import HeartHandshake from '@lucide/svelte/icons/heart-handshake';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole';
import PhoneCall from '@lucide/svelte/icons/phone-call';
import PhoneForwarded from '@lucide/svelte/icons/phone-forwarded';
import Reply from '@lucide/svelte/icons/reply';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Stamp from '@lucide/svelte/icons/stamp';
import { m } from '~/paraglide/messages';
import { SATISFACTION, SUPERVISION_BASES } from '~/domain/case/commands';
import { compact } from '~/domain/compact';
import type { Limit } from '~/domain/limits';
import { DAY } from '~/domain/time';
import { act, list, text, textOr, when, type Act, type FieldSpec, type Values } from './act';
import { choice, photos, reason, unitsDone, words } from './fields';
import { BASIS_WORD, RESULT_WORD, STEP_WORD } from './words';

const approve = (label: () => string): FieldSpec =>
	choice('approve', label, [
		['yes', m.desk_approve_yes],
		['no', m.desk_approve_no]
	]);
const approved = (values: Values) => ({
	approve: values.approve === 'yes',
	reason: text(values, 'reason')
});

const soon = (days: number) => (view: { town: { now: number } }) => view.town.now + days * DAY;

const yesOrAbsent = (values: Values, key: string): boolean | undefined =>
	values[key] === 'yes' ? true : values[key] === 'no' ? false : undefined;

const YES_NO = [
	['yes', m.desk_yes],
	['no', m.desk_no]
] as const;

export const TIME: readonly Act[] = [
	act('case.supervise', {
		group: 'time',
		label: m.desk_act_supervise,
		icon: Stamp,
		follows: m.desk_follows_supervise,
		fields: [
			choice(
				'basis',
				m.desk_field_basis,
				SUPERVISION_BASES.map((basis) => [basis, BASIS_WORD[basis]] as const)
			),
			{ key: 'responsible', kind: 'text', label: m.desk_field_responsible },
			{
				key: 'reportBackBy',
				kind: 'when',
				label: m.desk_field_reportBackBy,
				initial: soon(3)
			},
			words(false, m.desk_field_supervise_words)
		],
		data: (values) => ({
			basis: text(values, 'basis') as (typeof SUPERVISION_BASES)[number],
			responsible: text(values, 'responsible'),
			reportBackBy: when(values, 'reportBackBy'),
			words: text(values, 'words')
		})
	}),
	act('case.answerSupervision', {
		group: 'time',
		label: m.desk_act_answerSupervision,
		icon: Reply,
		offered: ({ state }) => state.supervisions.some((entry) => !entry.answeredAt),
		fields: [
			{
				key: 'number',
				kind: 'choice',
				label: m.desk_field_supervision,
				options: ({ state }) =>
					state.supervisions
						.filter((entry) => entry.number !== undefined && !entry.answeredAt)
						.map((entry) => ({ value: entry.number ?? '', label: entry.number ?? '' })),
				initial: ({ state }) =>
					state.supervisions.find((entry) => entry.number && !entry.answeredAt)?.number ?? ''
			},
			words(false)
		],
		data: (values) => ({ number: text(values, 'number'), words: text(values, 'words') })
	}),
	act('case.requestExtension', {
		group: 'time',
		label: m.desk_act_requestExtension,
		icon: AlarmClockPlus,
		fields: [
			{
				key: 'extra',
				kind: 'limit',
				label: m.desk_field_extra,
				initial: ({ state }): Limit => ({ n: 1, unit: state.clock?.limit.unit ?? 'workDay' })
			},
			reason()
		],
		data: (values) => ({ extra: values.extra as Limit, reason: text(values, 'reason') })
	}),
	act('case.decideExtension', {
		group: 'time',
		label: m.desk_act_decideExtension,
		icon: CalendarCheck,
		offered: ({ state }) => state.extensions.some((entry) => entry.approved === undefined),
		fields: [approve(m.desk_field_approve), reason(m.desk_field_opinion)],
		data: approved
	}),
	act('case.suspend', {
		group: 'time',
		label: m.desk_act_suspend,
		icon: CirclePause,
		follows: m.desk_follows_suspend,
		fields: [
			{ key: 'until', kind: 'when', label: m.desk_field_until, initial: soon(14) },
			{ key: 'reviewAt', kind: 'when', label: m.desk_field_reviewAt, initial: soon(7) },
			reason()
		],
		data: (values) => ({
			until: when(values, 'until'),
			reviewAt: when(values, 'reviewAt'),
			reason: text(values, 'reason')
		})
	}),
	act('case.resume', {
		group: 'time',
		label: m.desk_act_resume,
		icon: CirclePlay,
		offered: ({ state }) => state.suspension !== undefined,
		fields: [reason()],
		data: (values) => ({ reason: text(values, 'reason') })
	}),
	act('case.appeal', {
		group: 'time',
		label: m.desk_act_appeal,
		icon: FileWarning,
		fields: [reason()],
		data: (values) => ({ reason: text(values, 'reason') })
	}),
	act('case.decideAppeal', {
		group: 'time',
		label: m.desk_act_decideAppeal,
		icon: ShieldCheck,
		offered: ({ state }) => state.appeals.some((entry) => entry.approved === undefined),
		fields: [approve(m.desk_field_appeal), reason(m.desk_field_opinion)],
		data: approved
	})
];

export const CLOSE: readonly Act[] = [
	act('case.check', {
		group: 'close',
		label: m.desk_act_check,
		icon: BadgeCheck,
		photoKind: 'after',
		fields: [
			choice('passed', m.desk_field_passed, [
				['yes', m.desk_passed_yes],
				['no', m.desk_passed_no]
			]),
			{ ...words(), hint: () => m.desk_field_check_words_hint() },
			unitsDone,
			photos
		],
		data: (values) =>
			compact({
				passed: values.passed === 'yes',
				words: text(values, 'words'),
				units: values.passed === 'no' ? list(values, 'units') : undefined
			})
	}),
	act('case.rework', {
		group: 'close',
		label: m.desk_act_rework,
		icon: RotateCcw,
		fields: [unitsDone, reason()],
		data: (values) => ({ units: list(values, 'units'), reason: text(values, 'reason') })
	}),
	act('case.close', {
		group: 'close',
		label: m.desk_act_close,
		icon: CircleCheck,
		final: true,
		fields: [words()],
		data: (values) => compact({ words: textOr(values, 'words') })
	}),
	act('case.forceClose', {
		group: 'close',
		label: m.desk_act_forceClose,
		icon: LockKeyhole,
		final: true,
		follows: m.desk_follows_forceClose,
		fields: [reason()],
		data: (values) => ({ reason: text(values, 'reason') })
	}),
	act('case.followUp', {
		group: 'close',
		label: m.desk_act_followUp,
		icon: PhoneCall,
		fields: [
			choice(
				'result',
				m.desk_field_result,
				SATISFACTION.map((result) => [result, RESULT_WORD[result]] as const)
			),
			choice('solved', m.desk_field_solved, YES_NO, { optional: true }),
			words()
		],
		data: (values) =>
			compact({
				result: text(values, 'result') as (typeof SATISFACTION)[number],
				solved: yesOrAbsent(values, 'solved'),
				words: text(values, 'words')
			})
	}),
	act('case.reopen', {
		group: 'close',
		label: m.desk_act_reopen,
		icon: ClipboardX,
		follows: m.desk_follows_reopen,
		fields: [words(), photos],
		data: (values) => ({ words: text(values, 'words') })
	})
];

export const MORE: readonly Act[] = [
	act('case.takeOver', {
		group: 'more',
		label: m.desk_act_takeOver,
		icon: ArrowUpToLine,
		follows: m.desk_follows_takeOver,
		fields: [reason()],
		data: (values) => ({ reason: text(values, 'reason') })
	}),
	act('case.handUp', {
		group: 'more',
		label: m.desk_act_handUp,
		icon: ArrowBigUp,
		fields: [{ key: 'to', kind: 'text', label: m.desk_field_to }, reason()],
		data: (values) => ({ to: text(values, 'to'), reason: text(values, 'reason') })
	}),
	act('case.takeCustody', {
		group: 'more',
		label: m.desk_act_takeCustody,
		icon: HeartHandshake,
		follows: m.desk_follows_takeCustody,
		fields: [{ key: 'responsible', kind: 'text', label: m.desk_field_responsible }, words(false)],
		data: (values) => ({
			responsible: text(values, 'responsible'),
			words: text(values, 'words')
		})
	}),
	act('case.settleOwner', {
		group: 'more',
		label: m.desk_act_settleOwner,
		icon: Flag,
		offered: ({ state }) => state.custody !== undefined,
		fields: [
			{ key: 'owner', kind: 'text', label: m.desk_field_owner },
			{ key: 'payer', kind: 'text', label: m.desk_field_payer },
			{
				key: 'settledOn',
				kind: 'when',
				label: m.desk_field_settledOn,
				initial: ({ town }) => town.now
			}
		],
		data: (values) => ({
			owner: text(values, 'owner'),
			payer: text(values, 'payer'),
			settledOn: when(values, 'settledOn')
		})
	}),
	act('case.recordDispute', {
		group: 'more',
		label: m.desk_act_recordDispute,
		icon: MessagesSquare,
		fields: [
			{
				key: 'parties',
				kind: 'words',
				label: m.desk_field_parties,
				hint: () => m.desk_field_parties_hint(),
				initial: ({ state }) => state.dispute?.parties.join('\n') ?? ''
			},
			{
				key: 'claims',
				kind: 'words',
				label: m.desk_field_claims,
				initial: ({ state }) => state.dispute?.claims ?? ''
			},
			{
				key: 'record',
				kind: 'words',
				label: m.desk_field_record,
				optional: true,
				initial: ({ state }) => state.dispute?.record ?? ''
			},
			{
				key: 'agreement',
				kind: 'words',
				label: m.desk_field_agreement,
				optional: true,
				initial: ({ state }) => state.dispute?.agreement ?? ''
			},
			choice('fulfilled', m.desk_field_fulfilled, YES_NO, { optional: true })
		],
		data: (values) =>
			compact({
				parties: text(values, 'parties')
					.split('\n')
					.map((party) => party.trim())
					.filter(Boolean),
				claims: text(values, 'claims'),
				record: text(values, 'record'),
				agreement: textOr(values, 'agreement'),
				fulfilled: yesOrAbsent(values, 'fulfilled')
			})
	}),
	act('case.hotlineStep', {
		group: 'more',
		label: m.desk_act_hotlineStep,
		icon: PhoneForwarded,
		fields: [
			choice(
				'step',
				m.desk_field_step,
				(['received', 'contacted', 'replied', 'returned', 'redone'] as const).map(
					(step) => [step, STEP_WORD[step]] as const
				)
			),
			words()
		],
		data: (values) => ({
			step: text(values, 'step') as keyof typeof STEP_WORD,
			words: text(values, 'words')
		})
	})
];
