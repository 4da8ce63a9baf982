/** What a feature of the base map says about itself; see basemap.ts for what it means. */
import type { Feature, Geometry, Position } from 'geojson';
import type { Pos } from '../../web/domain/geo';

export type BaseKind =
	'block' | 'green' | 'water' | 'building' | 'road' | 'main-road' | 'rail' | 'name';

export interface BaseProps {
	readonly kind: BaseKind;
	readonly use?: string;
	readonly road?: string;
	readonly w?: number;
	readonly name?: string;
	readonly of?: 'village' | 'road' | 'water' | 'poi';
	readonly angle?: number;
	readonly zoom?: number;
}

export type BaseFeature = Feature<Geometry, BaseProps>;

/** 1e-5 degree, about a metre: finer than the eye at the largest zoom of a drawn map. */
const GRAIN = 100;
export const degrees = ({ lat, lng }: Pos): Position => [
	Math.round(lng / GRAIN) / 100_000,
	Math.round(lat / GRAIN) / 100_000
];
