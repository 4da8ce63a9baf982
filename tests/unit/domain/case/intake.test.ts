import { describe, expect, it } from 'vitest';
import { keysOfPerson, meets, scopeOfCase } from '../../../../web/domain/scope';
import {
	CASE,
	chief,
	clerk,
	GRID,
	given,
	HEAP,
	hotline,
	joint,
	LANE,
	person,
	photo,
	place,
	report,
	resident,
	SIBLING,
	system,
	VILLAGE,
	why,
	worker
} from '../../../support/case';

const OTHER = 'case00000000002';
const found = worker('case.report', report(LANE));
const heap = worker('case.report', report(HEAP));

describe('case.report', () => {
	it('begins a case, and the server gives it its number', () => {
		given()
			.when(worker('case.report', report(LANE), { caseNumber: 'ZP-1' }))
			.then('case.reported', 'case.numbered');
		const state = given(found).then('case.reported');
		expect(state).toMatchObject({ status: 'reported', severity: 2, lifeSafety: true, voices: 1 });
		expect(state.number).toBeUndefined();
	});

	it('is not done twice', () => given(found).when(found).refused('case/exists'));

	it('may be made next door, not in another town', () => {
		const next = { ...place, village: SIBLING, grid: `${SIBLING}001` };
		given()
			.when(worker('case.report', report({ ...LANE, place: next })))
			.then('case.reported');
		const away = { ...place, town: '310115133', village: '310115133001' };
		given()
			.when(worker('case.report', report({ place: away })))
			.refused('case/not-allowed');
		given()
			.when(resident('case.report', report({ source: 'resident', place: away })))
			.refused('case/other-town', 'place.town');
	});

	it('has its grid in its village and its village in its town', () => {
		const wrong = (odd: object) =>
			resident('case.report', report({ source: 'resident', place: { ...place, ...odd } }));
		given()
			.when(wrong({ grid: `${SIBLING}001` }))
			.refused('case/grid-outside');
		given()
			.when(wrong({ village: '310115999205' }))
			.refused('case/village-outside');
	});

	it('keeps what the receiver says and marks what cannot be', () => {
		const at = (pos: object, accuracy = 10) =>
			given(worker('case.report', report({ place: { ...place, ...pos, accuracy } }))).state?.flags;
		expect(at({ pos: { lat: 0, lng: 0 } })).toEqual(['nullIsland']);
		expect(at({ pos: { lat: 400_000_000, lng: 1_215_700_000 } })).toEqual(['outsideArea']);
		expect(at({ pos: { lat: 311_100_001, lng: 1_215_700_001 } }, 900)).toEqual(['imprecise']);
		expect(at({})).toEqual([]);
	});

	it('marks a device whose clock is wrong, and refuses nothing for it', () => {
		const state = given(worker('case.report', report(LANE), { skew: 6 * 60_000 })).state;
		expect(state?.flags).toEqual(['clockOff']);
	});

	it('says something: words, a photo or a category', () => {
		given()
			.when(worker('case.report', report({ words: ' ', photos: [] })))
			.refused('case/empty-report');
	});

	it('is of a condition of its category', () => {
		given()
			.when(worker('case.report', report({ category: 'E0136', condition: 'E8101.1' })))
			.refused('case/condition-of-other-category');
		given()
			.when(worker('case.report', report({ category: 'X9999' })))
			.refused('case/unknown-category');
		given()
			.when(worker('case.report', report({ condition: 'E0136.9' })))
			.refused('case/unknown-condition');
	});

	it('wants a photo of a worker, never of a resident, and never before an emergency', () => {
		const none = { photos: [] };
		given()
			.when(worker('case.report', report({ ...HEAP, ...none })))
			.refused('case/photo-missing');
		given()
			.when(worker('case.report', report({ ...LANE, ...none })))
			.then('case.reported');
		given()
			.when(resident('case.report', report({ ...HEAP, ...none, source: 'resident' })))
			.then('case.reported');
		given()
			.when(clerk('case.report', report({ ...HEAP, ...none, source: 'call' })))
			.then('case.reported');
	});

	it('of a resident is called a resident’s', () => {
		given()
			.when(resident('case.report', report({ source: 'patrol' })))
			.refused('case/source-not-yours');
	});

	it('for somebody else keeps the first character of the name only', () => {
		const { state } = given(clerk('case.report', report({ source: 'call', onBehalf: '张示例' })));
		expect(state?.reporter).toMatchObject({ role: 'clerk', onBehalf: '张**' });
	});

	it('starts the clocks of 12345 when it comes from there', () => {
		const ticket = report({ source: 'hotline', hotlineNumber: '12345-1' });
		const state = given()
			.when(hotline('case.report', ticket))
			.then('case.reported', 'case.hotlineStepped');
		expect(state.hotline).toMatchObject({ redone: 0, returned: false });
	});

	it('does not list one photo twice', () => {
		const twice = [photo('far', 7), photo('near', 7)];
		const { state } = given(worker('case.report', report({ photos: twice })));
		expect(state?.photos).toHaveLength(1);
		expect(state?.timeline[0]?.photos).toHaveLength(1);
	});
});

