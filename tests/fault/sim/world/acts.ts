/** What people do: whatever their role and the case's state make likely, with what they see before them. */
import type { CommandType } from '../../../../web/domain/aggregates';
import type { Assignment } from '../../../../web/domain/actor';
import type { CaseState, CaseStatus } from '../../../../web/domain/case/state';
import { fireOf, gridsOf, markOf, unitIdOf } from '../../../support/fixture-town';
import type { PhotoDraft } from '../../../../web/app/doors';
import type { Random } from '../random';
import type { Session } from '../device/tab';
import { photoDraft } from './photo';
import { HOME, VILLAGES } from './town';

export interface Deed {
	readonly type: CommandType;
	readonly data: object;
	readonly target?: string;
	readonly photos?: readonly PhotoDraft[];
}

interface Sight {
	readonly random: Random;
	readonly now: number;
	readonly post: Assignment;
	readonly state: CaseState;
}

type Way = (sight: Sight) => Omit<Deed, 'target'> | undefined;
type Choice = readonly [on: readonly CaseStatus[], way: Way];

const OPEN: readonly CaseStatus[] = [
	'reported',
	'verifying',
	'parked',
	'filed',
	'handling',
	'checking'
];
const GRADES = [
	{ category: 'E8101', condition: 'E8101.1' },
	{ category: 'E0136', condition: 'E0136.1' },
	{ category: 'E0111', condition: 'E0111.2' },
	{ category: 'E8001', condition: 'E8001.1' }
];

const text = (random: Random, village: string) => `示例 ${markOf(village)} ${random.letters(4)}`;
const words = ({ random, state }: Sight) => text(random, state.place.village);
const why = (sight: Sight) => ({ reason: words(sight) });
const deed = (type: CommandType, data: object, photos?: readonly PhotoDraft[]) => ({
	type,
	data,
	...(photos && { photos })
});
const simple =
	(type: CommandType, dataOf: (sight: Sight) => object = () => ({})): Way =>
	(sight) =>
		deed(type, dataOf(sight));

function unitsFor({ place }: CaseState): string[] {
	return [
		fireOf(place.town),
		`u-${place.town}-urban`,
		unitIdOf(place.village, 'station'),
		unitIdOf(place.village, 'property')
	];
}

const team = (sight: Sight) => {
	const { random, state } = sight;
	const [lead, ...others] = unitsFor(state);
	return {
		lead: random.chance(0.7) ? lead : random.pick(others),
		assist: random.chance(0.5) ? [unitIdOf(state.place.village, 'station')] : [],
		words: words(sight)
	};
};

const filing: Way = (sight) => deed('case.file', sight.random.pick(GRADES));
const dispatch: Way = (sight) =>
	deed('case.fileAndDispatch', { ...sight.random.pick(GRADES), ...team(sight) });
const amend: Way = (sight) => {
	const { random, state } = sight;
	if (random.chance(0.75)) return deed('case.amend', { words: words(sight) });
	const village = random.pick(VILLAGES.filter((code) => code.startsWith(state.place.town)));
	const place = { ...state.place, village, grid: random.pick(gridsOf(village)) };
	return deed('case.amend', { place });
};
const addPhotos: Way = (sight) =>
	deed('case.addPhotos', { words: words(sight) }, [photoDraft(sight.random, sight.now, 'near')]);
const whistle: Way = (sight) =>
	deed('case.whistle', { units: [sight.random.pick(unitsFor(sight.state))], ...why(sight) });
const check: Way = (sight) =>
	deed('case.check', { passed: sight.random.chance(0.6), words: words(sight) }, []);

const FIELD: readonly Choice[] = [
	[OPEN, addPhotos],
	[['reported', 'parked', 'filed', 'handling'], whistle],
	[['reported', 'parked'], amend],
	[['checking'], check],
	[['reported'], simple('case.selfHandle')],
	[
		['parked'],
		(sight) =>
			deed('case.finishSelf', { words: words(sight) }, [
				photoDraft(sight.random, sight.now, 'after')
			])
	],
	[
		['verifying'],
		(sight) =>
			deed('case.verifyExists', { exists: sight.random.chance(0.8), words: words(sight) }, [])
	],
	[['reported', 'parked'], simple('case.void', why)]
];

const DESK: readonly Choice[] = [
	[['reported', 'verifying'], filing],
	[['reported', 'verifying', 'filed'], dispatch],
	[['filed'], (sight) => deed('case.dispatch', team(sight))],
	[['reported'], simple('case.askVerify', (sight) => ({ words: words(sight) }))],
	[['reported', 'verifying'], simple('case.refuse', why)],
	[OPEN, amend],
	[['handling'], (sight) => deed('case.redispatch', { ...team(sight), ...why(sight) })],
	[
		['handling'],
		(s) => deed('case.addUnit', { unit: s.random.pick(unitsFor(s.state)), ...why(s) })
	],
	[
		['handling'],
		simple('case.withdrawDispatch', (s) => ({ ...why(s), unfile: s.random.chance(0.5) }))
	],
	[OPEN, simple('case.remind', (s) => ({ words: words(s) }))],
	[['checking'], check],
	[['merged'], simple('case.unmerge', why)]
];

