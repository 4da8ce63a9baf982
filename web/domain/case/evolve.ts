/**
 * `evolve(state, event)` → the next state. It never refuses and never throws: what is stored has
 * happened. An event it does not know (written by a newer version) only lengthens the timeline.
 */
import { compact } from '../compact';
import type { CaseEvent, CaseEventData, CaseEventType } from './events';
import { called, patch, patchWith, redispatched } from './parts';
import type { CaseState, CheckTask } from './state';
import { activeParts } from './state';
import { lineOf, withPhotos } from './timeline';

type Of<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;
type Change = Partial<CaseState>;
type Folds = { readonly [T in CaseEventType]?: (state: CaseState, event: Of<T>) => Change };

export function evolveCase(state: CaseState | undefined, event: CaseEvent): CaseState {
	const known = state ?? blank(event);
	const fold = FOLDS[event.type] as ((s: CaseState, e: CaseEvent) => Change) | undefined;
	const change = fold ? fold(known, event) : {};
	const flags = event.flags ?? [];
	return compact({
		...known,
		...change,
		rev: known.rev + 1,
		photos: change.photos ?? withPhotos(known, event),
		flags: [...known.flags, ...flags.filter((flag) => !known.flags.includes(flag))],
		timeline: [...known.timeline, lineOf(event)]
	}) as CaseState;
}

export function foldCase(events: readonly CaseEvent[]): CaseState | undefined {
	return events.reduce<CaseState | undefined>(evolveCase, undefined);
}

function blank(event: CaseEvent): CaseState {
	const data = event.data as Partial<CaseEventData['case.reported']>;
	return {
		id: event.target,
		rev: 0,
		status: 'reported',
		source: data.source ?? 'patrol',
		place: data.place ?? { town: '', village: '', address: '' },
		scheme: data.scheme ?? '',
		privacy: data.privacy ?? 'internal',
		severity: data.severity ?? 1,
		lifeSafety: data.lifeSafety ?? false,
		words: data.words ?? '',
		photos: [],
		reporter: event.by,
		reportedAt: event.at,
		receivedAt: event.receivedAt,
		stageSince: event.receivedAt,
		units: [],
		selfHandled: false,
		dispatches: 0,
		returns: 0,
		reworks: 0,
		reminders: 0,
		reopened: 0,
		voices: 1,
		supervisions: [],
		extensions: [],
		appeals: [],
		absorbed: [],
		takenOver: false,
		flags: [],
		timeline: []
	};
}

