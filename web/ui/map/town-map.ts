/**
 * The map as an object: TownMap.svelte hands it what changed, it keeps Leaflet in step.
 * Leaflet knows nothing of runes, Svelte nothing of Leaflet.
 */
import L from 'leaflet';
import type { Pos } from '~/domain/geo';
import {
	compileAreas,
	type CompiledAreas,
	compileBase,
	type CompiledBase,
	drawAreas,
	drawBase
} from './base-drawing';
import { CanvasLayer, type Drawing } from './canvas-layer';
import { nearestSpot, type Spot, tracePoint } from './draw-points';
import type { BaseMap, DevicePosition, MapArea, MapPoint } from './map-types';
import { drawNames, type Name, namesInView, placeNames } from './names';
import { type Palette, readPalette } from './palette';
import { boundsOf, degrees, fromDegrees } from './place';
import { type View, worldX, worldY } from './world';

const MIN_ZOOM = 11;
const MAX_ZOOM = 19;
const POINT_NAMES_ZOOM = 18;
/** How far from a point a finger may land, in pixels. */
const REACH = 22;

export type TownMapEvents = {
	/** With where it was pressed. */
	onselect: (id: string | null, place: Pos) => void;
	onlongpress: (place: Pos) => void;
};

export class TownMapView {
	#map: L.Map;
	#element: HTMLElement;
	#events: TownMapEvents;
	#palette: Palette;
	#base: BaseMap | null = null;
	#areas: readonly MapArea[] = [];
	#compiledBase: CompiledBase = [];
	#compiledAreas: CompiledAreas = [];
	#placedNames: ReturnType<typeof placeNames> = [];
	#points: readonly MapPoint[] = [];
	#selected: string | null = null;
	#position: DevicePosition | null = null;
	#ground: CanvasLayer;
	#dots: CanvasLayer;
	#names: CanvasLayer;

