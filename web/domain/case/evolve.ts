/**
 * `evolve(state, event)` → the next state. It never refuses and never throws: what is stored has
 * happened. An event it does not know (written by a newer version) only lengthens the timeline.
 */
import { compact } from '../compact';
import {
	answered,
	backToWork,
	checkTask,
	clockOfDispatch,
	decided,
	hotline,
	isLate,
	privacyOf,
	settled,
	stage,
	withoutClock,
	type Change,
	type Of
} from './changes';
import { ended, running, stopped } from './clock';
import type { CaseEvent, CaseEventType } from './events';
import { called, patch, patchWith, redispatched } from './parts';
import { leadOf, type CaseState } from './state';
import { lineOf, withPhotos } from './timeline';

type Folds = { readonly [T in CaseEventType]: (state: CaseState, event: Of<T>) => Change };

export function evolveCase(state: CaseState | undefined, event: CaseEvent): CaseState {
	const known = state ?? blank(event);
	const isKnown = event.v === 1 && Object.prototype.hasOwnProperty.call(FOLDS, event.type);
	const fold = FOLDS[event.type] as (s: CaseState, e: CaseEvent) => Change;
	const flags = event.flags ?? [];
	return compact({
		...known,
		...(isKnown ? fold(known, event) : {}),
		rev: known.rev + 1,
		photos: isKnown ? withPhotos(known, event) : known.photos,
		flags: [...known.flags, ...flags.filter((flag) => !known.flags.includes(flag))],
		timeline: [...known.timeline, lineOf(event)]
	}) as CaseState;
}

export function foldCase(events: readonly CaseEvent[]): CaseState | undefined {
	return events.reduce<CaseState | undefined>(evolveCase, undefined);
}