const FOLDS: Folds = {
	'case.reported': (_, { data }) =>
		compact({
			category: data.category,
			condition: data.condition,
			patrol: data.patrol,
			districtNumber: data.districtNumber,
			hotlineNumber: data.hotlineNumber
		}),
	'case.numbered': (_, { data }) => ({ number: data.number }),
	'case.parked': (_, event) => ({ ...stage('parked', event), selfHandled: true }),
	'case.unparked': (_, event) => ({ ...stage('reported', event), selfHandled: false }),
	'case.amended': (_, { data }) => compact(data),
	'case.verifyAsked': (_, event) => ({
		...stage('verifying', event),
		check: checkTask('exists', event)
	}),
	'case.verified': (state, event) => ({
		...stage('reported', event),
		verified: event.data.exists,
		check: answered(state, event.data.exists, event)
	}),
	'case.filed': (_, event) => ({
		...stage('filed', event),
		category: event.data.category,
		condition: event.data.condition,
		privacy: event.data.privacy,
		severity: event.data.severity,
		lifeSafety: event.data.lifeSafety,
		limit: event.data.limit,
		filedAt: event.receivedAt,
		filedWith: commandOf(event)
	}),
	'case.unfiled': (_, event) => ({
		...stage('reported', event),
		filedAt: undefined,
		filedWith: undefined,
		limit: undefined
	}),
	'case.refused': (_, event) => stage('refused', event),
	'case.voided': (_, event) => stage('void', event),
	'case.dispatched': (state, event) => ({
		...stage('handling', event),
		firstDispatchedAt: state.firstDispatchedAt ?? event.data.startedAt,
		// Undo may take the filing back only together with the dispatch it came with.
		filedWith: state.filedWith === commandOf(event) ? state.filedWith : undefined,
		clock: {
			limit: event.data.limit,
			startedAt: event.data.startedAt,
			dueAt: event.data.dueAt,
			pauses: [],
			extensions: 0
		},
		suspension: undefined,
		dispatches: state.dispatches + 1,
		meetAt: event.data.meetAt ?? state.meetAt,
		meetPlace: event.data.meetPlace ?? state.meetPlace,
		units: redispatched(state.units, event)
	}),
	'case.dispatchWithdrawn': (state, event) => ({
		...stage('filed', event),
		clock: undefined,
		suspension: undefined,
		units: state.units
			.filter((part) => part.origin === 'whistle' || part.status !== 'waiting')
			.map((part) => ({ ...part, duty: 'assist' as const }))
	}),
	'case.unitAdded': (state, event) => ({
		units: called(state.units, [event.data], 'assist', 'added', event.receivedAt)
	}),
	'case.unitReleased': (state, { data }) => ({
		units: patch(state.units, data.unit, { status: 'released', reason: data.reason })
	}),
	'case.whistled': (state, event) => ({
		whistledAt: state.whistledAt ?? event.at,
		meetAt: event.data.meetAt ?? state.meetAt,
		meetPlace: event.data.meetPlace ?? state.meetPlace,
		units: called(
			state.units,
			event.data.units,
			'assist',
			'whistle',
			event.receivedAt,
			event.data.answerBy
		)
	}),
	'case.unitAccepted': (state, event) => ({
		units: patch(state.units, event.data.unit, {
			status: 'accepted',
			acceptedAt: event.at,
			acceptedBy: event.by.name
		})
	}),
	'case.unitDeclined': (state, event) => {
		const units = patch(state.units, event.data.unit, {
			status: 'declined',
			reason: event.data.reason
		});
		const wasLead = activeParts(state).some(
			(part) => part.unit === event.data.unit && part.duty === 'lead'
		);
		const returns = state.returns + 1;
		// 退单 of the lead puts the job back on the desk; the others stay called.
		return wasLead && state.status === 'handling'
			? { ...stage('filed', event), clock: undefined, suspension: undefined, units, returns }
			: { units, returns };
	},
	'case.unitArrived': (state, event) => ({
		units: patch(state.units, event.data.unit, { status: 'arrived', arrivedAt: event.at })
	}),
	'case.unitDone': (state, event) => ({
		units: patch(state.units, event.data.unit, {
			status: 'done',
			doneAt: event.at,
			outcomes: event.data.outcomes,
			words: event.data.words
		})
	}),
	'case.closeApplied': (state, event) => ({
		...stage('checking', event),
		check: checkTask('fixed', event),
		suspension: undefined,
		clock: state.clock && { ...state.clock, doneAt: event.at }
	}),
	'case.checked': (state, event) => ({ check: answered(state, event.data.passed, event) }),
	'case.reworkOrdered': (state, event) => ({
		...stage(
			activeParts(state).some((part) => part.duty === 'lead') ? 'handling' : 'reported',
			event
		),
		selfHandled: false,
		check: undefined,
		closedAt: undefined,
		closedHow: undefined,
		reworks: state.reworks + 1,
		clock: state.clock && { ...state.clock, doneAt: undefined },
		units: event.data.units.reduce(
			(units, unit) =>
				patchWith(units, unit, (part) => ({
					status: 'accepted',
					reworks: part.reworks + 1,
					reworkAt: event.at,
					arrivedAt: undefined,
					doneAt: undefined
				})),
			state.units
		)
	}),
	'case.selfFinished': () => ({}),
	'case.closed': (state, event) => ({
		...stage('closed', event),
		closedAt: event.receivedAt,
		closedHow: event.data.how,
		suspension: undefined,
		clock: state.clock && { ...state.clock, doneAt: state.clock.doneAt ?? event.at }
	}),
	'case.reminded': (state, { data }) => ({
		reminders: state.reminders + 1,
		units:
			data.unit === undefined
				? state.units
				: patchWith(state.units, data.unit, (part) => ({ reminders: part.reminders + 1 }))
	}),
	'case.supervised': (state, event) => ({
		supervisions: [...state.supervisions, { ...event.data, at: event.receivedAt }]
	}),
	'case.supervisionAnswered': (state, event) => ({
		supervisions: state.supervisions.map((entry) =>
			entry.number === event.data.number
				? { ...entry, answer: event.data.words, answeredAt: event.receivedAt }
				: entry
		)
	}),
	'case.extensionAsked': (state, event) => ({
		extensions: [...state.extensions, { ...event.data, at: event.at, by: event.by.name }]
	}),
	'case.extensionDecided': (state, event) => {
		const { approve, reason, dueAt } = event.data;
		return {
			extensions: decided(state.extensions, approve, reason, event.receivedAt),
			clock:
				state.clock && approve && dueAt !== undefined
					? { ...state.clock, dueAt, extensions: state.clock.extensions + 1 }
					: state.clock
		};
	},
	'case.suspended': (state, event) => ({
		suspension: {
			until: event.data.until,
			reviewAt: event.data.reviewAt,
			reason: event.data.reason
		},
		clock: state.clock && {
			...state.clock,
			pauses: [...state.clock.pauses, { from: event.at }]
		}
	}),
	'case.resumed': (state, event) => ({
		suspension: undefined,
		clock: state.clock && {
			...state.clock,
			dueAt: event.data.dueAt,
			pauses: state.clock.pauses.map((pause) =>
				pause.to === undefined ? { ...pause, to: event.at } : pause
			)
		}
	}),
	'case.appealed': (state, event) => ({
		appeals: [...state.appeals, { at: event.at, by: event.by.name, reason: event.data.reason }]
	}),
	'case.appealDecided': (state, event) => ({
		appeals: decided(state.appeals, event.data.approve, event.data.reason, event.receivedAt)
	}),
	'case.mergedInto': (state, event) => ({
		...stage('merged', event),
		mergedInto: event.data.into,
		statusBeforeMerge: state.status
	}),
	'case.unmerged': (state, event) => ({
		...stage(state.statusBeforeMerge ?? 'reported', event),
		mergedInto: undefined,
		statusBeforeMerge: undefined
	}),
	'case.absorbed': (state, { data }) => ({
		absorbed: [...state.absorbed, data.other],
		voices: state.voices + data.voices
	}),
	'case.released': (state, { data }) => ({
		absorbed: state.absorbed.filter((other) => other !== data.other)
	}),
	'case.takenOver': () => ({ takenOver: true }),
	'case.handedUp': (_, { data }) => ({ handedUpTo: data.to }),
	'case.enforcementStarted': (state, event) => ({
		...stage('enforcement', event),
		// Our clock stops at the hand-over with the file number.
		clock: state.clock && { ...state.clock, doneAt: event.at },
		enforcement: { ...event.data, at: event.at }
	}),
	'case.enforcementEnded': (_, event) => ({
		...stage('checking', event),
		check: checkTask('fixed', event)
	}),
	'case.custodyTaken': (_, event) => ({
		custody: { responsible: event.data.responsible, at: event.at }
	}),
	'case.ownerSettled': (_, { data }) => ({ ownership: data }),
	'case.disputeRecorded': (_, { data }) => ({ dispute: data }),
	'case.hotlineStepped': (state, event) => hotline(state, event),
	'case.followedUp': (_, { data }) => compact({ satisfaction: data.result, solved: data.solved }),
	'case.reopened': (state, event) => ({
		...stage('checking', event),
		check: checkTask('fixed', event),
		closedAt: undefined,
		closedHow: undefined,
		reopened: state.reopened + 1
	}),
	'case.voiced': (state) => ({ voices: state.voices + 1 })
};

