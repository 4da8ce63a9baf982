/**
 * A Leaflet layer that is one canvas, redrawn whole when the view comes to rest and scaled with
 * the map while it zooms. 3,000 points are one pass of a few milliseconds; as 3,000 Leaflet
 * markers they would be 3,000 objects to diff at every change of the list.
 */
import L from 'leaflet';
import type { Spot } from './draw-points';

/** Drawn beyond the view on each side, so that a short pan shows no bare edge. */
const MARGIN = 0.2;

export type Drawing = (
	ctx: CanvasRenderingContext2D,
	/** [lat, lng] degrees to canvas pixels. */
	spot: (place: L.LatLngExpression) => Spot,
	size: { width: number; height: number; zoom: number }
) => void;

export class CanvasLayer extends L.Layer {
	#canvas = document.createElement('canvas');
	#draw: Drawing;
	#pane: string;
	#origin = L.point(0, 0);
	#corner = L.latLng(0, 0);
	#frame = 0;

	constructor(draw: Drawing, pane: string) {
		super();
		this.#draw = draw;
		this.#pane = pane;
		this.#canvas.className = 'leaflet-zoom-animated';
		this.#canvas.style.pointerEvents = 'none';
	}

	override onAdd(map: L.Map): this {
		map.getPane(this.#pane)?.append(this.#canvas);
		this.redraw();
		return this;
	}

	override onRemove(): this {
		cancelAnimationFrame(this.#frame);
		this.#canvas.remove();
		return this;
	}

	override getEvents() {
		return {
			moveend: () => this.#paint(),
			resize: () => this.#paint(),
			viewreset: () => this.#paint(),
			zoomanim: (event: L.LeafletEvent) => this.#scale(event as L.ZoomAnimEvent)
		};
	}

	/** Draws again at the next frame: several changes of one moment cost one drawing. */
	redraw(): void {
		cancelAnimationFrame(this.#frame);
		this.#frame = requestAnimationFrame(() => this.#paint());
	}

	#paint(): void {
		const map = this._map as L.Map | null;
		if (!map) return;
		const view = map.getSize();
		const margin = view.multiplyBy(MARGIN).round();
		const size = view.add(margin.multiplyBy(2));
		this.#origin = map.containerPointToLayerPoint(L.point(0, 0).subtract(margin));
		this.#corner = map.layerPointToLatLng(this.#origin);
		L.DomUtil.setPosition(this.#canvas, this.#origin);
		const ctx = this.#resize(size);
		if (!ctx) return;
		const spot = (place: L.LatLngExpression) =>
			map.latLngToLayerPoint(place).subtract(this.#origin);
		this.#draw(ctx, spot, { width: size.x, height: size.y, zoom: map.getZoom() });
	}

	/** Sets the canvas to the screen's own pixels; that also clears it. */
	#resize(size: L.Point): CanvasRenderingContext2D | null {
		const ratio = Math.min(window.devicePixelRatio || 1, 2);
		this.#canvas.width = size.x * ratio;
		this.#canvas.height = size.y * ratio;
		this.#canvas.style.width = `${size.x}px`;
		this.#canvas.style.height = `${size.y}px`;
		const ctx = this.#canvas.getContext('2d');
		ctx?.scale(ratio, ratio);
		return ctx;
	}

	/** Follows a zoom animation: the drawing's corner moves to where it will be, scaled. */
	#scale(event: L.ZoomAnimEvent): void {
		const map = this._map;
		const pane = L.DomUtil.getPosition(map.getPane('mapPane') as HTMLElement);
		const nextOrigin = map
			.project(event.center, event.zoom)
			.subtract(map.getSize().divideBy(2))
			.add(pane)
			.round();
		const corner = map.project(this.#corner, event.zoom).subtract(nextOrigin);
		L.DomUtil.setTransform(this.#canvas, corner, map.getZoomScale(event.zoom));
	}
}
