import { describe, expect, it } from 'vitest';
import scheme from '../../../../scripts/town/data/shanghai-town-example.json' with { type: 'json' };
import { schemeSchema } from '../../../../web/domain/scheme';
import type { UnitPart } from '../../../../web/domain/case/state';
import type { UnitRef } from '../../../../web/domain/refs';
import { searchCategories } from '../../../../web/ui/case/search-categories';
import { stageOf } from '../../../../web/ui/case/stage';
import { whistleTeam } from '../../../../web/ui/case/whistle-team';

const part = (unit: string, more: Partial<UnitPart> = {}): UnitPart => ({
	unit,
	name: unit,
	duty: 'assist',
	origin: 'dispatch',
	status: 'waiting',
	calledAt: 0,
	reworks: 0,
	reminders: 0,
	...more
});

describe('how far a case is', () => {
	const handling = (...units: UnitPart[]) => stageOf({ status: 'handling', units });

	it('is told by its status outside of handling', () => {
		expect(stageOf({ status: 'checking', units: [] })).toBe('checking');
	});
	it('is told by the unit that is furthest', () => {
		expect(handling(part('a'), part('b'))).toBe('waiting');
		expect(handling(part('a'), part('b', { status: 'accepted' }))).toBe('accepted');
		expect(handling(part('a', { status: 'arrived' }), part('b'))).toBe('arrived');
		expect(handling(part('a', { status: 'done' }), part('b'))).toBe('handling');
	});
	it('does not count units that were let go', () => {
		expect(handling(part('a'), part('b', { status: 'declined' }))).toBe('waiting');
	});
	it('says rework while the lead works again', () => {
		expect(handling(part('a', { duty: 'lead', reworks: 1, status: 'accepted' }))).toBe('rework');
		expect(handling(part('a', { duty: 'lead', reworks: 1, status: 'done' }))).toBe('handling');
	});
	it('says suspended before all else', () => {
		const suspension = { until: 1, reviewAt: 1, reason: 'x' };
		expect(stageOf({ status: 'handling', units: [part('a')], suspension })).toBe('suspended');
	});
});

describe('searching categories', () => {
	const town = schemeSchema.parse(scheme);
	const names = (text: string, major?: string) =>
		searchCategories(town, text, major).map(({ zh }) => zh);

	it('shows all of them at first', () => {
		expect(names('')).toHaveLength(town.categories.length);
	});
	it('finds by name, in both languages', () => {
		expect(names('窨井')[0]).toContain('窨井');
		expect(names('manhole')[0]).toContain('窨井');
	});
	it('finds by the words of a condition, after the names', () => {
		expect(names('漏电')).toContain('路灯不亮');
	});
	it('stays within a major', () => {
		expect(searchCategories(town, '', 'event 81').every(({ major }) => major === '81')).toBe(true);
	});
});

describe('whom a whistle calls', () => {
	const unit = (id: string, kind: string, village?: string) =>
		({ id, kind, name: id, nameEn: '', ...(village && { village }) }) as UnitRef;
	const units = [
		unit('u-fire-far', 'fire'),
		unit('u-fire', 'fire'),
		unit('u-police', 'police'),
		unit('u-urban', 'urban'),
		unit('u-property', 'property', 'v1')
	];
	const joint = [
		{ id: 'j1', name: '', villages: ['v1'], chief: '', team: ['u-police', 'u-fire', 'u-urban'] }
	];

	it('takes the standing team’s member of each kind, and the village’s own force', () => {
		const condition = { lead: 'fire', assist: ['police', 'property'] };
		const { preset, suggested } = whistleTeam('v1', condition, units, joint);
		expect(preset).toEqual(['u-fire', 'u-police', 'u-property']);
		expect(suggested).toEqual(['u-fire', 'u-police', 'u-property', 'u-urban']);
	});
	it('calls the whole team where no condition says whom', () => {
		expect(whistleTeam('v1', undefined, units, joint).preset).toEqual([
			'u-police',
			'u-fire',
			'u-urban'
		]);
	});
});
