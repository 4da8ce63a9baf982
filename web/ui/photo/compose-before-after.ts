/** One picture of two: before and after side by side, captions above, lines below; for a chat group. */
import { makeSurface, type Surface } from './canvas';
import { fontOf, measurer, toBlob } from './watermark';
import { layoutWatermark } from './watermark-layout';

export type BeforeAfterWords = {
	before: string;
	after: string;
	/** Written under the pictures: number, address, unit, times. */
	lines: readonly string[];
};

const PANEL = { width: 720, height: 720 };
const GAP = 16;
const HEAD = 64;

/** A JPEG 1488 px wide. Pictures are fitted whole, never cropped: the edge may be the proof. */
export async function composeBeforeAfter(
	before: ArrayBuffer,
	after: ArrayBuffer,
	words: BeforeAfterWords
): Promise<Blob> {
	const width = PANEL.width * 2 + GAP * 3;
	const probe = makeSurface(1, 1);
	const foot = layoutWatermark(width, PANEL.height, words.lines, measurer(probe.ctx)).band.height;
	const surface = makeSurface(width, HEAD + PANEL.height + GAP + foot);
	const { ctx } = surface;
	ctx.fillStyle = '#ffffff';
	ctx.fillRect(0, 0, width, HEAD + PANEL.height + GAP + foot);
	await drawPanel(ctx, before, words.before, GAP);
	await drawPanel(ctx, after, words.after, GAP * 2 + PANEL.width);
	drawFoot(ctx, width, HEAD + PANEL.height + GAP, words.lines);
	return toBlob(surface);
}

async function drawPanel(
	ctx: Surface['ctx'],
	photo: ArrayBuffer,
	caption: string,
	x: number
): Promise<void> {
	ctx.fillStyle = '#14222a';
	ctx.font = fontOf(32, 600);
	ctx.textBaseline = 'middle';
	ctx.fillText(caption, x, HEAD / 2);
	ctx.fillStyle = '#e9eeef';
	ctx.fillRect(x, HEAD, PANEL.width, PANEL.height);
	const picture = await createImageBitmap(new Blob([photo]));
	const { left, top, width, height } = contain(picture, PANEL);
	ctx.drawImage(picture, x + left, HEAD + top, width, height);
	picture.close();
}

function drawFoot(ctx: Surface['ctx'], width: number, top: number, lines: readonly string[]): void {
	const layout = layoutWatermark(width, PANEL.height, lines, measurer(ctx));
	ctx.fillStyle = '#14222a';
	ctx.font = fontOf(layout.size);
	for (const line of layout.lines) ctx.fillText(line.text, line.x, line.y - layout.band.y + top);
}

type Box = { width: number; height: number };

/** The largest place of the same proportions inside a frame, centred. */
export function contain(picture: Box, frame: Box): Box & { left: number; top: number } {
	const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
	const width = Math.round(picture.width * scale);
	const height = Math.round(picture.height * scale);
	return {
		width,
		height,
		left: Math.round((frame.width - width) / 2),
		top: Math.round((frame.height - height) / 2)
	};
}
