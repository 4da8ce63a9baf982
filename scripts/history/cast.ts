/** Who does it: the people and units of one town, by place and by hour. */
import { postsAt, type Actor, type Assignment, type Role } from '../../web/domain/actor';
import { teamOf, unitFor } from '../../web/domain/refs';
import type { Condition } from '../../web/domain/scheme';
import { dayOf, minuteOfDay, weekday, type Ms } from '../../web/domain/time';
import type { TownSeed } from '../town/index';
import { idOf, type Stream } from '../town/random';
import type { RosterPost } from '../town/roster';
import type { Unit } from '../town/units';

const DAY_MINUTES = 1440;

export class Cast {
	readonly #people = new Map<string, { name: string; posts: readonly Assignment[] }>();
	readonly #units: readonly Unit[];
	readonly #unitById: ReadonlyMap<string, Unit>;
	readonly #workerOfGrid = new Map<string, string>();
	readonly #byRole = new Map<string, string[]>();

	constructor(
		private readonly seed: TownSeed,
		readonly town: string
	) {
		for (const { id, name } of seed.people) this.#people.set(id, { name, posts: [] });
		for (const post of seed.assignments) this.#post(post);
		this.#units = seed.units.filter((unit) => unit.town === town);
		this.#unitById = new Map(this.#units.map((unit) => [unit.id, unit]));
		for (const { grids, worker } of seed.beats)
			for (const grid of grids) this.#workerOfGrid.set(grid, worker);
	}

	#post(post: Assignment): void {
		const known = this.#people.get(post.person);
		if (!known) throw new Error(`a post names ${post.person}, who is not hired`);
		this.#people.set(post.person, { ...known, posts: [...known.posts, post] });
		// Cover and former posts come and go: nobody is looked up by them.
		if (post.validTo !== undefined) return;
		for (const of of [post.area, ...(post.unit === undefined ? [] : [post.unit])]) {
			const key = `${post.role}/${of}`;
			this.#byRole.set(key, [...(this.#byRole.get(key) ?? []), post.person]);
		}
	}

	actor(person: string, at: Ms): Actor {
		const known = this.#people.get(person);
		if (!known) throw new Error(`nobody is ${person}`);
		return { person, name: known.name, posts: postsAt(known.posts, at) };
	}

	/** Who holds a role for an area or a unit; `n` tells colleagues apart. */
	holder(role: Role, of: string, at: Ms, n = 0): Actor {
		const people = this.#byRole.get(`${role}/${of}`) ?? [];
		const person = people[n % Math.max(1, people.length)];
		if (person === undefined) throw new Error(`nobody is ${role} of ${of}`);
		return this.actor(person, at);
	}

	worker(grid: string, at: Ms): Actor {
		return this.actor(this.workerId(grid), at);
	}

	workerId(grid: string): string {
		const worker = this.#workerOfGrid.get(grid);
		if (worker === undefined) throw new Error(`no beat holds ${grid}`);
		return worker;
	}

	/** Who sits at the desk at that hour, by the roster where the town has one. */
	onDuty(post: RosterPost, at: Ms, n = 0): Actor {
		const people = this.#shiftAt(at)
			.filter((entry) => entry.post === post)
			.map(({ person }) => person);
		const person = people[n % Math.max(1, people.length)];
		if (person !== undefined) return this.actor(person, at);
		return this.holder(post === 'dutyLeader' ? 'leader' : post, this.town, at, n);
	}

	#shiftAt(at: Ms) {
		const minute = minuteOfDay(at);
		const today = weekday(dayOf(at));
		const yesterday = ((today + 5) % 7) + 1;
		const shift = this.seed.roster.find(
			({ town, day, from, to }) =>
				town === this.town &&
				(from < to
					? day === today && minute >= from && minute < to
					: (day === today && minute >= from && minute < DAY_MINUTES) ||
						(day === yesterday && minute < to))
		);
		return shift?.posts ?? [];
	}

	unit(id: string): Unit | undefined {
		return this.#unitById.get(id);
	}

	/** The unit that the desk would send: of the standing team for a joint job, else the village's own. */
	unitOfKind(kind: string, village: string, joint: Condition['joint']): string | undefined {
		const team = joint === 'no' ? [] : teamOf(this.seed.jointGrids, village);
		const member = team.find((id) => this.unit(id)?.kind === kind);
		return member ?? unitFor(this.#units, kind, village)?.id;
	}

	/** Someone of the unit: an officer where it has accounts, else whoever holds its link. */
	ofUnit(id: string, at: Ms, n = 0): Actor {
		const unit = this.unit(id);
		if (!unit) throw new Error(`no unit is ${id}`);
		if (unit.access === 'account') return this.holder('officer', id, at, n);
		return {
			person: `link:${idOf('job-link', id)}`,
			name: unit.name,
			posts: [{ role: 'link', area: unit.town, unit: id }]
		};
	}

	hasHotline(): boolean {
		return this.#byRole.has(`hotline/${this.town}`);
	}

	gridChief(village: string, at: Ms): Actor | undefined {
		const chief = this.seed.jointGrids.find(({ villages }) => villages.includes(village))?.chief;
		return chief === undefined ? undefined : this.actor(chief, at);
	}
}

export const RESIDENT = (town: string): Actor => ({
	person: 'resident',
	name: '',
	posts: [{ role: 'resident', area: town }]
});

/** Colleagues take turns. */
export const turn = (chance: Stream): number => chance.integer(0, 3);
