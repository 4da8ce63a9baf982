/** Where the lines of a watermark go. Pure: the measuring is given. */

export type Measure = (text: string, size: number) => number;

export type WatermarkLayout = {
	/** Text size in pixels of the picture. */
	size: number;
	padding: number;
	lines: { text: string; x: number; y: number }[];
	/** The dark band under the lines. */
	band: { x: number; y: number; width: number; height: number };
};

const LINE_HEIGHT = 1.4;
/** Of the picture's shorter side; readable when a chat app has shrunk it to a third. */
const SIZE_SHARE = 0.04;

export function layoutWatermark(
	width: number,
	height: number,
	texts: readonly string[],
	measure: Measure
): WatermarkLayout {
	const size = Math.max(12, Math.round(Math.min(width, height) * SIZE_SHARE));
	const padding = size;
	const wrapped = texts.flatMap((text) => wrap(text, width - 2 * padding, size, measure));
	const bandHeight = Math.round(wrapped.length * size * LINE_HEIGHT + padding);
	const top = height - bandHeight;
	return {
		size,
		padding,
		lines: wrapped.map((text, index) => ({
			text,
			x: padding,
			y: Math.round(top + padding / 2 + (index + 0.5) * size * LINE_HEIGHT)
		})),
		band: { x: 0, y: top, width, height: bandHeight }
	};
}

/** Breaks between characters, as Chinese allows, but keeps Latin words and numbers whole. */
export function wrap(text: string, room: number, size: number, measure: Measure): string[] {
	const lines: string[] = [];
	let line = '';
	for (const piece of text.match(/[\x21-\x7e]+|[\s\S]/gu) ?? []) {
		if (line !== '' && measure(line + piece, size) > room) {
			lines.push(line.trimEnd());
			line = piece.trimStart();
		} else {
			line += piece;
		}
	}
	if (line.trim() !== '') lines.push(line);
	return lines;
}