describe('case.amend', () => {
	it('corrects what was reported', () => {
		const state = given(found)
			.when(clerk('case.amend', { words: '更正' }))
			.then('case.amended');
		expect(state.words).toBe('更正');
		given(found).when(clerk('case.amend', {})).refused('case/nothing-changed');
	});

	it('forgets a condition that belongs to another category', () => {
		const state = given(found)
			.when(clerk('case.amend', { category: 'E0136' }))
			.then('case.amended');
		expect(state).toMatchObject({ category: 'E0136', severity: 1, lifeSafety: false });
		expect(state).not.toHaveProperty('condition');
	});

	it('keeps the condition when only the place is wrong', () => {
		const moved = { place: { ...place, grid: `${VILLAGE}002` } };
		expect(given(found, clerk('case.amend', moved)).state).toMatchObject(LANE);
		const away = { ...place, town: '310115133' };
		given(found)
			.when(clerk('case.amend', { place: away }))
			.refused('case/other-town');
	});

	it('hides a case from those who may not know of its new category, but not from its finder', () => {
		const post = (area: string) => [
			{ id: 'a', person: 'x', role: 'gridWorker' as const, area, validFrom: 0 }
		];
		const { state } = given(found, clerk('case.amend', { category: 'E8204' }));
		expect(state?.privacy).toBe('restricted');
		expect(meets(scopeOfCase(state!), keysOfPerson('other', post(GRID), 1))).toBe(false);
		expect(meets(scopeOfCase(state!), keysOfPerson(worker.person, post(GRID), 1))).toBe(true);
	});

	it('is the finder’s until the centre has begun', () => {
		given(found)
			.when(worker('case.amend', { words: '更正' }))
			.then('case.amended');
		given(found, clerk('case.file', LANE))
			.when(worker('case.amend', { words: '更正' }))
			.refused('case/wrong-status');
	});

	it('does not change a condition under which it is filed: that is filing anew', () => {
		given(found, clerk('case.file', LANE))
			.when(clerk('case.amend', HEAP))
			.refused('case/already-filed');
		const state = given(found, clerk('case.file', LANE))
			.when(clerk('case.file', { ...LANE, condition: 'E8101.2' }))
			.then('case.filed');
		expect(state.limit).toEqual({ n: 2, unit: 'urgentHour' });
	});
});

describe('case.addPhotos', () => {
	it('adds them under the name of who took them', () => {
		const state = given(found)
			.when(worker('case.addPhotos', { photos: [photo('near')] }))
			.then('case.photosAdded');
		expect(state.photos).toHaveLength(2);
	});

	it('may be a unit’s where the desk enters them for it', () => {
		const photos = [photo('after')];
		const state = given(...joint())
			.when(clerk('case.addPhotos', { photos, unit: 'property' }))
			.then('case.photosAdded');
		expect(state.photos[1]).toMatchObject({ unit: 'property' });
		expect(state.timeline[state.timeline.length - 1]?.by.onBehalf).toBe('property');
		given(...joint())
			.when(worker('case.addPhotos', { photos, unit: 'property' }))
			.refused('job/not-called');
		given(...joint())
			.when(clerk('case.addPhotos', { photos, unit: 'urban' }))
			.refused('job/not-called');
	});
});

