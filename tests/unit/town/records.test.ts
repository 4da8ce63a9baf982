import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseComponent } from '../../../web/domain/codes';
import { ROLES } from '../../../web/domain/actor';
import { gridAt, inRing, type GridShape } from '../../../web/domain/geo';
import scheme from '../../../scripts/town/data/shanghai-town-example.json' with { type: 'json' };
import { buildTown } from '../../../scripts/town/index';
import { FICTIONAL } from '../../../scripts/town/names';
import { town } from './town';

const hashOf = (value: unknown): string =>
	createHash('sha256').update(JSON.stringify(value)).digest('hex');

const gridOf = new Map(town.grids.map((grid) => [grid.code, grid]));
const typeOf = new Map(town.elementTypes.map((type) => [type.id, type]));
const unitIds = new Set(town.units.map(({ id }) => id));
const personIds = new Set(town.people.map(({ id }) => id));

const inItsGrid = (row: { grid: string; pos: { lat: number; lng: number } }): boolean =>
	inRing(row.pos, (gridOf.get(row.grid) as GridShape).ring);

const isRecordId = (id: string): boolean => /^[a-z0-9]{15}$/.test(id);
const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

describe('the demo town’s records', () => {
	it('are the same at every build', () => {
		expect(hashOf(buildTown())).toBe(hashOf(town));
	});

	it('do not depend on the clock: only dates move with the reference day', () => {
		const later = buildTown({ asOf: town.asOf + 86_400_000 });
		expect(later.elements.map(({ id, pos }) => [id, pos])).toEqual(
			town.elements.map(({ id, pos }) => [id, pos])
		);
		expect(hashOf(later.addresses)).toBe(hashOf(town.addresses));
	});

	it('are built within three seconds', () => {
		const start = performance.now();
		buildTown();
		expect(performance.now() - start).toBeLessThan(3_000);
	});

	it('grow with the scale towards a full town, keeping what was there to find', () => {
		const full = buildTown({ scale: 30 });
		expect(full.elements.length).toBeGreaterThan(70_000);
		expect(full.elements.length).toBeLessThan(110_000);
		expect(unique(full.elements.map(({ id }) => id))).toBe(true);
		expect(unique(full.elements.map(({ code }) => code))).toBe(true);
		expect(full.landmarks).toEqual(town.landmarks);
	}, 60_000);

	it('hold about 3,000 elements over all types', () => {
		expect(town.elements.length).toBeGreaterThan(2_800);
		expect(town.elements.length).toBeLessThan(3_400);
		for (const { id } of town.elementTypes) {
			expect(town.elements.some(({ type }) => type === id)).toBe(true);
		}
	});

	it('give every element its own id, code and a place in its grid', () => {
		expect(unique(town.elements.map(({ id }) => id))).toBe(true);
		expect(unique(town.elements.map(({ code }) => code))).toBe(true);
		for (const element of town.elements) {
			expect(isRecordId(element.id)).toBe(true);
			expect(inItsGrid(element)).toBe(true);
			expect(element.grid.startsWith(element.village)).toBe(true);
			const { kind, component } = typeOf.get(element.type) ?? {};
			const parts = parseComponent(element.code);
			if (kind !== 'facility') expect(parts).toBeUndefined();
			else expect(parts).toMatchObject({ county: '310115', ...component });
		}
	});

	it('fill attributes by their type’s schema', () => {
		for (const { type, attrs } of town.elements) {
			const schemas = new Map(typeOf.get(type)?.attrs.map((schema) => [schema.key, schema]));
			for (const schema of schemas.values()) {
				if (schema.required) expect(attrs).toHaveProperty(schema.key);
			}
			for (const [key, value] of Object.entries(attrs)) {
				const schema = schemas.get(key);
				expect(schema, `${type}.${key}`).toBeDefined();
				expect(typeof value).toBe(schema?.kind === 'number' ? 'number' : 'string');
				if (schema?.kind === 'enum') {
					expect(schema.options?.map(({ id }) => id)).toContain(value);
				}
			}
		}
	});

	it('name no person, estate, shop or company that could be real', () => {
		const named = ['estate', 'household', 'care', 'shop', 'smallPlace', 'company', 'elderCare'];
		const names = [
			...town.elements.filter(({ type }) => named.includes(type)).map(({ name }) => name),
			...town.people.map(({ name }) => name),
			...town.units.map(({ contact }) => contact.name),
			...town.units.filter(({ kind }) => kind === 'property').map(({ name }) => name)
		];
		for (const name of names) expect(name).toMatch(FICTIONAL);
		const keys = ['head', 'landlord', 'visitor', 'keeper', 'committee', 'chief', 'builder'];
		for (const { attrs } of town.elements) {
			for (const key of keys) if (key in attrs) expect(attrs[key]).toMatch(FICTIONAL);
		}
	});

	it('ring nobody: every phone number is of a kind that does not exist', () => {
		const phones = new Set(
			JSON.stringify([town.people, town.units, town.elements]).match(/"(?:021-|1)\d{7,10}"/g)
		);
		expect(phones.size).toBeGreaterThan(500);
		for (const phone of phones) expect(phone).toMatch(/^"(021-0000\d{4}|1990000\d{4})"$/);
	});

	it('mark people as sensitive and those cared for as restricted', () => {
		const grades = (type: string) =>
			new Set(town.elements.filter((e) => e.type === type).map(({ grade }) => grade));
		expect(grades('household')).toEqual(new Set(['sensitive']));
		expect(grades('care')).toEqual(new Set(['restricted']));
		const stream = typeOf.get('camera')?.attrs.find(({ key }) => key === 'stream');
		expect(stream?.grade).toBe('sensitive');
	});

	it('hold an address book of some thousand rows, each in its grid', () => {
		expect(town.addresses.length).toBeGreaterThan(3_000);
		expect(town.addresses.length).toBeLessThan(5_500);
		expect(unique(town.addresses.map(({ id }) => id))).toBe(true);
		for (const row of town.addresses) {
			expect(isRecordId(row.id)).toBe(true);
			expect(inItsGrid(row), row.text).toBe(true);
			expect(row.initials).toMatch(/^[a-z0-9 ]+$/);
		}
		for (const kind of ['lane', 'number', 'compound', 'poi', 'nickname']) {
			expect(town.addresses.filter((row) => row.kind === kind).length).toBeGreaterThan(50);
		}
		const doors = town.addresses.filter(({ kind }) => kind === 'lane' || kind === 'number');
		expect(unique(doors.map(({ text }) => text))).toBe(true);
	});

	it('spell a lane as people type it', () => {
		const row = town.addresses.find(
			({ text }) => text.startsWith('康沈路') && /弄 \d+ 号/.test(text)
		);
		expect(row?.initials).toMatch(/^ksl\d+l\d+h/);
	});

	it('have every kind of unit of the scheme in both towns, and each village’s own force', () => {
		for (const [kind, { access }] of Object.entries(scheme.responsibleUnits)) {
			for (const { code } of town.towns) {
				const own = town.units.filter((unit) => unit.town === code && unit.kind === kind);
				expect(own.length, kind).toBeGreaterThan(0);
				if (kind !== 'sanitation') expect(own.every((unit) => unit.access === access)).toBe(true);
			}
		}
		for (const { code } of town.villages) {
			const kinds = town.units.filter(({ village }) => village === code).map(({ kind }) => kind);
			expect(kinds).toEqual(expect.arrayContaining(['station', 'police', 'sanitation']));
		}
		for (const { id } of town.units) expect(id).toMatch(/^[a-z0-9-]{3,40}$/);
	});

	it('point only at units that exist', () => {
		for (const { competent, owner, maintainer } of town.elements) {
			for (const unit of [competent, owner, maintainer]) {
				if (unit !== undefined) expect(unitIds).toContain(unit);
			}
		}
		for (const { team } of town.jointGrids)
			for (const unit of team) expect(unitIds).toContain(unit);
		for (const { unit } of town.assignments) if (unit) expect(unitIds).toContain(unit);
	});

	it('staff every role, and every unit that has accounts', () => {
		const roles = new Set(town.assignments.map(({ role }) => role));
		expect(roles).toEqual(new Set(ROLES));
		const officers = new Set(
			town.assignments.filter(({ role }) => role === 'officer').map(({ unit }) => unit)
		);
		for (const { id, access } of town.units)
			if (access === 'account') expect(officers).toContain(id);
		expect(unique(town.people.map(({ username }) => username))).toBe(true);
		expect(unique(town.people.map(({ name }) => name))).toBe(true);
		expect(unique(town.assignments.map(({ id }) => id))).toBe(true);
		for (const { person } of town.assignments) expect(personIds).toContain(person);
	});

	it('print one account a role', () => {
		const shown = new Set(town.people.filter((p) => p.shown).map(({ id }) => id));
		for (const role of ROLES) {
			const held = town.assignments.some((a) => a.role === role && shown.has(a.person));
			expect(held, role).toBe(true);
		}
	});

	it('give every grid one beat and every village one joint grid', () => {
		const walked = town.beats.flatMap(({ grids }) => grids);
		expect([...walked].sort()).toEqual(town.grids.map(({ code }) => code).sort());
		const joined = town.jointGrids.flatMap(({ villages }) => villages);
		expect([...joined].sort()).toEqual(town.villages.map(({ code }) => code).sort());
		const elements = new Map(town.elements.map((element) => [element.id, element]));
		for (const beat of town.beats) {
			expect(beat.checkpoints.length).toBeGreaterThan(0);
			for (const { element, intervalDays } of beat.checkpoints) {
				expect(beat.grids).toContain(elements.get(element)?.grid);
				expect(intervalDays).toBeGreaterThan(0);
			}
		}
	});

	it('man the desk day and night', () => {
		expect(town.roster).toHaveLength(14);
		for (const { posts } of town.roster) {
			const kinds = posts.map(({ post }) => post);
			expect(kinds).toEqual(expect.arrayContaining(['dutyLeader', 'chief', 'clerk']));
			for (const { person } of posts) expect(personIds).toContain(person);
		}
	});

	it('hang plates on elements, grids, villages and estates', () => {
		expect(unique(town.plates.map(({ id }) => id))).toBe(true);
		for (const kind of ['element', 'grid', 'village', 'place']) {
			expect(town.plates.some((plate) => plate.kind === kind)).toBe(true);
		}
	});
});

