import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { PatrolCommand } from '../../../web/domain/patrol/commands';
import { decidePatrol } from '../../../web/domain/patrol/decide';
import type { PatrolEvent } from '../../../web/domain/patrol/events';
import { evolvePatrol } from '../../../web/domain/patrol/evolve';
import { coverageOf, scopeOfPatrol, type PatrolState } from '../../../web/domain/patrol/state';
import type { Actor } from '../../../web/domain/actor';
import type { Context } from '../../../web/domain/context';
import { HOUR, MINUTE } from '../../../web/domain/time';
import {
	cadre,
	clerk,
	person,
	rules,
	SIBLING,
	system,
	T0,
	TOWN,
	VILLAGE,
	worker
} from '../../support/case';
import { check } from '../../support/property';

const HYDRANT = 'element00000001';
const STAIRS = 'element00000002';
const here = { lat: 311_100_000, lng: 1_215_700_000 };
/** About 111 m north. */
const there = { lat: 311_110_000, lng: 1_215_700_000 };

type Ask = readonly [Actor, PatrolCommand['type'], object, Partial<Context>?];
const start: Ask = [worker, 'patrol.start', { village: VILLAGE, due: [HYDRANT, STAIRS] }];
const visit = (data: object = {}, context: Partial<Context> = {}): Ask => [
	worker,
	'patrol.visit',
	{ element: HYDRANT, how: 'qr', result: 'fine', words: '', ...data },
	context
];

/** One act a minute; what was refused is the last of `codes`. */
function walk(...asks: readonly Ask[]) {
	let state: PatrolState | undefined;
	const events: PatrolEvent[] = [];
	const codes: string[] = [];
	asks.forEach(([actor, type, data, context], i) => {
		const now = T0 + i * 5 * MINUTE;
		const command = { id: `c${i}`, type, target: 'patrol000000001', data } as PatrolCommand;
		const decision = decidePatrol(state, command, {
			now,
			at: now,
			commandId: command.id,
			actor,
			rules,
			...context
		});
		if (!decision.ok) return void codes.push(decision.rejection.code);
		for (const event of decision.events) {
			events.push(event);
			state = evolvePatrol(state, event);
		}
	});
	return { state: state!, events, codes };
}
const flags = (...asks: readonly Ask[]) => {
	const { visits } = walk(start, ...asks).state;
	return visits[visits.length - 1]?.flags;
};

describe('a patrol', () => {
	it('is started, walked and ended by one person', () => {
		const { state } = walk(start, visit(), visit({ element: STAIRS, how: 'hand' }), [
			worker,
			'patrol.end',
			{ words: '正常' }
		]);
		expect(state).toMatchObject({
			status: 'ended',
			words: '正常',
			village: VILLAGE,
			endedAt: T0 + 15 * MINUTE
		});
		expect(coverageOf(state)).toEqual({ visited: 2, due: 2 });
	});

	it('is nobody else’s, but those who answer for the village see it', () => {
		expect(walk(start, [cadre, 'patrol.end', { words: '' }]).codes).toEqual(['patrol/not-allowed']);
		expect(walk([clerk, 'patrol.start', { village: VILLAGE, due: [] }]).codes).toEqual([
			'patrol/not-allowed'
		]);
		const scope = scopeOfPatrol(walk(start).state);
		expect(scope).toContain(`p:${worker.person}`);
		expect(scope).toContain(`d:${VILLAGE}`);
		expect(scope.filter((key) => key.startsWith('a:'))).toEqual([]);
	});

	it('may be walked next door, not in another town, and not twice', () => {
		expect(walk([worker, 'patrol.start', { village: SIBLING, due: [] }]).state.village).toBe(
			SIBLING
		);
		expect(walk([worker, 'patrol.start', { village: '310115133001', due: [] }]).codes).toEqual([
			'patrol/other-town'
		]);
		expect(
			walk([person('gridWorker', '310115133001'), 'patrol.start', { village: VILLAGE, due: [] }])
				.codes
		).toEqual(['patrol/not-allowed']);
		expect(walk(start, start).codes).toEqual(['patrol/exists']);
		expect(walk(visit()).codes).toEqual(['patrol/unknown']);
		expect(TOWN).toBe(VILLAGE.slice(0, 9));
	});

	it('has gaps that stay gaps', () => {
		const { state } = walk(
			start,
			[worker, 'patrol.pause', {}],
			[worker, 'patrol.resume', {}],
			[worker, 'patrol.pause', {}],
			[worker, 'patrol.end', { words: '' }]
		);
		expect(state.gaps).toEqual([
			{ from: T0 + 5 * MINUTE, to: T0 + 10 * MINUTE },
			{ from: T0 + 15 * MINUTE, to: T0 + 20 * MINUTE }
		]);
		expect(walk(start, [worker, 'patrol.resume', {}]).codes).toEqual(['patrol/wrong-status']);
	});

	it('holds the cases found on it, once, also after its end', () => {
		const link: Ask = [system, 'patrol.linkCase', { case: 'case00000000001' }];
		expect(walk(start, link, [worker, 'patrol.end', { words: '' }], link).state.cases).toEqual([
			'case00000000001'
		]);
		expect(walk(start, [worker, 'patrol.linkCase', { case: 'case00000000001' }]).codes).toEqual([
			'patrol/not-allowed'
		]);
	});

	it('ends for good', () => {
		expect(walk(start, [worker, 'patrol.end', { words: '' }], visit()).codes).toEqual([
			'patrol/wrong-status'
		]);
	});
});

