import { describe, expect, it } from 'vitest';
import type { Assignment, Role } from '../../../web/domain/actor';
import {
	scopeOfElement,
	scopeOfOverlay,
	splitByGrade,
	type ElementDoc
} from '../../../web/domain/element/element';
import { keysOfPerson, meets, scopeOfCase } from '../../../web/domain/scope';
import {
	cadre,
	clerk,
	fire,
	given,
	GRID,
	joint,
	photo,
	place,
	police,
	property,
	report,
	resident,
	SIBLING,
	T0,
	TOWN,
	VILLAGE,
	why,
	worker,
	type Story
} from '../../support/case';

const post = (role: Role, area: string, extra: Partial<Assignment> = {}): Assignment => ({
	id: 'a1',
	person: 'p-x',
	role,
	area,
	validFrom: 0,
	...extra
});
const keys = (...posts: Assignment[]) => keysOfPerson('p-x', posts, T0);
const sees = (story: Story, ...posts: Assignment[]) =>
	meets(scopeOfCase(story.state!), keys(...posts));

describe('who sees a case', () => {
	const story = given(...joint());

	it('everybody whose area holds it, at every level', () => {
		for (const area of [GRID, VILLAGE, TOWN, '310115', '3101'])
			expect(sees(story, post('supervisor', area))).toBe(true);
	});

	it('nobody of the next grid, village or town', () => {
		for (const area of [`${VILLAGE}002`, SIBLING, '310115133'])
			expect(sees(story, post('supervisor', area))).toBe(false);
	});

	it('officers of the units called and not let go, and of no other, whatever their area', () => {
		const officer = (unit: string) => post('officer', TOWN, { unit });
		expect(sees(story, officer('police'))).toBe(true);
		expect(sees(story, officer('urban'))).toBe(false);
		const declined = story.when(police('case.decline', { unit: 'police', ...why }));
		expect(sees(declined, officer('police'))).toBe(false);
		const released = story.when(clerk('case.releaseUnit', { unit: 'property', ...why }));
		expect(sees(released, officer('property'))).toBe(false);
	});

	it('its finder, also next door; a resident and a link have no replica', () => {
		const next = { ...place, village: SIBLING, grid: `${SIBLING}001` };
		const mine = given(worker('case.report', report({ place: next })));
		expect(scopeOfCase(mine.state!)).toContain(`p:${worker.person}`);
		const theirs = given(resident('case.report', report({ source: 'resident' })));
		expect(scopeOfCase(theirs.state!).filter((key) => key.startsWith('p:'))).toEqual([]);
	});

	it('the one asked to check it, while asked', () => {
		const asked = given(
			worker('case.report', report()),
			clerk('case.askVerify', { checker: 'p-x' })
		);
		const far = post('gridWorker', `${SIBLING}001`);
		expect(sees(asked, far)).toBe(true);
		const answered = asked.when(
			clerk('case.verifyExists', { exists: true, words: '', photos: [photo()] })
		);
		expect(sees(answered, far)).toBe(false);
	});

	it('of its grade only', () => {
		const grave = given(worker('case.report', report({ category: 'E8204', condition: 'E8204.2' })));
		expect(sees(grave, post('clerk', TOWN))).toBe(true);
		expect(sees(grave, post('cadre', VILLAGE))).toBe(true);
		for (const role of ['gridWorker', 'supervisor', 'leader', 'analyst', 'admin'] as const)
			expect(sees(grave, post(role, role === 'gridWorker' ? GRID : TOWN))).toBe(false);
	});

	it('by assignments that are valid, each for its own role and area', () => {
		expect(sees(story, post('clerk', TOWN, { validTo: T0 }))).toBe(false);
		expect(sees(story, post('clerk', TOWN, { validFrom: T0 + 1 }))).toBe(false);
		expect(keys()).toEqual([]);
		// Cover for a colleague's beat beside her own.
		expect(sees(story, post('gridWorker', `${VILLAGE}002`), post('gridWorker', GRID))).toBe(true);
	});

	it('also where grids have four digits', () => {
		const grid = `${VILLAGE}0001`;
		const story16 = given(
			clerk('case.report', report({ place: { ...place, grid }, source: 'call' }))
		);
		expect(sees(story16, post('gridWorker', grid))).toBe(true);
		expect(sees(story16, post('cadre', VILLAGE))).toBe(true);
		story16.when(cadre('case.amend', { words: '更正' })).then('case.amended');
	});
});

it('who may not know a thing for its grade may not act on it for its area', () => {
	const grave = { category: 'E8204', condition: 'E8204.2' };
	const call = clerk('case.report', report({ ...grave, source: 'call' }));
	given(call)
		.when(worker('case.whistle', { units: ['police'], ...why }))
		.refused('case/not-allowed');
	given(call)
		.when(cadre('case.whistle', { units: ['police'], ...why }))
		.then('case.whistled');
	given(worker('case.report', report(grave)))
		.when(worker('case.whistle', { units: ['police'], ...why }))
		.then('case.whistled');
});

it('keys of a scope are sorted and single, so that equal sets are equal strings', () => {
	const scope = scopeOfCase(
		given(
			...joint(),
			fire('case.accept', { unit: 'fire' }),
			property('case.accept', { unit: 'property' })
		).state!
	);
	expect(scope).toEqual([...new Set(scope)].sort());
});

describe('elements', () => {
	const element: ElementDoc = {
		id: 'element00000001',
		type: 'household',
		code: '310115',
		name: '1号',
		address: '示例路1号',
		town: TOWN,
		village: VILLAGE,
		grid: GRID,
		pos: { lat: 0, lng: 1 },
		state: 'intact',
		attrs: { floors: 6, tenant: '张示例', illness: '示例' },
		source: '示例',
		surveyedAt: T0,
		grade: 'internal'
	};
	const gradeOf = (attr: string) =>
		attr === 'illness' ? 'restricted' : attr === 'tenant' ? 'sensitive' : 'public';

	it('rest apart by grade: a row without clearance holds not a byte of what is above it', () => {
		const { base, overlays } = splitByGrade(element, gradeOf);
		expect(base.attrs).toEqual({ floors: 6 });
		expect(overlays.map(({ tier, attrs }) => [tier, attrs])).toEqual([
			['sensitive', { tenant: '张示例' }],
			['restricted', { illness: '示例' }]
		]);
		expect(meets(scopeOfElement(base), keys(post('analyst', TOWN)))).toBe(true);
		expect(
			overlays.map((overlay) => meets(scopeOfOverlay(overlay), keys(post('gridWorker', GRID))))
		).toEqual([true, false]);
	});

	it('that are restricted as a whole need no overlay for it', () => {
		const { base, overlays } = splitByGrade({ ...element, grade: 'restricted' }, gradeOf);
		expect(overlays).toEqual([]);
		expect(base.attrs).toEqual(element.attrs);
	});
});
