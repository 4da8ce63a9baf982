/**
 * A year of the demo town, told by its own rules: who found what, what the desk did with it, how the
 * units got on, and what is still open. Depends on the town and on `asOf` alone.
 */
import { SYSTEM } from '../../web/domain/actor';
import type { Source } from '../../web/domain/case/commands';
import type { CaseEvent } from '../../web/domain/case/events';
import type { CaseState } from '../../web/domain/case/state';
import type { TownRules } from '../../web/domain/context';
import type { PatrolEvent } from '../../web/domain/patrol/events';
import type { PatrolState } from '../../web/domain/patrol/state';
import { rulesFrom, type RefDoc } from '../../web/domain/refs';
import { DAY, dayNumber, dayOf, MINUTE, type Ms } from '../../web/domain/time';
import { ZHOUPU } from '../town/divisions';
import type { TownSeed } from '../town/index';
import { idOf, Stream } from '../town/random';
import { Cast } from './cast';
import { minutes } from './clock';
import { type Found, type PatrolPlan, PatrolTeller, planPatrols } from './patrols';
import { Places } from './places';
import { deskCase, echo } from './plots/intake';
import { handled } from './plots/job';
import { report } from './plots/report';
import { spot } from './plots/spot';
import { whistle } from './plots/whistle';
import { daysOfFinds, instantOf, monthOf, weatherOf } from './rhythm';
import type { Scene } from './scene';
import { foundAt, keyOf, STAGED, stagedPlot, type Line } from './staged';
import { SUBJECTS, weightOf, type Subject, type Way } from './subjects';
import { type Act, type Plot, Teller, type Told } from './teller';

export type HistoryRow =
	| { readonly c: 'events'; readonly row: CaseEvent | PatrolEvent }
	| { readonly c: 'cases'; readonly row: CaseState }
	| { readonly c: 'patrols'; readonly row: PatrolState }
	| { readonly c: 'counters'; readonly row: { readonly id: string; readonly value: number } };

export interface HistoryOptions {
	readonly seed: TownSeed;
	readonly refs: readonly RefDoc[];
	/** Nothing later has happened yet. */
	readonly asOf: Ms;
	/** Cases of Zhoupu in the year before; the open work list comes on top. */
	readonly cases: number;
}

const YEAR_DAYS = 365;
/** A neighbour for what must not cross the border. */
const NEIGHBOUR_CASES = 60;
/** Nothing is merged so late that the other case might not be reported yet. */
const ECHO_BEFORE = 4 * DAY;

const SOURCES: readonly (readonly [readonly [Source, Way], number])[] = [
	[['patrol', 'spot'], 55],
	[['hotline', 'told'], 20],
	[['patrol', 'job'], 8],
	[['resident', 'told'], 6],
	[['video', 'job'], 3],
	[['call', 'told'], 3],
	[['village', 'job'], 2.5],
	[['leader', 'job'], 1],
	[['upper', 'job'], 1],
	[['delegate', 'told'], 0.5]
];

/** A case before it is told. */
interface Plan {
	readonly key: string;
	readonly chance: Stream;
	readonly source: Source;
	readonly way: Way;
	readonly at: Ms;
	readonly receivedAt: Ms;
	readonly staged?: Line;
	/** Told inside the case that it goes into. */
	echo?: Plan;
	readonly isEcho?: boolean;
	number?: string;
	ordinal?: number;
}

/** All rows of both towns, those of one case together. */
export function* tellHistory(options: HistoryOptions): Generator<HistoryRow> {
	let ordinal = 1;
	for (const { code } of options.seed.towns) {
		const cases = code === ZHOUPU.code ? options.cases : NEIGHBOUR_CASES;
		const town = new TownHistory(options, code, cases, ordinal);
		yield* town.rows();
		ordinal = town.nextOrdinal;
	}
}

class TownHistory {
	nextOrdinal: number;
	readonly #rules: TownRules;
	readonly #prefix: string;
	readonly #cast: Cast;
	readonly #places: Places;
	readonly #teller: Teller;
	readonly #patrols: readonly PatrolPlan[];
	readonly #found = new Map<string, Found[]>();
	readonly #storyGrids: readonly string[];