describe('核实 before filing', () => {
	const asked = clerk('case.askVerify', { checker: 'p-x' });

	it('is asked once and answered by the one who looked', () => {
		const state = given(found).when(asked).then('case.verifyAsked');
		expect(state).toMatchObject({ status: 'verifying', check: { kind: 'exists', checker: 'p-x' } });
		given(found, asked).when(asked).refused('case/wrong-status');
		const seen = person('gridWorker', `${SIBLING}001`, undefined, 'p-x');
		const after = given(found, asked)
			.when(seen('case.verifyExists', { exists: true, words: '属实', photos: [] }))
			.then('case.verified');
		expect(after).toMatchObject({ status: 'reported', verified: true, check: { result: 'yes' } });
	});

	it('goes to the worker of the beat where the server knows her', () => {
		const { state } = given(found, clerk('case.askVerify', {}, { checker: 'p-beat' }));
		expect(state?.check?.checker).toBe('p-beat');
	});

	it('is nobody’s task any more once the desk has filed without waiting', () => {
		const { state } = given(found, asked, clerk('case.file', LANE));
		expect(state).not.toHaveProperty('check');
	});
});

describe('不予立案 and 作废', () => {
	it('are final and say why', () => {
		expect(given(found).when(clerk('case.refuse', why)).then('case.refused').status).toBe(
			'refused'
		);
		given(found, clerk('case.refuse', why))
			.when(clerk('case.file', LANE))
			.refused('case/wrong-status');
		expect(given(found).when(chief('case.void', why)).then('case.voided').status).toBe('void');
	});

	it('a finder takes back her own slip, not what others work on', () => {
		given(found).when(worker('case.void', why)).then('case.voided');
		given(found, clerk('case.file', LANE))
			.when(worker('case.void', why))
			.refused('case/wrong-status');
		const whistled = worker('case.whistle', { units: ['police'], ...why });
		given(found, whistled).when(worker('case.void', why)).then('case.voided');
		given(found, whistled, clerk('case.accept', { unit: 'police' }))
			.when(worker('case.void', why))
			.refused('case/already-accepted');
		given(found)
			.when(person('gridWorker', GRID, undefined, 'p-other')('case.void', why))
			.refused('case/not-allowed');
	});
});

describe('并案', () => {
	const merge = clerk('case.merge', { into: OTHER, ...why });
	const absorb = system('case.absorb', { other: OTHER, voices: 2 });

	it('ends a case in another and can be undone', () => {
		expect(given(heap).when(merge).then('case.mergedInto')).toMatchObject({
			status: 'merged',
			mergedInto: OTHER
		});
		const back = given(heap, clerk('case.file', HEAP), merge)
			.when(clerk('case.unmerge', why))
			.then('case.unmerged');
		expect(back.status).toBe('filed');
		expect(back).not.toHaveProperty('mergedInto');
	});

	it('does not go into itself, nor with units on the way', () => {
		given(heap)
			.when(clerk('case.merge', { into: CASE, ...why }))
			.refused('case/merge-into-itself');
		given(heap, worker('case.whistle', { units: ['police'], ...why }))
			.when(merge)
			.refused('case/units-called');
		given(heap).when(clerk('case.unmerge', why)).refused('case/wrong-status');
	});

	it('the other case takes its voices in, once, and lets them go again', () => {
		expect(given(heap, absorb).state).toMatchObject({ voices: 3, absorbed: [OTHER] });
		given(heap, absorb).when(absorb).then();
		const state = given(heap, absorb)
			.when(system('case.release', { other: OTHER, voices: 2 }))
			.then('case.released');
		expect(state).toMatchObject({ voices: 1, absorbed: [] });
		given(heap)
			.when(system('case.release', { other: OTHER }))
			.then();
	});

	it('is the server’s to write', () => {
		given(heap)
			.when(clerk('case.absorb', { other: OTHER, voices: 1 }))
			.refused('case/not-allowed');
	});
});

describe('case.voice', () => {
	it('counts another resident who reports the same', () => {
		const state = given(heap)
			.when(resident('case.voice', { words: '我也看到', photos: [] }))
			.then('case.voiced');
		expect(state.voices).toBe(2);
	});
});

it('a stranger learns nothing of a case’s state', () => {
	const stranger = person('clerk', '310115133');
	given(...joint())
		.when(stranger('case.file', LANE))
		.refused('case/not-allowed');
	given().when(clerk('case.file', LANE)).refused('case/unknown');
});