const CHIEF: readonly Choice[] = [
	...DESK,
	[OPEN, simple('case.forceClose', why)],
	[['checking'], simple('case.close', (s) => ({ words: words(s) }))],
	[
		['handling'],
		simple('case.decideExtension', (s) => ({ approve: s.random.chance(0.5), ...why(s) }))
	]
];

const withUnit =
	(type: CommandType, more: (sight: Sight) => object = () => ({})): Way =>
	(sight) => {
		const unit = sight.post.unit;
		return unit === undefined ? undefined : deed(type, { unit, ...more(sight) });
	};

const OFFICER: readonly Choice[] = [
	[OPEN, withUnit('case.accept')],
	[['handling', 'reported'], withUnit('case.arrive')],
	[['handling'], withUnit('case.decline', why)],
	[
		['handling'],
		(sight) =>
			sight.post.unit === undefined
				? undefined
				: deed(
						'case.handIn',
						{ unit: sight.post.unit, outcomes: ['cleared'], words: words(sight) },
						[photoDraft(sight.random, sight.now, 'after')]
					)
	],
	[['handling'], simple('case.applyClose')],
	[
		['handling'],
		simple('case.requestExtension', (s) => ({ extra: { n: 2, unit: 'workDay' }, ...why(s) }))
	]
];

const WAYS: Readonly<Record<string, readonly Choice[]>> = {
	gridWorker: FIELD,
	stationHead: [...FIELD, ...DESK],
	cadre: [...FIELD, ...DESK],
	officer: OFFICER,
	clerk: DESK,
	chief: CHIEF
};

/** What somebody with this replica before her does next; nothing when nothing offers itself. */
export async function nextDeed(
	session: Session,
	random: Random,
	now: number
): Promise<Deed | undefined> {
	const { own } = session.replica;
	const me = await own.value('me');
	const post = me?.assignments.find(
		({ validFrom, validTo }) => validFrom <= now && (validTo === undefined || now < validTo)
	) as Assignment | undefined;
	if (!post) return undefined;
	if (random.chance(post.role === 'gridWorker' ? 0.35 : 0.15)) return report(post, random, now);
	if (random.chance(0.2)) return aside(session, post, random);
	const ways = WAYS[post.role] ?? [];
	const cases = await own.cases.toArray();
	for (let tries = 0; tries < 4 && cases.length > 0; tries++) {
		const { doc } = random.pick(cases);
		const fitting = ways.filter(([on]) => on.includes(doc.status));
		// Now and then what the rules must refuse.
		const [, way] = random.pick(fitting.length > 0 && random.chance(0.97) ? fitting : ways) ?? [];
		const found = way?.({ random, now, post, state: doc });
		if (found) return { ...found, target: doc.id };
	}
	return report(post, random, now);
}

const SOURCE: Readonly<Record<string, string>> = {
	gridWorker: 'patrol',
	stationHead: 'village',
	cadre: 'village',
	officer: 'delegate'
};

function report(post: Assignment, random: Random, now: number): Deed {
	const own = VILLAGES.filter(
		(village) => village.startsWith(post.area) || post.area.startsWith(village)
	);
	const all = VILLAGES.filter((village) => village.startsWith(HOME));
	const village = random.pick(own.length > 0 && random.chance(0.9) ? own : all);
	const words = text(random, village);
	const selfHandle = post.role === 'gridWorker' && random.chance(0.2);
	return {
		type: 'case.report',
		data: {
			source: SOURCE[post.role] ?? 'call',
			place: {
				town: village.slice(0, 9),
				village,
				grid: random.pick(gridsOf(village)),
				address: words
			},
			words,
			...(random.chance(0.4) && !selfHandle && random.pick(GRADES)),
			...(selfHandle && { selfHandle, category: 'E0136', condition: 'E0136.1' })
		},
		photos: selfHandle || random.chance(0.5) ? [photoDraft(random, now, 'near')] : []
	};
}

/** Patrols, notes and contacts: what is no case. */
async function aside(
	{ replica, person }: Session,
	post: Assignment,
	random: Random
): Promise<Deed | undefined> {
	const { own } = replica;
	const cases = await own.cases.toArray();
	const about = cases.length > 0 ? random.pick(cases).doc : undefined;
	if (about && (post.role !== 'gridWorker' || random.chance(0.3))) {
		const { village } = about.place;
		const note = { case: about.id, village };
		return random.chance(0.6) && post.role !== 'gridWorker'
			? { type: 'note.write', data: { ...note, words: text(random, village) } }
			: {
					type: 'contact.keep',
					data: { ...note, name: text(random, village), phone: '13800000000' }
				};
	}
	const walks = (await own.patrols.toArray()).filter(
		({ doc }) => doc.by.person === person && doc.status !== 'ended'
	);
	const walk = walks[0]?.doc;
	if (!walk) {
		const village = VILLAGES.find((code) => code.startsWith(post.area)) ?? VILLAGES[0]!;
		return { type: 'patrol.start', data: { village, due: [] } };
	}
	const target = walk.id;
	if (random.chance(0.2)) return { type: 'patrol.end', data: { words: '' }, target };
	if (random.chance(0.2))
		return { type: walk.status === 'paused' ? 'patrol.resume' : 'patrol.pause', data: {}, target };
	const [element] = await own.elements.toArray();
	const visit = { how: 'hand', result: 'fine', words: text(random, walk.village) };
	return element && { type: 'patrol.visit', data: { element: element.id, ...visit }, target };
}
