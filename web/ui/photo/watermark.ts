/**
 * The copy for showing and sharing: the photo with time, address, grid, case number, name and
 * check code written on it. The stored original stays as it was; the code leads back to it.
 */
import { drawScaled, type Surface } from './canvas';
import { layoutWatermark, type Measure } from './watermark-layout';

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const QUALITY = 0.85;

/** A JPEG of the same size with `lines` in a dark band at its foot. */
export async function watermark(photo: ArrayBuffer, lines: readonly string[]): Promise<Blob> {
	const picture = await createImageBitmap(new Blob([photo]));
	const surface = drawScaled(picture, picture.width, picture.height);
	writeLines(surface.ctx, picture.width, picture.height, lines);
	picture.close();
	return toBlob(surface);
}

export function writeLines(
	ctx: Surface['ctx'],
	width: number,
	height: number,
	lines: readonly string[]
): void {
	const layout = layoutWatermark(width, height, lines, measurer(ctx));
	ctx.fillStyle = '#000000a6';
	ctx.fillRect(layout.band.x, layout.band.y, layout.band.width, layout.band.height);
	ctx.fillStyle = '#ffffff';
	ctx.font = fontOf(layout.size);
	ctx.textBaseline = 'middle';
	ctx.textAlign = 'left';
	for (const line of layout.lines) ctx.fillText(line.text, line.x, line.y);
}

export function fontOf(size: number, weight = 500): string {
	return `${weight} ${size}px ${FONT}`;
}

export function measurer(ctx: Surface['ctx']): Measure {
	return (text, size) => {
		ctx.font = fontOf(size);
		return ctx.measureText(text).width;
	};
}

export async function toBlob(surface: Surface): Promise<Blob> {
	return new Blob([await surface.encode(QUALITY)], { type: 'image/jpeg' });
}
