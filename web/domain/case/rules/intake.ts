/** From finding to filing: report, correct, verify that it exists, refuse, park, merge. */
import { compact } from '../../compact';
import type { ActingRole } from '../../actor';
import { rejection, type Rejection } from '../../error';
import type { PhotoRef } from '../../fields';
import type { Rules, Step } from '../decide';
import { draft, type CaseDraft, type Grading } from '../events';
import { activeParts } from '../state';
import { verifyBy } from './checking';
import { gradingOf, isRejection, isUrgent, mayPark, missingKinds } from './grading';
import { placeProblem } from './place';
import { takenFromStation } from './station';

type Intake =
	| 'case.report'
	| 'case.amend'
	| 'case.addPhotos'
	| 'case.askVerify'
	| 'case.verifyExists'
	| 'case.refuse'
	| 'case.void'
	| 'case.selfHandle'
	| 'case.finishSelf'
	| 'case.unpark'
	| 'case.merge'
	| 'case.unmerge'
	| 'case.absorb'
	| 'case.release'
	| 'case.voice';

/** Who stands before the thing and may clear it there and then. */
const IN_THE_FIELD: readonly ActingRole[] = [
	'gridWorker',
	'cadre',
	'stationHead',
	'officer',
	'gridChief',
	'supervisor'
];

/** Who may correct a case after the centre has begun with it. */
const AT_THE_DESK: readonly ActingRole[] = ['clerk', 'chief', 'hotline', 'cadre', 'stationHead'];

export const intakeRules: Rules<Intake> = {
	'case.report': (step) => {
		const { data, context, post } = step;
		const misplaced = placeProblem(data.place, context.rules.town);
		if (misplaced) return misplaced;
		const grading = gradingOf(data.category, data.condition, context);
		if (isRejection(grading)) return grading;
		if (post.role === 'resident' && data.source !== 'resident')
			return rejection('case/source-not-yours', 'source');
		const isEmpty = data.words.trim() === '' && data.photos.length === 0 && !data.category;
		if (isEmpty) return rejection('case/empty-report', 'words');
		const lacking = data.selfHandle
			? notParkable(step, grading, data.photos)
			: post.role === 'gridWorker' && !isUrgent(grading) && noPhotoAtAll(step);
		if (lacking) return lacking;
		const events: CaseDraft[] = [
			draft(
				'case.reported',
				compact({
					...grading,
					source: data.source,
					place: data.place,
					words: data.words,
					photos: data.photos,
					scheme: context.rules.scheme.name,
					patrol: data.patrol,
					districtNumber: data.districtNumber,
					hotlineNumber: data.hotlineNumber
				})
			)
		];
		if (context.caseNumber !== undefined)
			events.push(draft('case.numbered', { number: context.caseNumber }));
		if (data.source === 'hotline')
			events.push(draft('case.hotlineStepped', { step: 'received', words: '' }));
		if (data.selfHandle) events.push(draft('case.parked', {}));
		return events;
	},

	'case.amend': (step) => {
		const { state, data } = step;
		const early = state.status === 'reported' || state.status === 'parked';
		if (!early && !AT_THE_DESK.includes(step.post.role))
			return rejection('case/wrong-status', undefined, { status: state.status });
		if (Object.values(data).every((value) => value === undefined))
			return rejection('case/nothing-changed');
		const refused =
			takenFromStation(step) ?? (data.place && placeProblem(data.place, state.place.town));
		if (refused) return refused;
		const grading = regraded(step);
		if (isRejection(grading)) return grading;
		return [
			draft(
				'case.amended',
				compact({
					...grading,
					place: data.place,
					words: data.words,
					districtNumber: data.districtNumber,
					hotlineNumber: data.hotlineNumber
				})
			)
		];
	},

	'case.addPhotos': ({ state, data, post }) => {
		if (data.unit !== undefined) {
			const isOwn = post.unit === data.unit;
			const maySpeakFor = ['clerk', 'chief', 'stationHead', 'cadre'].includes(post.role);
			const isCalled = activeParts(state).some((part) => part.unit === data.unit);
			if (!isCalled || !(isOwn || maySpeakFor)) return rejection('job/not-called', 'unit');
		}
		return [draft('case.photosAdded', data)];
	},

	'case.askVerify': ({ data, context }) => [
		draft(
			'case.verifyAsked',
			compact({
				checker: data.checker ?? context.checker,
				dueAt: verifyBy(context),
				words: data.words
			})
		)
	],

	'case.verifyExists': ({ data }) => [draft('case.verified', data)],
	'case.refuse': ({ data }) => [draft('case.refused', data)],
	'case.void': ({ state, data, post }) => {
		// The finder may take back her own slip, not what others already work on.
		const isSlip = state.status === 'reported' || state.status === 'parked';
		if (post.role !== 'chief' && !isSlip)
			return rejection('case/wrong-status', undefined, { status: state.status });
		const busy = activeParts(state).find((part) => part.status !== 'waiting');
		if (post.role !== 'chief' && busy)
			return rejection('case/already-accepted', undefined, { unit: busy.name });
		return [draft('case.voided', data)];
	},

	'case.selfHandle': (step) => {
		const { state, data } = step;
		if (activeParts(state).length > 0) return rejection('case/units-called');
		const lacking = notParkable(step, state, [...state.photos, ...(data.photos ?? [])]);
		return lacking ?? [draft('case.parked', compact(data))];
	},

	'case.finishSelf': ({ state, data, context }) =>
		missingKinds(state, ['after'], data.photos, context, true).length > 0
			? rejection('job/after-photo-missing', 'photos')
			: [draft('case.selfFinished', data), draft('case.closed', { how: 'self' })],

	'case.unpark': ({ data }) => [draft('case.unparked', data)],

	'case.merge': ({ state, target, data }) => {
		if (data.into === target) return rejection('case/merge-into-itself', 'into');
		if (activeParts(state).length > 0) return rejection('case/units-called');
		return [draft('case.mergedInto', data)];
	},
	'case.unmerge': ({ state, data }) =>
		state.mergedInto === undefined
			? rejection('case/not-merged')
			: [draft('case.unmerged', { ...data, from: state.mergedInto })],
	'case.absorb': ({ state, data }) =>
		state.absorbed.includes(data.other) ? [] : [draft('case.absorbed', compact(data))],
	'case.release': ({ state, data }) =>
		state.absorbed.includes(data.other) ? [draft('case.released', compact(data))] : [],

	'case.voice': ({ data }) => [draft('case.voiced', data)]
};