function blank(event: CaseEvent): CaseState {
	const data: Partial<Of<'case.reported'>['data']> =
		event.type === 'case.reported' ? event.data : {};
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
	'case.amended': (state, { data }) => ({
		...compact(data),
		// A condition of another category says nothing about this one.
		condition: data.condition ?? (data.category === undefined ? state.condition : undefined),
		privacy: privacyOf(state, data.privacy ?? state.privacy)
	}),
	'case.photosAdded': () => ({}),
	'case.verifyAsked': (_, event) => ({
		...stage('verifying', event),
		check: checkTask(event, 'exists')
	}),
	'case.verified': (state, event) => ({
		...stage('reported', event),
		verified: event.data.exists,
		check: answered(state, event.data.exists, event)
	}),
	'case.filed': (state, event) => ({
		...stage('filed', event),
		check: settled(state),
		category: event.data.category,
		condition: event.data.condition,
		privacy: privacyOf(state, event.data.privacy),
		severity: event.data.severity,
		lifeSafety: event.data.lifeSafety,
		limit: event.data.limit,
		filedAt: event.receivedAt,
		filedWith: commandOf(event)
	}),
	'case.unfiled': (_, event) => ({
		...stage('reported', event),
		// What was undone at once never went out.
		firstDispatchedAt: undefined,
		filedAt: undefined,
		filedWith: undefined,
		limit: undefined
	}),
	'case.refused': (state, event) => ({ ...stage('refused', event), check: settled(state) }),
	'case.voided': (state, event) => ({ ...stage('void', event), check: settled(state) }),
	'case.dispatched': (state, event) => ({
		...stage('handling', event),
		firstDispatchedAt: state.firstDispatchedAt ?? event.data.startedAt,
		// Undo may take the filing back only together with the dispatch it came with.
		filedWith: state.filedWith === commandOf(event) ? state.filedWith : undefined,
		...clockOfDispatch(state, event),
		dispatches: state.dispatches + 1,
		meetAt: event.data.meetAt ?? state.meetAt,
		meetPlace: event.data.meetPlace ?? state.meetPlace,
		units: redispatched(state.units, event)
	}),
	'case.dispatchWithdrawn': (state, event) => ({
		...stage('filed', event),
		...withoutClock(state, event),
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
		const wasLead = leadOf(state)?.unit === event.data.unit;
		const returns = state.returns + 1;
		// 退单 of the lead puts the job back on the desk; the others stay called.
		return wasLead && state.status === 'handling'
			? { ...stage('filed', event), ...withoutClock(state, event), units, returns }
			: { units, returns };
	},
	'case.unitArrived': (state, event) => ({
		units: patchWith(state.units, event.data.unit, (part) =>
			isLate(event)
				? { arrivedAt: part.arrivedAt ?? (part.status === 'done' ? event.at : undefined) }
				: { status: 'arrived', arrivedAt: event.at }
		)
	}),
	'case.unitDone': (state, event) => ({
		units: isLate(event)
			? state.units
			: patch(state.units, event.data.unit, {
					status: 'done',
					doneAt: event.at,
					outcomes: event.data.outcomes,
					words: event.data.words
				})
	}),
	'case.closeApplied': (state, event) => ({
		...stage('checking', event),
		check: checkTask(event),
		clock: stopped(running(state.clock), event.at)
	}),
	'case.checked': (state, event) => ({ check: answered(state, event.data.passed, event) }),
	'case.reworkOrdered': (state, event) => ({
		...backToWork(state, event),
		selfHandled: false,
		check: undefined,
		closedAt: undefined,
		closedHow: undefined,
		reworks: state.reworks + 1,
		units: event.data.units.reduce(
			(units, unit) =>
				patchWith(units, unit, (part) => ({
					status: 'accepted',
					reworks: part.reworks + 1,
					// No unit knows of it before.
					reworkAt: event.receivedAt,
					arrivedAt: undefined,
					doneAt: undefined
				})),
			state.units
		)
	}),
	'case.selfFinished': () => ({}),
	'case.sampled': (_, event) => ({ check: { ...checkTask(event), sample: true } }),
	'case.closed': (state, event) => ({
		...stage('closed', event),
		closedAt: event.receivedAt,
		closedHow: event.data.how,
		check: settled(state),
		clock: stopped(state.clock, event.receivedAt)
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
		const extra = state.extensions.find((entry) => entry.approved === undefined)?.extra;
		return {
			extensions: decided(state.extensions, approve, event.receivedAt, reason),
			clock:
				state.clock && approve && extra && dueAt !== undefined
					? {
							...state.clock,
							dueAt,
							extensions: state.clock.extensions + 1,
							granted: [...state.clock.granted, extra]
						}
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
			// The centre's act counts from when it reached the server: nobody suspends yesterday.
			pauses: [...state.clock.pauses, { from: event.receivedAt }]
		}
	}),
	'case.resumed': (state, event) => ({
		suspension: undefined,
		clock: state.clock && {
			...state.clock,
			dueAt: event.data.dueAt,
			pauses: ended(
				state.clock.pauses,
				Math.min(event.receivedAt, state.suspension?.until ?? event.receivedAt)
			)
		}
	}),
	'case.retimed': (state, { data }) => ({
		clock: state.clock && { ...state.clock, dueAt: data.dueAt }
	}),
	'case.appealed': (state, event) => ({
		appeals: [...state.appeals, { at: event.at, by: event.by.name, reason: event.data.reason }]
	}),
	'case.appealDecided': (state, event) => ({
		appeals: decided(state.appeals, event.data.approve, event.receivedAt, event.data.reason)
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
		voices: state.voices + data.voices,
		hotlineNumber: state.hotlineNumber ?? data.hotlineNumber,
		hotline: state.hotline ?? (data.hotline && { ...data.hotline, from: data.other })
	}),
	'case.released': (state, { data }) => ({
		absorbed: state.absorbed.filter((other) => other !== data.other),
		voices: Math.max(1, state.voices - (data.voices ?? 1)),
		...(state.hotline?.from === data.other ? { hotline: undefined, hotlineNumber: undefined } : {})
	}),
	'case.takenOver': () => ({ takenOver: true }),
	'case.handedUp': (_, { data }) => ({ handedUpTo: data.to }),
	'case.enforcementStarted': (state, event) => ({
		...stage('enforcement', event),
		// Our clock stops at the hand-over with the file number.
		clock: stopped(running(state.clock), event.at),
		enforcement: { ...event.data, at: event.at }
	}),
	'case.enforcementEnded': (state, event) => ({
		...stage('checking', event),
		check: { ...checkTask(event), afresh: true },
		units: patch(state.units, event.data.unit, {
			status: 'done',
			doneAt: event.at,
			words: event.data.words
		})
	}),
	'case.custodyTaken': (_, event) => ({
		custody: { responsible: event.data.responsible, at: event.at }
	}),
	'case.ownerSettled': (_, { data }) => ({ ownership: data }),
	'case.remarked': () => ({}),
	// Names of parties are nobody's business but theirs who mediate.
	'case.disputeRecorded': (state, { data }) => ({
		dispute: data,
		privacy: state.privacy === 'internal' ? 'sensitive' : state.privacy
	}),
	'case.hotlineStepped': (state, event) => hotline(state, event),
	'case.followedUp': (_, { data }) => compact({ satisfaction: data.result, solved: data.solved }),
	'case.reopened': (state, event) => ({
		...stage('checking', event),
		check: { ...checkTask(event), afresh: true },
		closedAt: undefined,
		closedHow: undefined,
		reopened: state.reopened + 1
	}),
	'case.voiced': (state) => ({ voices: state.voices + 1 })
};

const commandOf = (event: CaseEvent): string => event.id.slice(0, event.id.lastIndexOf('#'));