	constructor(
		private readonly options: HistoryOptions,
		private readonly town: string,
		private readonly cases: number,
		firstOrdinal: number
	) {
		const { seed, refs, asOf } = options;
		const rules = rulesFrom(refs, town);
		const home = refs.find((doc) => doc.kind === 'town' && doc.town === town);
		if (!rules || home?.kind !== 'town') throw new Error(`the documents of ${town} are incomplete`);
		this.#rules = rules;
		this.#prefix = home.prefix;
		this.#cast = new Cast(seed, town);
		this.#places = new Places(seed, town);
		this.#teller = new Teller(rules, home.prefix, (grid) => this.#cast.workerId(grid));
		this.#patrols = planPatrols(seed, town, asOf);
		this.nextOrdinal = firstOrdinal;
		const { grid } = seed.landmarks;
		this.#storyGrids = seed.beats.find(({ grids }) => grids.includes(grid))?.grids ?? [];
	}

	*rows(): Generator<HistoryRow> {
		for (const plan of this.#plans()) {
			if (plan.isEcho) continue;
			yield* this.#case(plan);
		}
		const teller = new PatrolTeller(this.options.seed, this.#cast, this.#rules);
		for (const plan of this.#patrols) {
			const told = teller.tell(plan, this.#found.get(plan.id) ?? [], this.nextOrdinal++);
			for (const row of told.events) yield { c: 'events', row };
			yield { c: 'patrols', row: told.state };
		}
		for (const row of this.#teller.counters()) yield { c: 'counters', row };
	}

	/** In the order in which the server learned of them, with the numbers it gave. */
	#plans(): Plan[] {
		const { asOf } = this.options;
		const plans = [...this.#natural(), ...this.#staged()]
			.filter(({ receivedAt }) => receivedAt <= asOf)
			.sort((a, b) => a.receivedAt - b.receivedAt || (a.key < b.key ? -1 : 1));
		const minted = new Map<string, number>();
		for (const plan of plans) {
			const head = `${this.#prefix}${dayOf(plan.receivedAt).replace(/-/g, '')}-`;
			const next = (minted.get(head) ?? 0) + 1;
			minted.set(head, next);
			plan.number = head + String(next).padStart(4, '0');
			plan.ordinal = this.nextOrdinal++;
		}
		return plans;
	}

	*#natural(): Generator<Plan> {
		const { asOf } = this.options;
		let serial = 0;
		const days = daysOfFinds(this.cases, dayNumber(asOf), YEAR_DAYS, this.#rules.calendar);
		for (const { number, count } of days) {
			for (let i = 0; i < count; i++) {
				const plan = this.#naturalPlan(`${this.town}/${serial++}`, number);
				if (plan.way !== 'spot' && plan.at < asOf - ECHO_BEFORE && plan.chance.chance(0.02))
					yield (plan.echo = this.#echoPlan(plan));
				yield plan;
			}
		}
	}

	#naturalPlan(key: string, day: number): Plan {
		const chance = new Stream(`case/${key}`);
		const [source, way] = chance.weighted(
			this.#cast.hasHotline() ? SOURCES : SOURCES.filter(([[name]]) => name !== 'hotline')
		);
		const at = instantOf(day, source, chance);
		// Now and then the phone had no network.
		const isLate = source === 'patrol' && chance.chance(0.04);
		const receivedAt = at + (isLate ? minutes(chance, 5, 80) : 0);
		return { key, chance, source, way, at, receivedAt };
	}

	#echoPlan(plan: Plan): Plan {
		const key = `${plan.key}/echo`;
		const chance = new Stream(`case/${key}`);
		const at = plan.receivedAt + minutes(chance, 8, 40);
		const source = this.#cast.hasHotline() && chance.chance(0.5) ? 'hotline' : 'resident';
		return { key, chance, source, way: 'told', at, receivedAt: at, isEcho: true };
	}

	/** A neighbour town shows only the newest few. */
	*#staged(): Generator<Plan> {
		const { asOf } = this.options;
		const { calendar, scheme } = this.#rules;
		const isHome = this.town === ZHOUPU.code;
		for (const [index, entry] of STAGED.entries()) {
			if (!isHome && (entry.stage !== 'parked' || entry.area === 'story')) continue;
			const key = `${this.town}/${keyOf(entry, index)}`;
			const chance = new Stream(`case/${key}`);
			const limit =
				entry.condition === undefined ? undefined : scheme.condition(entry.condition)?.limit;
			const at = foundAt(entry, limit ?? { n: 1, unit: 'day' }, asOf, calendar);
			const way = entry.stage === 'parked' ? 'spot' : entry.source === 'patrol' ? 'job' : 'told';
			yield { key, chance, source: entry.source, way, at, receivedAt: at, staged: entry };
		}
	}

	#subject(plan: Plan): Subject {
		const wanted = plan.staged?.condition;
		const known = SUBJECTS.find(({ condition }) => condition === wanted);
		if (known) return known;
		if (wanted !== undefined) {
			const says = [this.#rules.scheme.condition(wanted)?.zh ?? wanted];
			return { condition: wanted, where: 'lane', scene: 'stairs', spot: 0, job: 1, told: 1, says };
		}
		const day = dayOf(plan.at);
		const weather = weatherOf(day);
		return plan.chance.weighted(
			SUBJECTS.map((entry) => [entry, weightOf(entry, plan.way, monthOf(day), weather)] as const)
		);
	}

	#scene(plan: Plan, same?: Scene): Scene {
		const { chance, source, at, receivedAt, staged } = plan;
		const subject = same?.subject ?? this.#subject(plan);
		const condition = this.#rules.scheme.condition(subject.condition);
		if (!condition) throw new Error(`the scheme has no ${subject.condition}`);
		const within = staged?.area === 'story' ? this.#storyGrids : [];
		const place = same?.place ?? this.#places.pick(subject.where, chance, within);
		const worker = this.#cast.worker(place.grid as string, at);
		const patrol = source === 'patrol' ? this.#patrolOf(worker.person, at) : undefined;
		return {
			cast: this.#cast,
			calendar: this.#rules.calendar,
			chance,
			source,
			subject,
			condition,
			place,
			worker,
			at,
			receivedAt,
			says: chance.pick(subject.says),
			...(patrol !== undefined && { patrol })
		};
	}

