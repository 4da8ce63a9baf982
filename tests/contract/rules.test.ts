/** Node and the server's engine give the same answers, to the byte, on whatever chance asks. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPocketBase, runCommand } from '../../scripts/lib/pocketbase.mjs';
import type { CaseCommand } from '../../web/domain/case/commands';
import { LIMIT_UNITS } from '../../web/domain/limits';
import type { RefDoc } from '../../web/domain/refs';
import { replay, type ReplayFile, type ReplayStep } from '../../web/domain/replay';
import { toWellFormed } from '../../web/domain/text';
import { CASE, rules, T0, TOWN, UNITS, VILLAGE } from '../support/case';
import { play } from '../support/case-arbitrary';
import { SEED } from '../support/property';

const STORIES = 100;
const CALLS = 400;

const docs = [
	{
		kind: 'town',
		town: TOWN,
		name: '示例镇',
		prefix: 'ZP',
		phone: '',
		settings: rules.settings,
		geo: rules.geo
	},
	{ kind: 'scheme', town: TOWN, scheme: rules.scheme.scheme },
	{ kind: 'calendar', town: TOWN, calendar: rules.calendar },
	{
		kind: 'units',
		town: TOWN,
		units: UNITS.map((unit) => ({ ...unit, nameEn: '', contact: '', phone: '' }))
	}
] as RefDoc[];

function steps(): ReplayStep[] {
	const found: ReplayStep[] = [];
	fc.assert(
		fc.property(fc.gen(), (g) => {
			play(g, (before, act, after) => {
				const id = `c${before.events.length}-${after.now}`;
				const command = { id, type: act.type, target: CASE, data: act.data } as CaseCommand;
				const { rules: _, ...told } = act.context;
				const now = after.now;
				// People of the stories are functions; on the wire they are data.
				const { person, name, posts } = act.actor;
				const actor = { person, name, posts };
				const context = { now, at: now, commandId: id, actor, ...told };
				found.push({ ...(before.state && { before: before.state }), command, context });
			});
		}),
		{ seed: SEED, numRuns: STORIES }
	);
	return found;
}

function calls(): ReplayFile['calls'] {
	const { calendar, geo } = rules;
	const at = fc.integer({ min: T0 - 3e10, max: T0 + 3e10 });
	const limit = fc.record({
		n: fc.integer({ min: 1, max: 60 }),
		unit: fc.constantFrom(...LIMIT_UNITS)
	});
	const pause = fc
		.tuple(at, fc.integer({ min: 0, max: 9e8 }))
		.map(([from, length]) => ({ from, to: from + length }));
	const pauses = fc.array(pause, { maxLength: 2 });
	const pos = fc.record({
		lat: fc.integer({ min: 310_000_000, max: 312_000_000 }),
		lng: fc.integer({ min: 1_214_000_000, max: 1_217_000_000 })
	});
	// Half characters too: what a phone stores, the server must hash alike.
	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ unit: fc.constantFrom('周', '浦', '弄', 'Ａ', 'a', '\ud83d', '\ude00', '1', ' ') })
	);
	const digits = fc.string({
		unit: fc.constantFrom(...'0123456789'),
		minLength: 15,
		maxLength: 15
	});
	const code = fc.constantFrom('3101', '310115', TOWN, VILLAGE, `${VILLAGE}001`, '31', 'x');
	const one = fc.oneof(
		fc.tuple(at, limit, pauses).map(([a, b, c]) => call('dueAt', a, b, calendar, c)),
		fc.tuple(at, at, limit, pauses).map(([a, b, c, d]) => call('spentShare', a, b, c, calendar, d)),
		fc
			.tuple(at, at, at, limit, pauses)
			.map(([start, due, now, l, p]) =>
				call('lightOf', { start, due, limit: l, now }, calendar, p)
			),
		fc.tuple(pos, pos).map(([a, b]) => call('distanceM', a, b, geo)),
		text.map((value) => call('sha256Hex', value)),
		text.map((value) => call('toWellFormed', value)),
		// What rests in a database is whole characters, and must stay so.
		text.map((value) => call('bigrams', toWellFormed(value))),
		text.map((value) => call('maskName', toWellFormed(value))),
		text.map((value) => call('cleanText', toWellFormed(value), 20)),
		digits.map((value) => call('withCheckDigit', value)),
		digits.map((value) => call('checkQueryCode', `${value}1`)),
		code.map((value) => call('ancestors', value))
	);
	return fc.sample(one, { seed: SEED, numRuns: CALLS });
}

const call = (fn: ReplayFile['calls'][number]['fn'], ...args: unknown[]) => ({ fn, args });

let dir: string;
beforeAll(() => {
	dir = mkdtempSync(join(tmpdir(), 'lianqin-contract-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('the rules answer alike in Node and in the server', async () => {
	const text = JSON.stringify({ town: TOWN, docs, steps: steps(), calls: calls() });
	const questions = join(dir, 'questions.json');
	const answers = join(dir, 'answers.json');
	writeFileSync(questions, text);
	const here = replay(JSON.parse(text) as ReplayFile);
	runCommand(await findPocketBase(), join(dir, 'data'), ['domain-replay', questions, answers]);
	const there = readFileSync(answers, 'utf8').split('\n');

	expect(there).toHaveLength(here.length);
	const different = here.findIndex((line, index) => line !== there[index]);
	if (different >= 0) expect(there[different]).toBe(here[different]);
	const granted = here.filter((line) => line.startsWith('{"after"')).length;
	// A contract over refusals alone would prove little.
	expect(granted).toBeGreaterThan(200);
});
