import { describe, expect, it } from 'vitest';
import type { CaseState, UnitPart } from '~/domain/case/state';
import type { JointGridRef, UnitRef } from '~/domain/refs';
import { indexScheme, schemeSchema } from '~/domain/scheme';
import { alsoAtHand, suggestTeam } from '~/ui/desk/dispatch/team';
import example from '../../../../scripts/town/data/shanghai-town-example.json' with { type: 'json' };

const VILLAGE = '310115132205';
const scheme = indexScheme(schemeSchema.parse(example));
const unit = (id: string, kind: string, village?: string) =>
	({
		id,
		kind,
		name: id,
		access: 'account',
		town: '310115132',
		...(village && { village })
	}) as UnitRef;
const units = [
	unit('fire', 'fire'),
	unit('police', 'police'),
	unit('urban', 'urban'),
	unit('own-police', 'police', VILLAGE),
	unit('own-property', 'property', VILLAGE),
	unit('own-station', 'station', VILLAGE),
	unit('far-property', 'property', '310115132999')
];
const joint: JointGridRef[] = [
	{ id: 'j', name: 'j', villages: [VILLAGE], chief: 'p', team: ['police', 'fire', 'urban'] }
];
const forces = { units, joint };
const at = (parts: Partial<UnitPart>[] = []) =>
	({ place: { village: VILLAGE }, units: parts }) as unknown as CaseState;

describe('the suggested team', () => {
	it('is the standing team for a usually joint job, with the forces of the village', () => {
		expect(suggestTeam(at(), scheme.condition('E8101.2'), forces)).toEqual({
			lead: 'fire',
			assist: ['own-property', 'police', 'own-station']
		});
	});

	it('stays in the village where the condition is not joint', () => {
		expect(suggestTeam(at(), scheme.condition('E8101.1'), forces)).toEqual({
			lead: 'own-property',
			assist: ['own-station']
		});
	});

	it('keeps whoever was whistled for, and calls no second unit of the kind', () => {
		const whistled = at([{ unit: 'own-police', duty: 'assist', status: 'accepted' }]);
		expect(suggestTeam(whistled, scheme.condition('E8101.2'), forces).assist).toEqual([
			'own-property',
			'own-police',
			'own-station'
		]);
	});

	it('is nobody where the category is not known', () => {
		expect(suggestTeam(at(), undefined, forces)).toEqual({ lead: undefined, assist: [] });
	});

	it('offers the rest of the team', () => {
		const team = { lead: 'fire', assist: ['police'] };
		expect(alsoAtHand(VILLAGE, team, forces).map(({ id }) => id)).toEqual([
			'urban',
			'own-police',
			'own-property',
			'own-station'
		]);
	});
});
