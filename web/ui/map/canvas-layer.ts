/**
 * A Leaflet layer that is one canvas, redrawn whole when the view comes to rest and scaled with
 * the map while it zooms. 3,000 points are one pass of a few milliseconds; as 3,000 Leaflet
 * markers they would be 3,000 objects to diff at every change of the list.
 */
import L from 'leaflet';
import type { View } from './world';

/** Drawn beyond the view on each side, so that a pan shows no bare edge at once. */
const MARGIN = 0.25;
/** Metres of the equator. */
const EQUATOR = 40_075_016.7;

export type Drawing = (ctx: CanvasRenderingContext2D, view: View) => void;

export class CanvasLayer extends L.Layer {
	#canvas = document.createElement('canvas');
	#draw: Drawing;
	#pane: string;
	#origin = L.point(0, 0);
	#size = L.point(0, 0);
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
			move: () => this.#follow(),
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

	/** A long drag that leaves what was drawn: draw on. */
	#follow(): void {
		const view = this._map.getSize();
		const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(this.#origin);
		const inside =
			corner.x >= 0 &&
			corner.y >= 0 &&
			corner.x + view.x <= this.#size.x &&
			corner.y + view.y <= this.#size.y;
		if (!inside) this.redraw();
	}

	#paint(): void {
		cancelAnimationFrame(this.#frame);
		const map = this._map as L.Map | null;
		if (!map) return;
		const shown = map.getSize();
		const margin = shown.multiplyBy(MARGIN).round();
		this.#size = shown.add(margin.multiplyBy(2));
		this.#origin = map.containerPointToLayerPoint(L.point(0, 0).subtract(margin));
		this.#corner = map.layerPointToLatLng(this.#origin);
		L.DomUtil.setPosition(this.#canvas, this.#origin);
		const ctx = this.#resize();
		if (ctx) this.#draw(ctx, this.#view(map));
	}

	#view(map: L.Map): View {
		const zoom = map.getZoom();
		const scale = 2 ** zoom;
		const { x: left, y: top } = map.getPixelOrigin().add(this.#origin);
		const latitude = (map.getCenter().lat * Math.PI) / 180;
		const metre = (256 * scale) / (EQUATOR * Math.cos(latitude));
		return { zoom, scale, left, top, width: this.#size.x, height: this.#size.y, metre };
	}

	/** Sets the canvas to the screen's own pixels; that also clears it. */
	#resize(): CanvasRenderingContext2D | null {
		const ratio = Math.min(window.devicePixelRatio || 1, 2);
		this.#canvas.width = this.#size.x * ratio;
		this.#canvas.height = this.#size.y * ratio;
		this.#canvas.style.width = `${this.#size.x}px`;
		this.#canvas.style.height = `${this.#size.y}px`;
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
