/** The base map and the areas, as Leaflet paths on one shared canvas. */
import L from 'leaflet';
import type { Feature, Geometry } from 'geojson';
import type { BaseKind, BaseMap, MapArea } from './map-types';
import type { Palette } from './palette';
import { degrees } from './place';

/** Painted in this order; roads twice, so that their edges meet under their fills. */
const ORDER: BaseKind[] = ['land', 'green', 'water', 'river', 'block', 'road', 'main-road'];

type Kinded = Feature<Geometry, { kind: BaseKind }>;

export function baseLayers(base: BaseMap, palette: Palette, renderer: L.Canvas): L.LayerGroup {
	const group = L.layerGroup();
	for (const kind of ORDER) {
		const features = base.features.filter((feature) => feature.properties.kind === kind);
		if (features.length === 0) continue;
		for (const style of baseStyles(kind, palette)) {
			group.addLayer(
				L.geoJSON(features as Kinded[], {
					style: { ...style, renderer } as L.PathOptions,
					interactive: false
				})
			);
		}
	}
	return group;
}

function baseStyles(kind: BaseKind, palette: Palette): L.PathOptions[] {
	const fill = (color: string): L.PathOptions => ({
		stroke: false,
		fill: true,
		fillColor: color,
		fillOpacity: 1
	});
	const line = (color: string, weight: number): L.PathOptions => ({
		color,
		weight,
		opacity: 1,
		fill: false
	});
	switch (kind) {
		case 'land':
			return [fill(palette.land)];
		case 'block':
			return [fill(palette.block)];
		case 'green':
			return [fill(palette.green)];
		case 'water':
			return [fill(palette.water)];
		case 'river':
			return [line(palette.water, 6)];
		case 'main-road':
			return [line(palette.roadEdge, 7), line(palette.road, 5)];
		case 'road':
			return [line(palette.roadEdge, 4), line(palette.road, 2.5)];
		case 'name':
			return [];
	}
}

export function areaLayers(
	areas: readonly MapArea[],
	palette: Palette,
	renderer: L.Canvas
): L.LayerGroup {
	const group = L.layerGroup();
	const fineFirst = [...areas].sort(
		(a, b) => Number(a.level === 'coarse') - Number(b.level === 'coarse')
	);
	for (const area of fineFirst) {
		const coarse = area.level === 'coarse';
		group.addLayer(
			L.polygon(area.ring.map(degrees), {
				renderer,
				interactive: false,
				fill: false,
				color: palette.edge,
				opacity: coarse ? 0.9 : 0.55,
				weight: (coarse ? 2 : 1) + palette.heavier,
				...(coarse ? {} : { dashArray: '4 4' })
			})
		);
	}
	return group;
}
