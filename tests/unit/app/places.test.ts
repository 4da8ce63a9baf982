import { describe, expect, test } from 'vitest';
import { homeOf, windowDaysOf } from '~/app/home';
import { isBetter } from '~/app/location.svelte';
import type { Fix } from '~/app/doors';
import type { Role } from '~/domain/actor';
import { mintId } from '~/app/run-command';

const me = (...roles: Role[]) => ({
	person: 'p',
	name: '示例',
	town: '310115901',
	assignments: roles.map((role, n) => ({
		id: `${n}`,
		person: 'p',
		role,
		area: '310115901',
		validFrom: 0
	}))
});

describe('home', () => {
	test.each([
		['gridWorker', '/today'],
		['cadre', '/today'],
		['stationHead', '/today'],
		['gridChief', '/today'],
		['officer', '/jobs'],
		['clerk', '/desk'],
		['chief', '/desk'],
		['hotline', '/desk'],
		['admin', '/desk'],
		['leader', '/leader']
	] as const)('%s starts at %s', (role, home) => expect(homeOf(me(role), 1)).toBe(home));
	test('only posts that hold now count, and a desk keeps a longer window', () => {
		const { assignments, ...person } = me('clerk');
		const gone = { ...person, assignments: assignments.map((post) => ({ ...post, validTo: 5 })) };
		expect(homeOf(gone, 10)).toBe('/today');
		expect([windowDaysOf(me('clerk'), 1), windowDaysOf(me('officer'), 1)]).toEqual([90, 30]);
		expect(homeOf(undefined, 1)).toBe('/sign-in');
	});
});

describe('a new fix', () => {
	const fix = (accuracy: number, at: number, lat = 311_100_000): Fix => ({
		pos: { lat, lng: 1_215_700_000 },
		accuracy,
		at
	});
	test('must be good at first, and may be anything after eight seconds', () => {
		expect(isBetter(fix(800, 1_000), undefined, 0)).toBe(false);
		expect(isBetter(fix(80, 1_000), undefined, 0)).toBe(true);
		expect(isBetter(fix(800, 9_000), undefined, 0)).toBe(true);
	});
	test('never replaces a good fresh one by a bad one, but an old one', () => {
		expect(isBetter(fix(400, 5_000), fix(10, 0), 0)).toBe(false);
		expect(isBetter(fix(400, 40_000), fix(10, 0), 0)).toBe(true);
	});
	test('a jump is the receiver’s, 0,0 is nobody’s place', () => {
		expect(isBetter(fix(10, 1_000, 311_200_000), fix(10, 0), 0)).toBe(false);
		expect(isBetter({ pos: { lat: 0, lng: 0 }, accuracy: 5, at: 1 }, undefined, 0)).toBe(false);
	});
});

test('an id is 15 letters and digits', () => {
	for (let n = 0; n < 50; n++) expect(mintId()).toMatch(/^[a-z0-9]{15}$/);
});