describe('the story’s places', () => {
	const { landmarks } = town;

	it('are a fire lane with a plate in an estate of 周南村', () => {
		const lane = town.elements.find(({ id }) => id === landmarks.fireLane);
		expect(lane).toMatchObject({
			name: '示例花园消防通道',
			type: 'fire',
			village: '310115132205',
			state: 'intact',
			attrs: { kind: 'lane', estate: '示例花园' },
			maintainer: landmarks.property
		});
		expect(lane && gridAt(lane.pos, town.grids)).toBe(landmarks.grid);
		const plate = town.plates.find(({ id }) => id === landmarks.fireLanePlate);
		expect(plate?.target).toBe(landmarks.fireLane);
		const property = town.units.find(({ id }) => id === landmarks.property);
		expect(property).toMatchObject({ kind: 'property', access: 'link', village: '310115132205' });
	});

	it('lie in a joint grid whose team has police and fire', () => {
		const joint = town.jointGrids.find(({ id }) => id === landmarks.jointGrid);
		expect(joint?.villages).toContain(landmarks.village);
		expect(joint?.team).toEqual(expect.arrayContaining([landmarks.fire, landmarks.police]));
	});

	it('are walked by the demo’s grid worker', () => {
		const worker = town.people.find(({ username }) => username === 'wangge');
		const beat = town.beats.find(({ worker: id }) => id === worker?.id);
		expect(beat?.grids).toContain(landmarks.grid);
		expect(beat?.checkpoints.map(({ element }) => element)).toContain(landmarks.fireLane);
	});
});
