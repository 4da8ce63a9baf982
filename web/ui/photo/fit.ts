/** The arithmetic of making a photo small enough. Pure: the encoder is given. */

export type Size = { width: number; height: number };

/** Scaled down so that the longer side is at most `longSide`; never up. */
export function fitLongSide({ width, height }: Size, longSide: number): Size {
	const scale = Math.min(1, longSide / Math.max(width, height));
	return {
		width: Math.max(1, Math.round(width * scale)),
		height: Math.max(1, Math.round(height * scale))
	};
}

export type Budget = {
	longSide: number;
	maxBytes: number;
	/** Tried in this order; then again at a smaller size. */
	qualities: readonly number[];
};

/** A photo as the server takes it. */
export const PHOTO_BUDGET: Budget = {
	longSide: 1600,
	maxBytes: 400_000,
	qualities: [0.82, 0.74, 0.66, 0.58, 0.5]
};

/** What lists show. */
export const THUMB_BUDGET: Budget = {
	longSide: 256,
	maxBytes: 12_000,
	qualities: [0.72, 0.6, 0.48]
};

/** Each further round of sizes. */
const SHRINK = 0.8;
/** Below this a picture proves nothing: then the budget is wrong, not the picture. */
const SMALLEST = 48;

export type Encoded = Size & { bytes: ArrayBuffer };

/**
 * The best encoding within a budget: full size at falling quality first, then smaller sizes.
 * `draw` prepares one size and answers its encoder.
 */
export async function encodeWithin(
	size: Size,
	budget: Budget,
	draw: (size: Size) => (quality: number) => Promise<ArrayBuffer>
): Promise<Encoded> {
	for (let longSide = budget.longSide; longSide >= SMALLEST; longSide *= SHRINK) {
		const target = fitLongSide(size, longSide);
		const encode = draw(target);
		for (const quality of budget.qualities) {
			const bytes = await encode(quality);
			if (bytes.byteLength <= budget.maxBytes) return { bytes, ...target };
		}
	}
	throw new Error('photo does not fit its budget');
}
