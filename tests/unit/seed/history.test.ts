import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tellHistory, type HistoryRow } from '../../../scripts/history/index';
import { pictureBySha } from '../../../scripts/history/pictures';
import { refDocsOf } from '../../../scripts/history/ref-docs';
import { DEMO_PASSWORD, STORY_VILLAGE } from '../../../scripts/town/people';
import { buildTown } from '../../../scripts/town/index';
import { AGGREGATES, type DomainEvent, type State } from '../../../web/domain/aggregates';
import { caseLight } from '../../../web/domain/case/light';
import { CASE_STATUSES, isOpen, type CaseState } from '../../../web/domain/case/state';
import { factsOfCase } from '../../../web/domain/case/facts';
import { rulesFrom } from '../../../web/domain/refs';
import { dayNumber, DAY, startOfDayNumber } from '../../../web/domain/time';

/** A Tuesday morning; any hour will do. */
const AS_OF = Date.UTC(2026, 10, 24, 2, 17);
const TOWN = '310115132';

const seed = buildTown({ asOf: startOfDayNumber(dayNumber(AS_OF)) });
const refs = refDocsOf(seed);
const tell = (asOf = AS_OF, cases = 900): HistoryRow[] => [
	...tellHistory({ seed, refs, asOf, cases })
];

const rows = tell();
const cases = rows.flatMap((row) => (row.c === 'cases' ? [row.row] : []));
const zhoupu = cases.filter(({ place }) => place.town === TOWN);
const patrols = rows.flatMap((row) => (row.c === 'patrols' ? [row.row] : []));
const eventsOf = new Map<string, DomainEvent[]>();
for (const row of rows) {
	if (row.c !== 'events') continue;
	eventsOf.set(row.row.target, [...(eventsOf.get(row.row.target) ?? []), row.row]);
}
const share = (list: readonly CaseState[], is: (state: CaseState) => boolean) =>
	list.filter(is).length / list.length;
const rules = rulesFrom(refs, TOWN);
if (!rules) throw new Error('the documents of the town are incomplete');
const lightAt = (state: CaseState, now = AS_OF) =>
	caseLight(state, now, rules.calendar, rules.settings).light;
const userId = (username: string) => seed.people.find((person) => person.username === username)?.id;

describe('the demo town’s history', () => {
	it('is the same each time', () => {
		const hash = (list: readonly HistoryRow[]) =>
			createHash('sha256').update(JSON.stringify(list)).digest('hex');
		expect(hash(tell(AS_OF, 120))).toBe(hash(tell(AS_OF, 120)));
	});

	it('is what its events fold to, also after a trip through JSON', () => {
		for (const state of cases) {
			const events = JSON.parse(JSON.stringify(eventsOf.get(state.id))) as DomainEvent[];
			const folded = events.reduce<State | undefined>(AGGREGATES.case.evolve, undefined);
			expect(folded).toEqual(JSON.parse(JSON.stringify(state)));
		}
		for (const state of patrols) {
			const events = eventsOf.get(state.id) ?? [];
			expect(events.reduce<State | undefined>(AGGREGATES.patrol.evolve, undefined)).toEqual(state);
		}
	});

	it('knows every id once, and nothing of tomorrow', () => {
		const events = rows.flatMap((row) => (row.c === 'events' ? [row.row] : []));
		expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
		expect(new Set(cases.map(({ number }) => number)).size).toBe(cases.length);
		for (const { at, receivedAt } of events) {
			expect(at).toBeLessThanOrEqual(receivedAt);
			expect(receivedAt).toBeLessThanOrEqual(AS_OF);
		}
	});

	it('numbers the cases of a day in the order in which they came in', () => {
		const ordered = [...zhoupu].sort((a, b) => a.receivedAt - b.receivedAt);
		const numbers = ordered.map(({ number }) => number ?? '');
		expect(numbers).toEqual([...numbers].sort());
	});

	it('has the centre’s mix of sources and handling', () => {
		const year = zhoupu.filter(({ receivedAt }) => receivedAt < AS_OF - 10 * DAY);
		expect(share(year, ({ selfHandled }) => selfHandled)).toBeGreaterThan(0.48);
		expect(share(year, ({ selfHandled }) => selfHandled)).toBeLessThan(0.62);
		expect(share(year, ({ source }) => source === 'hotline')).toBeGreaterThan(0.14);
		expect(share(year, ({ source }) => source === 'hotline')).toBeLessThan(0.26);
		const clocked = year.map(factsOfCase).filter(({ dueAt, isDone }) => dueAt > 0 && isDone);
		const late = clocked.filter(({ isDoneInTime }) => !isDoneInTime).length / clocked.length;
		expect(late).toBeGreaterThan(0.03);
		expect(late).toBeLessThan(0.1);
		expect(share(year, isOpen)).toBeLessThan(0.03);
	});

	it('shows every status, and the rarer moves', () => {
		const statuses = new Set(cases.map(({ status }) => status));
		expect(CASE_STATUSES.filter((status) => !statuses.has(status))).toEqual([]);
		const types = new Set(rows.flatMap((row) => (row.c === 'events' ? [row.row.type] : [])));
		for (const type of [
			'case.whistled',
			'case.unitDeclined',
			'case.reworkOrdered',
			'case.reopened',
			'case.suspended',
			'case.extensionAsked',
			'case.absorbed',
			'case.followedUp',
			'case.hotlineStepped',
			'patrol.visited'
		] as const)
			expect(types).toContain(type);
	});

	it('declares only photos that exist, none twice in a case', () => {
		for (const { photos } of cases) {
			expect(new Set(photos.map(({ sha256 }) => sha256)).size).toBe(photos.length);
			for (const { sha256, bytes } of photos) expect(pictureBySha(sha256).bytes).toBe(bytes);
		}
	});
});

