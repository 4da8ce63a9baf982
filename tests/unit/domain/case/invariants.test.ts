/** What holds of a case whatever people do, in whatever order. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { parseCommand } from '../../../../web/domain/aggregates';
import type { CaseEvent } from '../../../../web/domain/case/events';
import { evolveCase, foldCase } from '../../../../web/domain/case/evolve';
import { factsOfCase } from '../../../../web/domain/case/facts';
import { caseLight } from '../../../../web/domain/case/light';
import { activeParts, isPending, leadOf, type CaseState } from '../../../../web/domain/case/state';
import { CASE_TABLE } from '../../../../web/domain/case/table';
import { areaKeys, scopeOfCase } from '../../../../web/domain/scope';
import { CASE, rules } from '../../../support/case';
import { play } from '../../../support/case-arbitrary';
import { check } from '../../../support/property';

/** `RUNS=5000 npx vitest run …` for a long walk. */
const RUNS = Number(process.env.RUNS ?? 200);

vi.setConfig({ testTimeout: 60_000 });

const INVARIANTS: Readonly<Record<string, (state: CaseState) => boolean>> = {
	'as many lines as events': (state) => state.timeline.length === state.rev,
	'closed means every called unit is done or let go, or it was forced': (state) =>
		state.status !== 'closed' ||
		state.closedHow === 'forced' ||
		state.units.every(({ status }) => status === 'done' || status === 'released'),
	'at most one lead': (state) =>
		activeParts(state).filter(({ duty }) => duty === 'lead').length <= 1,
	'no unit twice': (state) =>
		new Set(state.units.map(({ unit }) => unit)).size === state.units.length,
	'a clock only while dispatched': (state) =>
		state.clock === undefined ||
		['handling', 'checking', 'enforcement', 'closed'].includes(state.status),
	'handling has a lead and a running clock': (state) =>
		state.status !== 'handling' ||
		(leadOf(state) !== undefined && state.clock !== undefined && state.clock.doneAt === undefined),
	'suspended means handling, with one open pause': (state) =>
		(state.suspension === undefined) ===
			(state.clock?.pauses ?? []).every(({ to }) => to !== undefined) &&
		(state.suspension === undefined || state.status === 'handling'),
	'extensions are those granted': (state) =>
		(state.clock?.extensions ?? 0) === (state.clock?.granted.length ?? 0),
	'one request at a time': (state) =>
		state.extensions.filter(({ approved }) => approved === undefined).length <= 1,
	'a check waits only where somebody can answer it': (state) =>
		!isPending(state.check) ||
		['verifying', 'checking', 'merged'].includes(state.status) ||
		(state.status === 'closed' && state.check.sample === true),
	'photos are listed once': (state) =>
		new Set(state.photos.map(({ sha256 }) => sha256)).size === state.photos.length,
	'parked alone': (state) => state.status !== 'parked' || activeParts(state).length === 0,
	'merged knows where': (state) => (state.status === 'merged') === (state.mergedInto !== undefined),
	'closed knows when and how': (state) =>
		state.status !== 'closed' || (state.closedAt !== undefined && state.closedHow !== undefined),
	'its area and its units see it': (state) => {
		const scope = scopeOfCase(state);
		const areas = areaKeys(state.place.grid ?? state.place.village, state.privacy);
		const units = activeParts(state).map(({ unit }) => `u:${unit}`);
		return areas.length >= 4 && [...areas, ...units].every((key) => scope.includes(key));
	}
};

it('holds after any sequence of acts', () => {
	check(
		fc.property(fc.gen(), (g) => {
			play(g, (_, __, { state }) => {
				if (!state) return;
				for (const [name, holds] of Object.entries(INVARIANTS))
					if (!holds(state)) throw new Error(name);
			});
		}),
		RUNS
	);
});

it('no command leads where the table does not', () => {
	check(
		fc.property(fc.gen(), (g) => {
			play(g, (before, act, after) => {
				if (!after.last.ok) return expect(after.state).toBe(before.state);
				const row = CASE_TABLE[act.type];
				const [from, to] = [before.state?.status, after.state?.status];
				if (row.from === 'new') expect(from).toBeUndefined();
				else expect(row.from).toContain(from);
				for (const { type } of after.last.events) expect(row.emits).toContain(type);
				if (from !== to) expect(row.moves).toContainEqual([from ?? 'new', to]);
			});
		}),
		RUNS
	);
});

it('any command that its schema allows is decided, never thrown, and the same way twice', () => {
	check(
		fc.property(fc.gen(), (g) => {
			play(g, (before, act, { last }) => {
				const parsed = parseCommand('x', act.type, CASE, act.data);
				if (!parsed.ok) throw new Error(`${act.type} ${JSON.stringify(parsed.rejection)}`);
				expect(before.when(act).last).toStrictEqual(last);
				if (!last.ok) expect(last.rejection.code).toMatch(/^(case|job)\/[a-z-]+$/);
			});
		}),
		RUNS
	);
});

it('a document is its own JSON, its events folded, and its facts are numbers and words', () => {
	check(
		fc.property(fc.gen(), (g) => {
			const { events, state, now } = play(g);
			expect(JSON.parse(JSON.stringify(events))).toStrictEqual(events);
			if (!state) return;
			expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
			expect(foldCase(JSON.parse(JSON.stringify(events)) as CaseEvent[])).toStrictEqual(state);
			for (const fact of Object.values(factsOfCase(state)))
				expect(['string', 'number']).toContain(typeof fact);
			expect(caseLight(state, now, rules.calendar, rules.settings).light).toMatch(/^[a-zA-Z]+$/);
		}),
		RUNS
	);
});

it('evolve takes events in any order, and those of a newer version', () => {
	const newer = fc.record({
		id: fc.constant('n#0'),
		v: fc.constantFrom(1, 2),
		type: fc.constantFrom('case.dispatched', 'case.foretold', 'constructor', '__proto__'),
		target: fc.constant(CASE),
		at: fc.nat(),
		receivedAt: fc.nat(),
		by: fc.constant({ person: 'x', name: 'x', role: 'clerk' }),
		data: fc.option(
			fc.record({ words: fc.anything(), photos: fc.anything(), unit: fc.anything() }),
			{ nil: undefined }
		)
	});
	const foreign = fc.array(
		newer.filter(({ v, type }) => v !== 1 || type !== 'case.dispatched'),
		{ maxLength: 5 }
	);
	check(
		fc.property(fc.gen(), foreign, fc.nat(), (g, unknown, turn) => {
			const all = [...play(g).events, ...(unknown as unknown as CaseEvent[])];
			const mixed = all.map((_, i) => all[(i * 7919 + turn) % all.length]!);
			const state = mixed.reduce<CaseState | undefined>(evolveCase, undefined);
			expect(state?.rev ?? 0).toBe(mixed.length);
		}),
		RUNS
	);
});
