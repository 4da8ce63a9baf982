/** What people do in a town, one act at a time; what the rules refuse on the spot was never saved. */
import type { PhotoDraft } from '../../../web/app/doors';
import type { CaseStatus } from '../../../web/domain/case/state';
import type { CaseTableRow } from '../../../web/store/tables';
import { fireOf, gridsOf, markOf, unitIdOf } from '../../support/fixture-town';
import { jpeg, sha256 } from '../../support/jpeg';
import type { Random } from '../sim/random';
import type { Player } from './player';

type Act = (player: Player, random: Random) => Promise<boolean>;

const wordsOf = (player: Player, random: Random) =>
	`示例 ${markOf(player.parts.village)} ${random.letters(6)}`;

function draft(random: Random, kind: PhotoDraft['kind'] = 'far'): PhotoDraft {
	const salt = random.below(1e9);
	const whole = (from: Uint8Array) => new Uint8Array(from).buffer;
	const bytes = jpeg({ salt });
	return {
		bytes: whole(bytes),
		thumb: whole(jpeg({ salt: salt + 1 })),
		sha256: sha256(bytes),
		w: 64,
		h: 48,
		kind,
		takenAt: Date.now()
	};
}

async function caseOf(
	player: Player,
	random: Random,
	statuses: readonly CaseStatus[],
	fits: (row: CaseTableRow) => boolean = () => true
) {
	const rows = await player.phone.replica.own.cases.toArray();
	const found = rows.filter((row) => statuses.includes(row.doc.status) && fits(row));
	return found.length > 0 ? random.pick(found).id : undefined;
}

const on =
	(
		statuses: readonly CaseStatus[],
		act: (player: Player, target: string, random: Random) => Promise<boolean>,
		fits?: (row: CaseTableRow, player: Player) => boolean
	): Act =>
	async (player, random) => {
		const target = await caseOf(player, random, statuses, fits && ((row) => fits(row, player)));
		return target !== undefined && act(player, target, random);
	};

const report: Act = (player, random) => {
	const { village } = player.parts;
	const words = wordsOf(player, random);
	const place = { town: village.slice(0, 9), village, grid: gridsOf(village)[0], address: words };
	const photos = random.chance(0.5) ? [draft(random)] : [];
	const graded = { category: 'E8101', condition: 'E8101.1' };
	const data = { source: 'patrol', place, words, ...(photos.length > 0 && graded) };
	return player.act('case.report', data, { photos });
};

const mine = (row: CaseTableRow, player: Player) =>
	row.doc.place.village === player.parts.village && row.doc.privacy !== 'restricted';

const addPhotos = on(
	['reported', 'verifying', 'handling'],
	(player, target, random) =>
		player.act('case.addPhotos', {}, { target, photos: [draft(random), draft(random)] }),
	mine
);

const patrol: Act = async (player, random) => {
	const { village } = player.parts;
	const open = await player.phone.replica.own.patrols
		.filter(({ doc }) => doc.status === 'walking')
		.first();
	if (!open) return player.act('patrol.start', { village, due: [] });
	if (random.chance(0.3)) return player.act('patrol.end', { words: '' }, { target: open.id });
	const elements = await player.phone.replica.own.elements.toArray();
	if (elements.length === 0) return false;
	const { id: element } = random.pick(elements);
	const visit = { element, how: 'hand', result: 'fine', words: wordsOf(player, random) };
	return player.act('patrol.visit', visit, { target: open.id });
};

const whistle = on(
	['reported', 'verifying'],
	(player, target, random) =>
		player.act(
			'case.whistle',
			{ units: [fireOf(player.parts.village.slice(0, 9))], reason: wordsOf(player, random) },
			{ target }
		),
	mine
);

const WORKER: readonly (readonly [Act, number])[] = [
	[report, 6],
	[addPhotos, 2],
	[patrol, 4],
	[whistle, 1],
	[
		on(
			['reported'],
			(player, target) => player.act('case.void', { reason: '示例' }, { target }),
			mine
		),
		1
	],
	[
		on(['checking'], (player, target, random) =>
			player.act(
				'case.check',
				{ passed: random.chance(0.7), words: '示例' },
				{ target, photos: [] }
			)
		),
		2
	]
];

const DESK: readonly (readonly [Act, number])[] = [
	[
		on(['reported', 'verifying'], (player, target, random) => {
			const village = player.parts.village;
			const assist = random.chance(0.5) ? [unitIdOf(village, 'station')] : [];
			const lead = fireOf(village.slice(0, 9));
			const filing = { category: 'E8101', condition: 'E8101.1' };
			return player.act('case.fileAndDispatch', { ...filing, lead, assist }, { target });
		}),
		5
	],
	[
		on(['reported', 'handling', 'checking'], (player, target) =>
			player.act('case.remind', { words: '尽快' }, { target })
		),
		2
	],
	[
		on(['reported'], (player, target) => player.act('case.refuse', { reason: '示例' }, { target })),
		1
	],
	[
		async (player, random) => {
			const rows = await player.phone.replica.own.cases.toArray();
			const reported = rows.filter(({ doc }) => doc.status === 'reported');
			if (reported.length < 2) return false;
			const [from, into] = [random.pick(reported), random.pick(reported)];
			return player.act('case.merge', { into: into.id, reason: '同一处' }, { target: from.id });
		},
		1
	],
	[
		async (player, random) => {
			const rows = await player.phone.replica.own.cases.toArray();
			if (rows.length === 0) return false;
			const { id, doc } = random.pick(rows);
			const words = `示例 ${markOf(doc.place.village)}`;
			return player.act('note.write', { case: id, village: doc.place.village, words });
		},
		2
	]
];

const calledHere = (row: CaseTableRow, player: Player) =>
	player.parts.unit !== undefined && row.units.includes(player.parts.unit);

const UNIT: readonly (readonly [Act, number])[] = [
	[
		on(
			['handling', 'reported'],
			(player, target) => player.act('case.accept', { unit: player.parts.unit }, { target }),
			calledHere
		),
		3
	],
	[
		on(
			['handling'],
			(player, target) => player.act('case.arrive', { unit: player.parts.unit }, { target }),
			calledHere
		),
		2
	],
	[
		on(
			['handling'],
			(player, target, random) =>
				player.act(
					'case.handIn',
					{ unit: player.parts.unit, outcomes: ['cleared'], words: '示例' },
					{ target, photos: [draft(random, 'after')] }
				),
			calledHere
		),
		3
	],
	[
		on(['handling'], (player, target) => player.act('case.applyClose', {}, { target }), calledHere),
		2
	]
];

/** False when nothing was there to do or the rules refused it. */
export function doSomething(player: Player, random: Random): Promise<boolean> {
	const { role } = player.parts;
	const list = role === 'clerk' ? DESK : role === 'officer' ? UNIT : WORKER;
	return random.weighed(list)(player, random);
}