describe('the open work list', () => {
	const open = zhoupu.filter(isOpen);

	it('has about 120 cases, of every light', () => {
		expect(open.length).toBeGreaterThan(100);
		expect(open.length).toBeLessThan(160);
		const lights = open.map((state) => lightAt(state));
		for (const light of ['green', 'yellow', 'red', 'grey']) expect(lights).toContain(light);
		expect(lights.filter((light) => light === 'red').length / lights.length).toBeLessThan(0.25);
	});

	it('is credible at every hour of a week', { timeout: 60_000 }, () => {
		for (const hour of [12, 23, 96]) {
			const asOf = AS_OF + hour * 3_600_000;
			const told = tell(asOf, 20);
			const list = told.flatMap((row) =>
				row.c === 'cases' && row.row.place.town === TOWN && isOpen(row.row) ? [row.row] : []
			);
			const lights = list.map((state) => lightAt(state, asOf));
			expect(list.length).toBeGreaterThan(95);
			expect(lights.filter((light) => light === 'red').length).toBeGreaterThan(2);
			expect(lights.filter((light) => light === 'red').length / list.length).toBeLessThan(0.3);
			expect(lights.filter((light) => light === 'yellow').length).toBeGreaterThan(2);
		}
	});

	it('has work for each demo account', () => {
		const wangge = userId('wangge');
		const mine = open.filter(({ place }) => place.village === STORY_VILLAGE);
		const asked = (kind: string) =>
			mine.filter(({ check }) => check?.kind === kind && check.checker === wangge && !check.result);
		expect(asked('exists').length).toBeGreaterThan(1);
		expect(asked('fixed').length).toBeGreaterThan(2);
		expect(
			mine.filter(({ status, reporter }) => status === 'parked' && reporter.person === wangge)
				.length
		).toBeGreaterThan(3);
		const waitingFor = (unit: string) =>
			open.filter(({ units }) =>
				units.some((part) => part.unit === unit && ['waiting', 'accepted'].includes(part.status))
			).length;
		expect(waitingFor(seed.landmarks.fire)).toBeGreaterThan(3);
		expect(waitingFor(seed.landmarks.police)).toBeGreaterThan(2);
		const whistles = open.filter(({ whistledAt }) => whistledAt !== undefined);
		expect(whistles.length).toBeGreaterThanOrEqual(3);
	});

	it('keeps the neighbour town apart', () => {
		const other = cases.filter(({ place }) => place.town !== TOWN);
		expect(other.length).toBeGreaterThan(30);
		for (const { number, units } of other) {
			expect(number).toMatch(/^HT/);
			for (const { unit } of units) expect(unit).toMatch(/^u-ht-/);
		}
	});
});

it('gives every shown person one password', () => {
	expect(seed.people.filter(({ shown }) => shown).length).toBeGreaterThan(10);
	expect(seed.password).toBe(DEMO_PASSWORD);
});
