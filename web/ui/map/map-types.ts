import type { FeatureCollection, Geometry } from 'geojson';
import type { Pos } from '~/domain/geo';
import type { Tone } from '../shared/tone';

export type PointShape = 'circle' | 'square' | 'diamond' | 'triangle';

/** One thing on the map. State is told by tone and by shape, never by tone alone. */
export type MapPoint = Pos & {
	id: string;
	label: string;
	tone: Tone;
	shape: PointShape;
	/** Second line in the list. */
	detail?: string;
};

/** A village, a grid, a beat: an outline with a name. The ring need not be closed. */
export type MapArea = {
	id: string;
	label: string;
	/** Coarse areas have heavy edges and names that show from far away. */
	level: 'coarse' | 'fine';
	ring: readonly Pos[];
};

/** What a feature of the base map is; decides how it is drawn. */
export type BaseKind =
	'land' | 'block' | 'green' | 'water' | 'river' | 'main-road' | 'road' | 'name';

/** GeoJSON in degrees, lng first. `name` features are points whose `name` is written. */
export type BaseMap = FeatureCollection<Geometry, { kind: BaseKind; name?: string }>;

/** Where the device is; `accuracy` in metres. */
export type DevicePosition = Pos & { accuracy: number };