/** Why it cannot be handled on the spot: what it was like is photographed now or never. */
function notParkable(
	{ context, post }: Step<'case.report' | 'case.selfHandle'>,
	grading: Grading,
	photos: readonly PhotoRef[]
): Rejection | undefined {
	if (!IN_THE_FIELD.includes(post.role) || !mayPark(grading.condition, context))
		return rejection('case/not-self-handled', 'selfHandle');
	if (isUrgent(grading)) return undefined;
	const missing = missingKinds(grading, ['before'], photos, context, true);
	return missing.length > 0
		? rejection('case/photo-missing', 'photos', { kind: 'before' })
		: undefined;
}

/** The photo rule binds staff, and any photo will do until the desk files it. */
function noPhotoAtAll({ data, context }: Step<'case.report'>): Rejection | undefined {
	const [kind] = missingKinds(data, ['near', 'far'], data.photos, context);
	if (kind === undefined || data.photos.length > 0) return undefined;
	return rejection('case/photo-missing', 'photos', { kind });
}

/** The grade after a correction; nothing when neither category nor condition is corrected. */
function regraded({ state, data, context }: Step<'case.amend'>): Partial<Grading> | Rejection {
	const { category, condition } = data;
	if (category === undefined && condition === undefined) return {};
	// The limit it was filed under belongs to the condition: that is a filing anew.
	if (state.status === 'filed') return rejection('case/already-filed', 'condition');
	if (state.status === 'parked' && condition !== undefined && !mayPark(condition, context))
		return rejection('case/not-self-handled', 'condition');
	return gradingOf(category ?? state.category, condition, context);
}
