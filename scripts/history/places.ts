/** Where things happen: elements and addresses, some of them again and again. */
import type { Place } from '../../web/domain/fields';
import type { Pos } from '../../web/domain/geo';
import type { TownSeed } from '../town/index';
import { Stream } from '../town/random';
import type { Where } from './subjects';

/** A place one can go to. */
interface Spot {
	readonly village: string;
	readonly grid: string;
	readonly pos: Pos;
	readonly address: string;
	readonly element?: string;
}

/** How strongly the first few places of a kind draw: the share below 0.1 of the list is about 0.4. */
const HOT = 2.6;

export class Places {
	readonly #pools = new Map<string, readonly Spot[]>();

	constructor(
		private readonly seed: TownSeed,
		private readonly town: string
	) {}

	/** A place of that kind in the town, or within one of these villages or grids. */
	pick(where: Where, chance: Stream, within: readonly string[] = []): Place {
		const pool = this.#pool(where, within);
		const spot = pool[Math.floor(pool.length * chance.next() ** HOT)] as Spot;
		return this.#place(spot, chance);
	}

	#place({ village, grid, pos, address, element }: Spot, chance: Stream): Place {
		// A phone stands some metres off, and says how sure it is.
		const shift = () => chance.integer(-450, 450);
		return {
			town: this.town,
			village,
			grid,
			pos: { lat: pos.lat + shift(), lng: pos.lng + shift() },
			accuracy: chance.integer(4, 30),
			address,
			...(element !== undefined && { element })
		};
	}

	#pool(where: Where, within: readonly string[]): readonly Spot[] {
		const key = `${where}/${within.join('+')}`;
		const known = this.#pools.get(key);
		if (known) return known;
		const all = this.#candidates(where, within);
		const pool = all.length > 0 ? all : this.#candidates('street', within);
		const mixed = new Stream(`hot/${this.town}/${key}`).shuffled(pool);
		this.#pools.set(key, mixed);
		return mixed;
	}

	#candidates(where: Where, within: readonly string[]): Spot[] {
		const own = (row: { town: string; grid: string }) =>
			row.town === this.town &&
			(within.length === 0 || within.some((area) => row.grid.startsWith(area)));
		if (where === 'lane' || where === 'street') {
			const kinds = where === 'lane' ? ['lane', 'compound'] : ['number', 'poi'];
			return this.seed.addresses
				.filter((row) => own(row) && kinds.includes(row.kind))
				.map(({ village: code, grid, pos, text }) => ({ village: code, grid, pos, address: text }));
		}
		const isOne = (type: string, name: string) =>
			where === 'shop'
				? type === 'shop' || type === 'smallPlace'
				: where === 'fireLane'
					? type === 'fire' && name.endsWith('消防通道')
					: type === where;
		const elements = this.seed.elements.filter(
			(row) => own(row) && row.state !== 'retired' && isOne(row.type, row.name)
		);
		if (where === 'fireLane' && elements.length < 3) return this.#candidates('lane', within);
		return elements.map((row) => ({ ...row, element: row.id }));
	}
}
