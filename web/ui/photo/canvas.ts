/** A canvas off the page where there is one, else an element that is never attached. */

export type Surface = {
	ctx: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
	/** JPEG bytes at a quality between 0 and 1. */
	encode(quality: number): Promise<ArrayBuffer>;
};

export function makeSurface(width: number, height: number): Surface {
	if (typeof OffscreenCanvas === 'function') {
		const canvas = new OffscreenCanvas(width, height);
		return {
			ctx: contextOf(canvas.getContext('2d')),
			encode: async (quality) =>
				(await canvas.convertToBlob({ type: 'image/jpeg', quality })).arrayBuffer()
		};
	}
	const canvas = Object.assign(document.createElement('canvas'), { width, height });
	return {
		ctx: contextOf(canvas.getContext('2d')),
		encode: (quality) =>
			new Promise((resolve, reject) => {
				const done = (blob: Blob | null) =>
					blob ? resolve(blob.arrayBuffer()) : reject(new Error('canvas gave no image'));
				canvas.toBlob(done, 'image/jpeg', quality);
			})
	};
}

/** Phones with too little memory answer null. */
function contextOf<T>(ctx: T | null): T {
	if (!ctx) throw new Error('no 2d canvas');
	return ctx;
}

/** A picture drawn into a new surface of the given size, on white where it is transparent. */
export function drawScaled(picture: CanvasImageSource, width: number, height: number): Surface {
	const surface = makeSurface(width, height);
	surface.ctx.fillStyle = '#ffffff';
	surface.ctx.fillRect(0, 0, width, height);
	surface.ctx.imageSmoothingQuality = 'high';
	surface.ctx.drawImage(picture, 0, 0, width, height);
	return surface;
}
