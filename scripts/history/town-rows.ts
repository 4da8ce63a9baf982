/** The town itself as lines for `lq-load`: people, posts, documents, elements, plates. */
import { splitByGrade } from '../../web/domain/element/element';
import type { RefDoc } from '../../web/domain/refs';
import { elementType } from '../town/element-types';
import { ZHOUPU } from '../town/divisions';
import type { TownSeed } from '../town/index';
import { titleOf } from './titles';

export interface Row {
	readonly c: string;
	readonly row: unknown;
}

export function* townRows(seed: TownSeed, refs: readonly RefDoc[]): Generator<Row> {
	for (const { id, username, name, home } of seed.people) {
		const posts = seed.assignments.filter(({ person }) => person === id);
		// The district's own people are kept by the town whose server it is.
		const town = home.length === 9 ? home : ZHOUPU.code;
		const row = { id, username, name, title: titleOf(posts), town, password: seed.password };
		yield { c: 'people', row };
	}
	for (const row of seed.assignments) yield { c: 'assignments', row };
	for (const row of refs) yield { c: 'refs', row };
	for (const element of seed.elements) {
		const grades = new Map(elementType(element.type).attrs.map(({ key, grade }) => [key, grade]));
		const { base, overlays } = splitByGrade(element, (attr) => grades.get(attr) ?? 'internal');
		yield { c: 'elements', row: base };
		for (const row of overlays) yield { c: 'overlays', row };
	}
	const addressOf = new Map<string, string>([
		...seed.elements.map(({ id, address }) => [id, address] as const),
		...seed.addresses.map(({ id, text }) => [id, text] as const)
	]);
	for (const { pos, ...plate } of seed.plates)
		yield { c: 'plates', row: { ...plate, ...pos, address: addressOf.get(plate.target) ?? '' } };
}