describe('a visit is never refused; odd ones are 待核对', () => {
	it('nothing odd: no flag', () =>
		expect(flags(visit({ pos: here, elementPos: here }))).toEqual([]));
	it('far off, beyond radius and the receiver’s own doubt', () => {
		expect(flags(visit({ pos: there, elementPos: here }))).toEqual(['farOff']);
		expect(flags(visit({ pos: there, elementPos: here, accuracy: 40 }))).toEqual([]);
	});
	it('the same QR within two minutes', () => {
		expect(flags(visit(), visit({}, { at: T0 + 6 * MINUTE }))).toEqual(['repeatedQr']);
		expect(flags(visit(), visit())).toEqual([]);
		expect(flags(visit(), visit({ how: 'fence' }, { at: T0 + 6 * MINUTE }))).toEqual([]);
	});
	it('faster than anybody goes through a lane', () => {
		const far = { lat: 311_190_000, lng: 1_215_700_000 };
		expect(
			flags(visit({ pos: here }), visit({ pos: far, element: STAIRS }, { at: T0 + 6 * MINUTE }))
		).toEqual(['tooFast']);
	});
	it('a clock that is off, or jumps back', () => {
		expect(flags(visit({}, { skew: HOUR }))).toEqual(['clockJump']);
		expect(flags(visit(), visit({ element: STAIRS }, { at: T0 - HOUR }))).toEqual(['clockJump']);
	});
	it('by hand', () => expect(flags(visit({ how: 'hand' }))).toEqual(['byHand']));
});

it('whatever the order: time goes forward, the document is its JSON, nothing throws', () => {
	const any = fc.tuple(
		fc.constantFrom('patrol.visit', 'patrol.pause', 'patrol.resume', 'patrol.end'),
		fc.integer({ min: -60, max: 60 }),
		fc.constantFrom(undefined, here, there)
	);
	check(
		fc.property(fc.array(any, { maxLength: 12 }), (list) => {
			const { state, events } = walk(
				start,
				...list.map(([type, minutes, pos]): Ask => {
					const data =
						type === 'patrol.visit'
							? { element: HYDRANT, how: 'qr', result: 'fine', words: '', pos }
							: { words: '' };
					return [worker, type as 'patrol.visit', data, { at: T0 + minutes * MINUTE }];
				})
			);
			const times = events.map((event) => event.at);
			expect([...times].sort((a, b) => a - b)).toEqual(times);
			expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
			const shuffled = events.map((_, i) => events[(i * 7919) % events.length]!);
			expect(shuffled.reduce<PatrolState | undefined>(evolvePatrol, undefined)?.rev).toBe(
				events.length
			);
		})
	);
});
