/**
 * The map as an object: TownMap.svelte hands it what changed, it keeps Leaflet in step.
 * Leaflet knows nothing of runes, Svelte nothing of Leaflet.
 */
import L from 'leaflet';
import type { Pos } from '~/domain/geo';
import { areaLayers, baseLayers } from './base-layer';
import { CanvasLayer, type Drawing } from './canvas-layer';
import { drawNames, nearestSpot, tracePoint, type Name, type Spot } from './draw-points';
import type { BaseMap, DevicePosition, MapArea, MapPoint } from './map-types';
import { readPalette, type Palette } from './palette';
import { boundsOf, degrees, fromDegrees } from './place';

const MIN_ZOOM = 11;
const MAX_ZOOM = 19;
/** Names of fine areas appear from here, point labels from there. */
const FINE_NAMES_ZOOM = 15;
const POINT_NAMES_ZOOM = 18;
/** Degrees to pixels of the drawing. */
type SpotOf = (place: L.LatLngExpression) => Spot;

/** How far from a point a finger may land, in pixels. */
const REACH = 22;

export type TownMapEvents = {
	onselect: (id: string | null) => void;
	onlongpress: (place: Pos) => void;
};

export class TownMapView {
	#map: L.Map;
	#element: HTMLElement;
	#events: TownMapEvents;
	#renderer: L.Canvas;
	#palette: Palette;
	#base: BaseMap | null = null;
	#areas: readonly MapArea[] = [];
	#points: readonly MapPoint[] = [];
	#selected: string | null = null;
	#position: DevicePosition | null = null;
	#baseGroup = L.layerGroup();
	#areaGroup = L.layerGroup();
	#names: CanvasLayer;
	#dots: CanvasLayer;

