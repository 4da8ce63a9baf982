/** From finding to filing: report, correct, verify that it exists, refuse, park, merge. */
import { rejection } from '../../error';
import { isNullIsland } from '../../geo';
import { MINUTE } from '../../time';
import type { Rules } from '../decide';
import { draft, type CaseDraft } from '../events';
import { gradingOf, isRejection, missingKinds } from './grading';
import { compact } from '../../compact';

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

export const intakeRules: Rules<Intake> = {
	'case.report': ({ data, context, post }) => {
		const { place } = data;
		if (place.town !== context.rules.town) return rejection('case/other-town', 'place.town');
		if (!place.village.startsWith(place.town))
			return rejection('case/village-outside', 'place.village');
		if (place.grid !== undefined && !place.grid.startsWith(place.village))
			return rejection('case/grid-outside', 'place.grid');
		if (place.pos && isNullIsland(place.pos)) return rejection('case/no-position', 'place.pos');
		const grading = gradingOf(data.category, data.condition, context);
		if (isRejection(grading)) return grading;
		const empty = data.words.trim() === '' && data.photos.length === 0 && !data.category;
		if (empty) return rejection('case/empty-report', 'words');
		if (data.selfHandle && !mayPark(data.condition, context))
			return rejection('case/not-self-handled', 'selfHandle');
		// A photo rule binds staff but never delays an emergency: it can be added later.
		if (post.role === 'gridWorker' && !grading.lifeSafety && grading.severity < 3) {
			const missing = missingKinds(data, ['near', 'far'], data.photos, context);
			if (missing.length > 0 && data.photos.length === 0)
				return rejection('case/photo-missing', 'photos', { kind: missing[0] ?? 'near' });
		}
		const events: CaseDraft[] = [
			draft(
				'case.reported',
				compact({
					...grading,
					source: data.source,
					place,
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

	'case.amend': ({ state, data, context }) => {
		if (data.place && data.place.town !== state.place.town)
			return rejection('case/other-town', 'place.town');
		const regrade = data.category !== undefined || data.condition !== undefined;
		const grading = regrade
			? gradingOf(
					data.category ?? state.category,
					data.condition ?? (data.category === undefined ? state.condition : undefined),
					context
				)
			: {};
		if (isRejection(grading)) return grading;
		if (Object.keys(data).length === 0) return rejection('case/nothing-changed');
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

	'case.addPhotos': ({ data }) => [draft('case.photosAdded', data)],

	'case.askVerify': ({ data, context }) => [
		draft(
			'case.verifyAsked',
			compact({
				checker: data.checker ?? context.checker,
				dueAt: context.now + context.rules.settings.verifyMin * MINUTE,
				words: data.words
			})
		)
	],

	'case.verifyExists': ({ data }) => [draft('case.verified', data)],
	'case.refuse': ({ data }) => [draft('case.refused', data)],
	'case.void': ({ state, data, post }) => {
		// The finder may take back her own slip, not what the centre already works on.
		const ownSlip = state.status === 'reported' || state.status === 'parked';
		if (post.role !== 'chief' && !ownSlip) return rejection('case/not-allowed');
		return [draft('case.voided', data)];
	},

	'case.selfHandle': ({ state, context }) =>
		mayPark(state.condition, context)
			? [draft('case.parked', {})]
			: rejection('case/not-self-handled'),

	'case.finishSelf': ({ state, data, context }) => {
		const wanted = missingKinds(state, ['after'], data.photos, context);
		if (wanted.length > 0) return rejection('job/after-photo-missing', 'photos');
		return [draft('case.selfFinished', data), draft('case.closed', { how: 'self' })];
	},

	'case.unpark': ({ data }) => [draft('case.unparked', data)],

	'case.merge': ({ target, data }) =>
		data.into === target
			? rejection('case/merge-into-itself', 'into')
			: [draft('case.mergedInto', data)],
	'case.unmerge': ({ state, data }) =>
		state.mergedInto === undefined
			? rejection('case/not-merged')
			: [draft('case.unmerged', { ...data, from: state.mergedInto })],
	'case.absorb': ({ state, data }) =>
		state.absorbed.includes(data.other) ? [] : [draft('case.absorbed', data)],
	'case.release': ({ state, data }) =>
		state.absorbed.includes(data.other) ? [draft('case.released', data)] : [],

	'case.voice': ({ data }) => [draft('case.voiced', data)]
};

function mayPark(condition: string | undefined, context: Parameters<typeof gradingOf>[2]): boolean {
	if (condition === undefined) return true;
	return context.rules.scheme.condition(condition)?.selfHandle === true;
}