	#patrolOf(worker: string, at: Ms): string | undefined {
		return this.#patrols.find(
			({ beat, from, to }) => beat.worker === worker && at > from + MINUTE && at < to
		)?.id;
	}

	*#case(plan: Plan): Generator<HistoryRow> {
		const id = idOf('case', plan.key);
		const scene = this.#scene(plan);
		let absorbs: Act | undefined;
		if (plan.echo) {
			const other = this.#tell(plan.echo, echo(this.#scene(plan.echo, scene), id));
			yield* this.#told(other);
			absorbs = absorbed(other);
		}
		const told = this.#tell(plan, this.#plot(plan, scene, absorbs));
		this.#link(told);
		yield* this.#told(told);
	}

	#plot(plan: Plan, scene: Scene, absorbs: Act | undefined): Plot {
		if (plan.staged) return stagedPlot(scene, plan.staged, this.options.asOf);
		if (absorbs) return taken(scene, absorbs);
		if (plan.way === 'spot') return spot(scene);
		const mayWhistle = scene.source === 'patrol' && scene.condition.joint === 'usual';
		return mayWhistle && scene.chance.chance(0.5) ? whistle(scene) : deskCase(scene);
	}

	#tell(plan: Plan, plot: Plot): Told {
		return this.#teller.tell(plot, {
			id: idOf('case', plan.key),
			ordinal: plan.ordinal as number,
			number: plan.number as string,
			until: this.options.asOf
		});
	}

	#link({ state, reactions }: Told): void {
		for (const { id, type, target, cause } of reactions) {
			if (type !== 'patrol.linkCase') continue;
			const { at, receivedAt } = cause;
			const list = this.#found.get(target) ?? [];
			list.push({ case: state.id, reaction: id, at, receivedAt });
			this.#found.set(target, list);
		}
	}

	*#told({ state, events }: Told): Generator<HistoryRow> {
		for (const row of events) yield { c: 'events', row };
		yield { c: 'cases', row: state };
	}
}

/** The reaction of the server to a merge, on the case that takes the other in. */
function absorbed({ state, reactions }: Told): Act {
	const merge = reactions.find(({ type }) => type === 'case.absorb');
	if (!merge) throw new Error(`case ${state.id} was not merged`);
	const { at, receivedAt } = merge.cause;
	return {
		actor: SYSTEM,
		type: 'case.absorb',
		at,
		receivedAt,
		data: merge.data,
		commandId: merge.id
	};
}

/** Dispatched at once, and joined by another report of the same. */
function* taken(scene: Scene, absorbs: Act): Plot {
	yield report(scene);
	yield* handled(scene, scene.receivedAt + 4 * MINUTE, { absorbs });
}
