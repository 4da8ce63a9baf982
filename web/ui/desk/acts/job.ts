/** Moves of the joint-duty job: whom to send, whom to add or let go, and what a unit phones in. */
import BellRing from '@lucide/svelte/icons/bell-ring';
import CircleCheckBig from '@lucide/svelte/icons/circle-check-big';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import CornerUpLeft from '@lucide/svelte/icons/corner-up-left';
import Gavel from '@lucide/svelte/icons/gavel';
import Handshake from '@lucide/svelte/icons/handshake';
import MapPinCheck from '@lucide/svelte/icons/map-pin-check';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Scale from '@lucide/svelte/icons/scale';
import Send from '@lucide/svelte/icons/send';
import Shuffle from '@lucide/svelte/icons/shuffle';
import Undo from '@lucide/svelte/icons/undo-2';
import UserMinus from '@lucide/svelte/icons/user-minus';
import UserPlus from '@lucide/svelte/icons/user-plus';
import { m } from '~/paraglide/messages';
import type { Outcome } from '~/domain/case/commands';
import { activeParts, type UnitPart } from '~/domain/case/state';
import { compact } from '~/domain/compact';
import { teamOf } from '~/domain/refs';
import { whistleTeam } from '~/ui/case/whistle-team';
import { act, list, text, textOr, when, type Act, type FieldSpec } from './act';
import {
	calledUnit,
	newUnit,
	outcomes,
	partToRelease,
	photos,
	reason,
	unitOptions,
	words
} from './fields';
import { NO_CATEGORY, NO_UNIT } from './samples';

const before = (part: UnitPart) => part.status === 'waiting' || part.status === 'accepted';

/** Panels ask for their data themselves; this is only what `preview` is asked with. */
const NOBODY = { lead: NO_UNIT, assist: [] };

const whistled: FieldSpec = {
	key: 'units',
	kind: 'choices',
	label: m.desk_field_whistle_units,
	options: (view) => {
		const team = teamOf(view.town.joint, view.state.place.village);
		const own = view.state.place.village;
		return unitOptions(view).filter(
			({ value }) => team.includes(value) || view.town.unit(value)?.village === own
		);
	},
	initial: ({ state, town }) => {
		const called = new Set(activeParts(state).map((part) => part.unit));
		const condition = state.condition ? town.scheme?.condition(state.condition) : undefined;
		const { preset } = whistleTeam(state.place.village, condition, town.units, town.joint);
		return preset.filter((unit) => !called.has(unit));
	}
};

const meeting: readonly FieldSpec[] = [
	{ key: 'meetAt', kind: 'when', label: m.desk_field_meetAt, optional: true },
	{ key: 'meetPlace', kind: 'text', label: m.desk_field_meetPlace, optional: true }
];

export const JOB: readonly Act[] = [
	act('case.fileAndDispatch', {
		group: 'job',
		label: m.desk_act_fileAndDispatch,
		icon: Send,
		keys: 'D',
		panel: 'dispatch',
		fields: [],
		offered: ({ state }) => state.status === 'reported' || state.status === 'verifying',
		data: () => ({ ...NO_CATEGORY, ...NOBODY })
	}),
	act('case.dispatch', {
		group: 'job',
		label: m.desk_act_dispatch,
		icon: Send,
		keys: 'D',
		panel: 'dispatch',
		fields: [],
		offered: ({ state }) => state.status === 'filed',
		data: () => NOBODY
	}),
	act('case.redispatch', {
		group: 'job',
		label: m.desk_act_redispatch,
		icon: Shuffle,
		panel: 'dispatch',
		fields: [],
		data: () => ({ ...NOBODY, reason: NO_UNIT })
	}),
	act('case.withdrawDispatch', {
		group: 'job',
		label: m.desk_act_withdrawDispatch,
		icon: Undo,
		follows: m.desk_follows_withdraw,
		fields: [reason()],
		data: (values) => ({ reason: text(values, 'reason') })
	}),
	act('case.addUnit', {
		group: 'job',
		label: m.desk_act_addUnit,
		icon: UserPlus,
		fields: [newUnit, reason()],
		data: (values) => ({ unit: text(values, 'unit'), reason: text(values, 'reason') })
	}),
	act('case.releaseUnit', {
		group: 'job',
		label: m.desk_act_releaseUnit,
		icon: UserMinus,
		follows: m.desk_follows_release,
		fields: [partToRelease, reason()],
		data: (values) => ({ unit: text(values, 'unit'), reason: text(values, 'reason') })
	}),
	act('case.whistle', {
		group: 'job',
		label: m.desk_act_whistle,
		icon: Megaphone,
		follows: m.desk_follows_whistle,
		fields: [whistled, reason(), ...meeting],
		data: (values) =>
			compact({
				units: list(values, 'units'),
				reason: text(values, 'reason'),
				meetAt: Number.isNaN(when(values, 'meetAt')) ? undefined : when(values, 'meetAt'),
				meetPlace: textOr(values, 'meetPlace')
			})
	}),
	act('case.accept', {
		group: 'unit',
		label: m.desk_act_accept,
		icon: Handshake,
		fields: [calledUnit((part) => part.status === 'waiting')],
		data: (values) => ({ unit: text(values, 'unit') })
	}),
	act('case.arrive', {
		group: 'unit',
		label: m.desk_act_arrive,
		icon: MapPinCheck,
		fields: [calledUnit(before)],
		data: (values) => ({ unit: text(values, 'unit') })
	}),
	act('case.handIn', {
		group: 'unit',
		label: m.desk_act_handIn,
		icon: ClipboardCheck,
		photoKind: 'after',
		fields: [calledUnit((part) => part.status !== 'done'), outcomes, words(), photos],
		data: (values) => ({
			unit: text(values, 'unit'),
			outcomes: list(values, 'outcomes') as Outcome[],
			words: text(values, 'words')
		})
	}),
	act('case.decline', {
		group: 'unit',
		label: m.desk_act_decline,
		icon: CornerUpLeft,
		follows: m.desk_follows_decline,
		fields: [calledUnit(before), reason()],
		data: (values) => ({ unit: text(values, 'unit'), reason: text(values, 'reason') })
	}),
	act('case.applyClose', {
		group: 'unit',
		label: m.desk_act_applyClose,
		icon: CircleCheckBig,
		follows: m.desk_follows_applyClose,
		fields: [words()],
		data: (values) => compact({ words: textOr(values, 'words') })
	}),
	act('case.transferEnforcement', {
		group: 'unit',
		label: m.desk_act_transferEnforcement,
		icon: Gavel,
		follows: m.desk_follows_enforcement,
		fields: [
			calledUnit(() => true),
			{ key: 'fileNumber', kind: 'text', label: m.desk_field_fileNumber }
		],
		data: (values) => ({ unit: text(values, 'unit'), fileNumber: text(values, 'fileNumber') })
	}),
	act('case.endEnforcement', {
		group: 'unit',
		label: m.desk_act_endEnforcement,
		icon: Scale,
		offered: ({ state }) => state.status === 'enforcement',
		fields: [words(false), photos],
		data: (values) => ({ words: text(values, 'words') })
	}),
	act('case.remind', {
		group: 'time',
		label: m.desk_act_remind,
		icon: BellRing,
		keys: 'U',
		fields: [calledUnit((part) => part.status !== 'done', true), words()],
		data: (values) => compact({ unit: textOr(values, 'unit'), words: textOr(values, 'words') })
	})
];
