/** The theme's colours for drawing on canvas, read from the CSS variables of app.css. */
import type { Tone } from '../shared/tone';

export type Palette = {
	land: string;
	block: string;
	field: string;
	building: string;
	rail: string;
	green: string;
	water: string;
	road: string;
	roadEdge: string;
	edge: string;
	ink: string;
	halo: string;
	accent: string;
	tone: Record<Tone, string>;
	/** Outlines of points: what keeps them apart from the map, and bright yellow visible. */
	rim: Record<Tone, string>;
	/** Extra line width of the sunlight theme, in pixels. */
	heavier: number;
};

export function readPalette(element: HTMLElement): Palette {
	const style = getComputedStyle(element);
	const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
	const halo = read('map-land');
	return {
		land: read('map-land'),
		block: read('map-block'),
		field: read('map-field'),
		building: read('map-building'),
		rail: read('map-rail'),
		green: read('map-green'),
		water: read('map-water'),
		road: read('map-road'),
		roadEdge: read('map-road-edge'),
		edge: read('map-edge'),
		ink: read('ink'),
		halo,
		accent: read('accent'),
		tone: {
			green: read('green'),
			yellow: read('yellow-fill'),
			red: read('red'),
			grey: read('grey'),
			accent: read('accent')
		},
		rim: { green: halo, yellow: read('on-yellow'), red: halo, grey: halo, accent: halo },
		heavier: read('stroke') === '2px' ? 1 : 0
	};
}
