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
	'block' | 'green' | 'water' | 'building' | 'road' | 'main-road' | 'rail' | 'name';

/** What scripts/town/basemap.ts says of a feature; `kind` is enough to draw it. */
export type BaseProps = {
	kind: BaseKind;
	/** Of a block or a green: farmland, orchard, park, estate, … */
	use?: string;
	/** Metres across, of roads, rails and buildings. */
	w?: number;
	name?: string;
	/** What a name belongs to: village, road, water, poi. */
	of?: string;
	/** Turns a name, degrees anticlockwise. */
	angle?: number;
	/** From which it is worth drawing. */
	zoom?: number;
};

/** GeoJSON in degrees, lng first; features lie in drawing order. */
export type BaseMap = FeatureCollection<Geometry, BaseProps>;

/** Where the device is; `accuracy` in metres. */
export type DevicePosition = Pos & { accuracy: number };