	constructor(element: HTMLElement, events: TownMapEvents, attribution: string) {
		this.#element = element;
		this.#events = events;
		this.#palette = readPalette(element);
		this.#map = L.map(element, {
			zoomControl: false,
			minZoom: MIN_ZOOM,
			maxZoom: MAX_ZOOM,
			zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
			center: [31.11, 121.57],
			zoom: 14
		});
		this.#map.attributionControl.setPrefix(false);
		this.#map.attributionControl.addAttribution(attribution);
		this.#ground = this.#layer('ground', 410, this.#drawGround);
		this.#dots = this.#layer('dots', 420, this.#drawDots);
		this.#names = this.#layer('names', 430, this.#drawNames);
		this.#map.on('click', this.#pressed);
		this.#map.on('contextmenu', this.#heldDown);
	}

	#layer(pane: string, height: number, draw: Drawing): CanvasLayer {
		this.#map.createPane(pane).style.zIndex = String(height);
		return new CanvasLayer(draw, pane).addTo(this.#map);
	}

	remove(): void {
		this.#map.remove();
	}

	/** The element changed its size. */
	resized(): void {
		this.#map.invalidateSize({ animate: false });
	}

	/** Theme or text size changed. */
	recolour(): void {
		this.#palette = readPalette(this.#element);
		for (const layer of [this.#ground, this.#dots, this.#names]) layer.redraw();
	}

	setBase(base: BaseMap | null): void {
		this.#base = base;
		this.#compiledBase = compileBase(base);
		this.#changed();
	}

	setAreas(areas: readonly MapArea[]): void {
		this.#areas = areas;
		this.#compiledAreas = compileAreas(areas);
		this.#changed();
	}

	#changed(): void {
		this.#placedNames = placeNames(this.#base, this.#areas);
		this.#ground.redraw();
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

	/** Brings a place into view, from `zoom` or nearer, moving no more than needed. */
	reveal(place: Pos, zoom = MIN_ZOOM): void {
		if (this.#map.getZoom() < zoom) this.#map.setView(degrees(place), zoom);
		else this.#map.panInside(degrees(place), { padding: [48, 48] });
	}

	goTo(place: Pos): void {
		this.#map.setView(degrees(place), Math.max(this.#map.getZoom(), 17));
	}

	zoom(steps: number): void {
		this.#map.setZoom(this.#map.getZoom() + steps);
	}

	#pressed = (event: L.LeafletMouseEvent): void => {
		const spots = this.#points.map((point) => {
			const { x, y } = this.#map.latLngToContainerPoint(degrees(point));
			return { id: point.id, x, y };
		});
		const place = fromDegrees(event.latlng.lat, event.latlng.lng);
		this.#events.onselect(nearestSpot(spots, event.containerPoint, REACH)?.id ?? null, place);
	};

	/** Leaflet sends this for a long touch as well as for the right button. */
	#heldDown = (event: L.LeafletMouseEvent): void => {
		event.originalEvent.preventDefault();
		this.#events.onlongpress(fromDegrees(event.latlng.lat, event.latlng.lng));
	};

	/** The page's own letters, at its own text size. */
	#lettering(): { family: string; scale: number } {
		const root = getComputedStyle(document.documentElement);
		return {
			family: getComputedStyle(this.#element).fontFamily,
			scale: parseFloat(root.fontSize) / 16
		};
	}

	#drawGround: Drawing = (ctx, view) => {
		drawBase(ctx, view, this.#compiledBase, this.#palette);
		drawAreas(ctx, view, this.#compiledAreas, this.#palette);
	};

	#drawNames: Drawing = (ctx, view) => {
		const lettering = this.#lettering();
		const names = namesInView(this.#placedNames, view, lettering.scale);
		const labels = view.zoom >= POINT_NAMES_ZOOM ? this.#pointNames(view, lettering.scale) : [];
		drawNames(ctx, [...names, ...labels], this.#palette, lettering);
		// Above all names, so that what was chosen can be read.
		const chosen = this.#points.find(({ id }) => id === this.#selected);
		if (chosen) this.#drawChosen(ctx, chosen, view);
	};

	#pointNames(view: View, scale: number): Name[] {
		const below = pointRadius(view.zoom) + 12 * scale;
		return this.#seen(view).map(({ point, x, y }) => ({
			x,
			y: y + below,
			text: point.label,
			size: 12 * scale,
			weight: 500
		}));
	}

	#seen(view: View): (Spot & { point: MapPoint })[] {
		return this.#points
			.map((point) => ({ point, ...spotOf(point, view) }))
			.filter(({ x, y }) => x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20);
	}

	#drawDots: Drawing = (ctx, view) => {
		const radius = pointRadius(view.zoom);
		ctx.lineWidth = 1.5 + this.#palette.heavier;
		for (const { point, x, y } of this.#seen(view)) {
			ctx.beginPath();
			tracePoint(ctx, point.shape, { x, y }, radius);
			ctx.fillStyle = this.#palette.tone[point.tone];
			ctx.strokeStyle = this.#palette.rim[point.tone];
			ctx.fill();
			ctx.stroke();
		}
		if (this.#position) this.#drawPosition(ctx, this.#position, view);
	};

	#drawChosen(ctx: CanvasRenderingContext2D, point: MapPoint, view: View): void {
		const at = spotOf(point, view);
		const radius = pointRadius(view.zoom) * 1.6;
		ctx.beginPath();
		tracePoint(ctx, point.shape, at, radius);
		ctx.fillStyle = this.#palette.tone[point.tone];
		ctx.fill();
		ctx.lineWidth = 3;
		ctx.strokeStyle = this.#palette.ink;
		ctx.stroke();
		const lettering = this.#lettering();
		const size = 14 * lettering.scale;
		const name: Name = { x: at.x, y: at.y - radius - size, text: point.label, size, weight: 600 };
		drawNames(ctx, [name], this.#palette, lettering);
	}

	#drawPosition(ctx: CanvasRenderingContext2D, position: DevicePosition, view: View): void {
		const { x, y } = spotOf(position, view);
		ctx.beginPath();
		ctx.arc(x, y, Math.max(position.accuracy * view.metre, 10), 0, Math.PI * 2);
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

function spotOf(place: Pos, view: View): Spot {
	const [lat, lng] = degrees(place);
	return { x: worldX(lng) * view.scale - view.left, y: worldY(lat) * view.scale - view.top };
}

/** Smaller from far away, where thousands are seen at once. */
function pointRadius(zoom: number): number {
	if (zoom >= 16) return 8;
	if (zoom >= 15) return 6;
	return zoom >= 14 ? 5 : 3.5;
}
