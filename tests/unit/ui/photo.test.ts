import { describe, expect, it, vi } from 'vitest';
import { contain } from '~/ui/photo/compose-before-after';
import { placeOf, readOrigin, timeOf } from '~/ui/photo/exif';
import { encodeWithin, fitLongSide, PHOTO_BUDGET, type Size } from '~/ui/photo/fit';
import { stripJpegMetadata } from '~/ui/photo/jpeg-metadata';
import { sha256 } from '~/ui/photo/process-photo';
import { layoutWatermark, wrap } from '~/ui/photo/watermark-layout';
import { jpegWithExif } from './jpeg-fixture';

describe('fitting a photo', () => {
	it('limits the longer side, never enlarges, never reaches zero', () => {
		expect(fitLongSide({ width: 4000, height: 3000 }, 1600)).toEqual({ width: 1600, height: 1200 });
		expect(fitLongSide({ width: 3000, height: 4000 }, 1600)).toEqual({ width: 1200, height: 1600 });
		expect(fitLongSide({ width: 800, height: 600 }, 1600)).toEqual({ width: 800, height: 600 });
		expect(fitLongSide({ width: 9000, height: 2 }, 1600)).toEqual({ width: 1600, height: 1 });
	});

	/** An encoder whose output grows with pixels and quality, like any. */
	const encoder = (bytesPerPixel: number) => (size: Size) => (quality: number) =>
		Promise.resolve(
			new ArrayBuffer(Math.round(size.width * size.height * quality * bytesPerPixel))
		);

	it('takes the best quality that fits', async () => {
		const photo = await encodeWithin({ width: 4000, height: 3000 }, PHOTO_BUDGET, encoder(0.1));
		expect(photo).toMatchObject({ width: 1600, height: 1200 });
		expect(photo.bytes.byteLength).toBe(Math.round(1600 * 1200 * 0.1 * 0.82));
	});

	it('lowers quality first, then the size', async () => {
		const lower = await encodeWithin({ width: 4000, height: 3000 }, PHOTO_BUDGET, encoder(0.3));
		expect(lower).toMatchObject({ width: 1600 });
		const smaller = await encodeWithin({ width: 4000, height: 3000 }, PHOTO_BUDGET, encoder(0.9));
		expect(smaller.width).toBeLessThan(1600);
		expect(smaller.bytes.byteLength).toBeLessThanOrEqual(PHOTO_BUDGET.maxBytes);
	});

	it('draws each size once', async () => {
		const draw = vi.fn(encoder(0.9));
		await encodeWithin({ width: 4000, height: 3000 }, PHOTO_BUDGET, draw);
		expect(draw.mock.calls.length).toBeLessThan(4);
	});

	it('gives up rather than loop on an impossible budget', async () => {
		const budget = { ...PHOTO_BUDGET, maxBytes: 1 };
		await expect(encodeWithin({ width: 90, height: 90 }, budget, encoder(1))).rejects.toThrow();
	});

	it('fits whole pictures into a frame', () => {
		const frame = { width: 720, height: 720 };
		expect(contain({ width: 1600, height: 1200 }, frame)).toEqual({
			width: 720,
			height: 540,
			left: 0,
			top: 90
		});
	});
});

describe('F05 metadata', () => {
	it('reads time and place of an album photo before it is re-encoded', async () => {
		const origin = await readOrigin(new Blob([jpegWithExif()]));
		expect(origin.takenAt).toBe(Date.UTC(2026, 10, 24, 1, 30));
		expect(origin.at).toEqual({ lat: 311_100_000, lng: 1_215_700_000 });
	});

	it('says nothing where the file says nothing, or nonsense', async () => {
		expect(await readOrigin(new Blob(['not a picture']))).toEqual({});
		expect(timeOf('0000:00:00 00:00:00')).toEqual({});
		expect(placeOf({ latitude: 0, longitude: 0 })).toEqual({});
		expect(placeOf({ latitude: NaN, longitude: 3 })).toEqual({});
	});

	it('takes Exif and comments out and leaves the picture alone', () => {
		const bytes = jpegWithExif();
		const stripped = new Uint8Array(stripJpegMetadata(bytes.buffer));
		const text = String.fromCharCode(...stripped);
		expect(text).not.toContain('Exif');
		expect([...stripped.slice(0, 4)]).toEqual([0xff, 0xd8, 0xff, 0xda]);
		expect([...stripped.slice(-2)]).toEqual([0xff, 0xd9]);
	});

	it('refuses what is not a JPEG', () => {
		expect(() => stripJpegMetadata(new ArrayBuffer(8))).toThrow();
	});

	it('hashes in lower-case hex', async () => {
		const bytes = new TextEncoder().encode('abc').buffer;
		expect(await sha256(bytes)).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
		);
	});
});

describe('watermark', () => {
	/** Chinese characters are square, ASCII half as wide. */
	const measure = (text: string, size: number) =>
		[...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 128 ? size / 2 : size), 0);

	it('breaks Chinese anywhere and numbers nowhere', () => {
		const lines = wrap('周浦镇示例路2026-0031号', 100, 20, measure);
		expect(lines.join('')).toBe('周浦镇示例路2026-0031号');
		expect(lines).toContain('2026-0031');
	});

	it('keeps every line inside the picture', () => {
		const texts = ['2026-11-24 14:05 示例路 12 弄 3 号门口', '案件 2026-0031 校验码 7KQ2-9M4D'];
		const layout = layoutWatermark(400, 300, texts, measure);
		expect(layout.band.y).toBeGreaterThan(0);
		expect(layout.band.y + layout.band.height).toBe(300);
		for (const line of layout.lines) {
			expect(line.x + measure(line.text, layout.size)).toBeLessThanOrEqual(400);
			expect(line.y).toBeGreaterThan(layout.band.y);
			expect(line.y).toBeLessThan(300);
		}
	});
});
