/** Places that carry a QR plate. The token is made by the server; here is what it stands for. */
import type { ElementDoc } from '../../web/domain/element/element';
import type { Pos } from '../../web/domain/geo';
import type { AddressRow } from './addresses';
import { elementType } from './element-types';
import type { Geography } from './geography';
import { idOf } from './random';

export interface PlateRow {
	readonly id: string;
	readonly kind: 'element' | 'grid' | 'village' | 'place';
	/** Element or address id, grid or village code. */
	readonly target: string;
	readonly name: string;
	readonly town: string;
	readonly village: string;
	/** Absent for a village's plate. */
	readonly grid?: string;
	readonly pos: Pos;
	/** Raised when a plate is replaced: older tokens then lapse. */
	readonly generation: number;
}

type Draft = Omit<PlateRow, 'id' | 'generation'>;

const plate = (draft: Draft): PlateRow => ({
	id: idOf('plate', `${draft.kind}/${draft.target}`),
	...draft,
	generation: 1
});

export function buildPlates(
	geography: Geography,
	elements: readonly ElementDoc[],
	addresses: readonly AddressRow[]
): PlateRow[] {
	const villages = geography.villages.map(({ code, name, town, centre }) =>
		plate({ kind: 'village', target: code, name, town, village: code, pos: centre })
	);
	const grids = geography.grids.map(({ code, name, town, village, centre }) =>
		plate({ kind: 'grid', target: code, name, town, village, grid: code, pos: centre })
	);
	const things = elements
		.filter(({ type, state }) => elementType(type).plate && state !== 'retired')
		.map(({ id, name, town, village, grid, pos }) =>
			plate({ kind: 'element', target: id, name, town, village, grid, pos })
		);
	const places = addresses
		.filter(({ kind }) => kind === 'compound')
		.map(({ id, name, text, town, village, grid, pos }) =>
			plate({ kind: 'place', target: id, name: name ?? text, town, village, grid, pos })
		);
	return [...villages, ...grids, ...things, ...places];
}