const commandOf = (event: CaseEvent): string => event.id.slice(0, event.id.lastIndexOf('#'));

function stage(status: CaseState['status'], event: CaseEvent): Change {
	return { status, stageSince: event.receivedAt };
}

function checkTask(
	kind: CheckTask['kind'],
	event: CaseEvent & { readonly data: { readonly checker?: string; readonly dueAt: number } }
): CheckTask {
	return compact({
		kind,
		checker: event.data.checker,
		askedAt: event.receivedAt,
		dueAt: event.data.dueAt
	});
}

function answered(state: CaseState, yes: boolean, event: CaseEvent): CheckTask | undefined {
	return state.check && { ...state.check, result: yes ? 'yes' : 'no', answeredAt: event.at };
}

function decided(
	list: CaseState['extensions'],
	approved: boolean,
	decidedReason: string,
	decidedAt: number
): CaseState['extensions'] {
	return list.map((entry) =>
		entry.approved === undefined ? { ...entry, approved, decidedReason, decidedAt } : entry
	);
}

function hotline(state: CaseState, event: Of<'case.hotlineStepped'>): Change {
	const { step } = event.data;
	const clocks = state.hotline ?? { receivedAt: event.at, redone: 0, returned: false };
	switch (step) {
		case 'contacted':
			return { hotline: { ...clocks, contactedAt: clocks.contactedAt ?? event.at } };
		case 'replied':
			return { hotline: { ...clocks, repliedAt: event.at } };
		case 'returned':
			return { hotline: { ...clocks, returned: true } };
		case 'redone':
			return {
				hotline: compact({ ...clocks, repliedAt: undefined, redone: clocks.redone + 1 })
			};
		default:
			return { hotline: clocks };
	}
}
