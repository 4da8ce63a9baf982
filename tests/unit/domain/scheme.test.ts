import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	indexScheme,
	photoRule,
	schemeProblems,
	schemeSchema,
	type Scheme
} from '../../../web/domain/scheme';

const read = (): Scheme =>
	schemeSchema.parse(
		JSON.parse(
			readFileSync(
				new URL('../../../scripts/town/data/shanghai-town-example.json', import.meta.url),
				'utf8'
			)
		)
	);
const index = indexScheme(read());

/** The demo's scheme with one thing changed in it. */
const broken = (change: (scheme: Scheme) => void) => {
	const scheme = read();
	change(scheme);
	return schemeProblems(scheme);
};

describe("the demo's category scheme", () => {
	it('has no problem of its own', () => {
		expect(schemeProblems(read())).toEqual([]);
	});

	it('offers eight tiles and twelve resident picks that lead somewhere', () => {
		expect(index.tiles).toHaveLength(8);
		expect(index.residentPicks).toHaveLength(12);
		for (const tile of index.tiles)
			expect(index.condition(tile.condition)?.category).toBe(tile.category);
	});

	it('answers undefined to what it does not know', () => {
		expect(index.category('E9999')).toBeUndefined();
		expect(index.condition('__proto__')).toBeUndefined();
		expect(index.conditionsOf('E9999')).toEqual([]);
	});
});

describe('a condition', () => {
	it('takes lead, assist, joint and selfHandle from its category', () => {
		expect(index.condition('C0137.3')).toMatchObject({
			category: 'C0137',
			lead: 'maintain',
			assist: ['power', 'station'],
			joint: 'no',
			selfHandle: false
		});
	});

	it('unless it carries its own', () => {
		expect(index.condition('C0137.1')).toMatchObject({
			lead: 'power',
			assist: ['maintain', 'station'],
			joint: 'no'
		});
	});

	it('says which photos it wants, and which when handled on the spot', () => {
		const rubbish = index.condition('E0110.1');
		expect(rubbish && photoRule(rubbish)).toEqual({ required: true, kinds: ['near', 'after'] });
		expect(rubbish && photoRule(rubbish, true).kinds).toEqual(['before', 'after']);
	});

	it('about a blocked fire lane is life safety and urgentHour', () => {
		const lane = index.conditionsOf('E8101').filter(({ lifeSafety }) => lifeSafety);
		expect(lane.length).toBeGreaterThan(0);
		for (const { limit } of lane) expect(limit.unit).toBe('urgentHour');
	});
});

describe('an imported scheme is refused', () => {
	it.each<[string, string, (scheme: Scheme) => void]>([
		[
			'when life safety does not run round the clock',
			'scheme/life-safety-unit',
			({ categories }) => (categories[0]!.conditions[0]!.limit.unit = 'workHour')
		],
		[
			'when a unit is unknown',
			'scheme/unknown-ref',
			({ categories }) => (categories[0]!.lead = 'constructor')
		],
		[
			'when a tile leads nowhere',
			'scheme/unknown-ref',
			({ workerTiles }) => (workerTiles[0]!.condition = 'E0110.9')
		],
		[
			'when a resident pick leads nowhere',
			'scheme/unknown-ref',
			({ residentPicks }) => residentPicks[0]!.categories.push('E9999')
		],
		[
			'when a category comes twice',
			'scheme/duplicate-id',
			({ categories }) => categories.push(categories[0]!)
		]
	])('%s', (_, code, change) => {
		expect(broken(change).map((problem) => problem.code)).toContain(code);
	});

	it('when its shape is not that of a scheme', () => {
		const scheme = read();
		for (const shape of [
			null,
			{},
			{ ...scheme, categories: [{ ...scheme.categories[0], conditions: [] }] }
		])
			expect(schemeSchema.safeParse(shape).success).toBe(false);
	});
});