	constructor(element: HTMLElement, events: TownMapEvents, attribution: string) {
		this.#element = element;
		this.#events = events;
		this.#palette = readPalette(element);
		this.#map = L.map(element, {
			zoomControl: false,
			minZoom: MIN_ZOOM,
			maxZoom: MAX_ZOOM,
			preferCanvas: true,
			zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
			center: [31.11, 121.57],
			zoom: 14
		});
		this.#map.attributionControl.setPrefix(false);
		this.#map.attributionControl.addAttribution(attribution);
		this.#renderer = L.canvas({ padding: 0.3 });
		this.#map.createPane('names').style.zIndex = '460';
		this.#map.createPane('dots').style.zIndex = '450';
		this.#names = new CanvasLayer(this.#drawNames, 'names');
		this.#dots = new CanvasLayer(this.#drawDots, 'dots');
		for (const layer of [this.#baseGroup, this.#areaGroup, this.#names, this.#dots]) {
			layer.addTo(this.#map);
		}
		this.#map.on('click', this.#pressed);
		this.#map.on('contextmenu', this.#heldDown);
	}

	remove(): void {
		this.#map.remove();
	}

	/** The element changed its size. */
	resized(): void {
		this.#map.invalidateSize({ animate: false });
	}

	/** The theme changed: everything is drawn in its colours. */
	recolour(): void {
		this.#palette = readPalette(this.#element);
		this.#drawBase();
		this.#drawAreas();
		this.#names.redraw();
		this.#dots.redraw();
	}

	setBase(base: BaseMap | null): void {
		this.#base = base;
		this.#drawBase();
		this.#names.redraw();
	}

	setAreas(areas: readonly MapArea[]): void {
		this.#areas = areas;
		this.#drawAreas();
		this.#names.redraw();
	}

	setPoints(points: readonly MapPoint[], selected: string | null): void {
		this.#points = points;
		this.#selected = selected;
		this.#dots.redraw();
		this.#names.redraw();
	}

	setPosition(position: DevicePosition | null): void {
		this.#position = position;
		this.#dots.redraw();
	}

	/** Shows all of these; a single place at street zoom. */
	fit(places: Iterable<Pos>): void {
		const bounds = boundsOf(places);
		if (bounds) this.#map.fitBounds(bounds, { padding: [24, 24], maxZoom: 17, animate: false });
	}

	/** Brings a place into view, moving no more than needed. */
	reveal(place: Pos): void {
		this.#map.panInside(degrees(place), { padding: [48, 48] });
	}

	goTo(place: Pos): void {
		this.#map.setView(degrees(place), Math.max(this.#map.getZoom(), 17));
	}

	zoom(steps: number): void {
		this.#map.setZoom(this.#map.getZoom() + steps);
	}

	#drawBase(): void {
		this.#baseGroup.clearLayers();
		if (this.#base) this.#baseGroup.addLayer(baseLayers(this.#base, this.#palette, this.#renderer));
		// One renderer paints in the order of adding: areas belong above the base.
		this.#drawAreas();
	}

	#drawAreas(): void {
		this.#areaGroup.clearLayers();
		this.#areaGroup.addLayer(areaLayers(this.#areas, this.#palette, this.#renderer));
	}

	#pressed = (event: L.LeafletMouseEvent): void => {
		const spots = this.#points.map((point) => {
			const { x, y } = this.#map.latLngToContainerPoint(degrees(point));
			return { id: point.id, x, y };
		});
		this.#events.onselect(nearestSpot(spots, event.containerPoint, REACH)?.id ?? null);
	};

	/** Leaflet sends this for a long touch as well as for the right button. */
	#heldDown = (event: L.LeafletMouseEvent): void => {
		event.originalEvent.preventDefault();
		this.#events.onlongpress(fromDegrees(event.latlng.lat, event.latlng.lng));
	};

	#font(): { family: string; scale: number } {
		const root = getComputedStyle(document.documentElement);
		return {
			family: getComputedStyle(this.#element).fontFamily,
			scale: parseFloat(root.fontSize) / 16
		};
	}

	#drawNames: Drawing = (ctx, spot, { zoom }) => {
		const { family, scale } = this.#font();
		const coarse = this.#areas.filter((area) => area.level === 'coarse');
		const fine = zoom >= FINE_NAMES_ZOOM ? this.#areas.filter((area) => area.level === 'fine') : [];
		const names: Name[] = [
			...coarse.map((area) => ({
				...middle(area, spot),
				text: area.label,
				size: 14 * scale,
				weight: 600 as const
			})),
			...fine.map((area) => ({
				...middle(area, spot),
				text: area.label,
				size: 12 * scale,
				weight: 500 as const
			})),
			...this.#baseNames(spot, 12 * scale)
		];
		drawNames(ctx, names, this.#palette, family);
		// Above all names, so that what was chosen can be read.
		const chosen = this.#points.find(({ id }) => id === this.#selected);
		if (chosen) this.#drawChosen(ctx, chosen, spot(degrees(chosen)), pointRadius(zoom));
	};

	#baseNames(spot: SpotOf, size: number): Name[] {
		const names: Name[] = [];
		for (const { geometry, properties } of this.#base?.features ?? []) {
			if (properties.kind !== 'name' || geometry.type !== 'Point' || !properties.name) continue;
			const [lng = 0, lat = 0] = geometry.coordinates;
			names.push({ ...spot([lat, lng]), text: properties.name, size, weight: 500 });
		}
		return names;
	}

	#drawDots: Drawing = (ctx, spot, { width, height, zoom }) => {
		this.#drawPosition(ctx, spot, zoom);
		const radius = pointRadius(zoom);
		const seen = this.#points
			.map((point) => ({ point, ...spot(degrees(point)) }))
			.filter(({ x, y }) => x > -20 && y > -20 && x < width + 20 && y < height + 20);
		ctx.lineWidth = 1.5 + this.#palette.heavier;
		for (const { point, x, y } of seen) {
			ctx.beginPath();
			tracePoint(ctx, point.shape, { x, y }, radius);
			ctx.fillStyle = this.#palette.tone[point.tone];
			ctx.strokeStyle = this.#palette.rim[point.tone];
			ctx.fill();
			ctx.stroke();
		}
		if (zoom >= POINT_NAMES_ZOOM) {
			const { family, scale } = this.#font();
			const size = 12 * scale;
			const names = seen.map(({ point, x, y }) => ({
				x,
				y: y + radius + size,
				text: point.label,
				size,
				weight: 500 as const
			}));
			drawNames(ctx, names, this.#palette, family);
		}
	};

	#drawChosen(ctx: CanvasRenderingContext2D, point: MapPoint, at: Spot, radius: number): void {
		ctx.beginPath();
		tracePoint(ctx, point.shape, at, radius * 1.6);
		ctx.fillStyle = this.#palette.tone[point.tone];
		ctx.fill();
		ctx.lineWidth = 3;
		ctx.strokeStyle = this.#palette.ink;
		ctx.stroke();
		const { family, scale } = this.#font();
		const size = 14 * scale;
		const y = at.y - radius * 1.6 - size;
		const name: Name = { x: at.x, y, text: point.label, size, weight: 600 };
		drawNames(ctx, [name], this.#palette, family);
	}

	#drawPosition(ctx: CanvasRenderingContext2D, spot: SpotOf, zoom: number): void {
		if (!this.#position) return;
		const { x, y } = spot(degrees(this.#position));
		const metresPerPixel =
			(156_543.03 * Math.cos((degrees(this.#position)[0] * Math.PI) / 180)) / 2 ** zoom;
		ctx.beginPath();
		ctx.arc(x, y, Math.max(this.#position.accuracy / metresPerPixel, 10), 0, Math.PI * 2);
		ctx.fillStyle = this.#palette.accent;
		ctx.globalAlpha = 0.18;
		ctx.fill();
		ctx.globalAlpha = 1;
		ctx.beginPath();
		ctx.arc(x, y, 7, 0, Math.PI * 2);
		ctx.fill();
		ctx.lineWidth = 3;
		ctx.strokeStyle = this.#palette.halo;
		ctx.stroke();
	}
}

/** Smaller from far away, where thousands are seen at once. */
function pointRadius(zoom: number): number {
	if (zoom >= 16) return 8;
	if (zoom >= 15) return 6;
	return zoom >= 14 ? 5 : 3.5;
}

/** Where an area's name stands: the middle of its bounds. */
function middle(area: MapArea, spot: SpotOf) {
	const bounds = boundsOf(area.ring);
	if (!bounds) return { x: -1000, y: -1000 };
	const [[south, west], [north, east]] = bounds;
	return spot([(south + north) / 2, (west + east) / 2]);
}
