/** A JPEG of nothing that says it was taken on 2026-11-24 09:30:00 at 31.11 N 121.57 E. */
export function jpegWithExif(): Uint8Array<ArrayBuffer> {
	const tiff: number[] = [];
	const u16 = (n: number) => tiff.push((n >> 8) & 255, n & 255);
	const u32 = (n: number) => tiff.push((n >>> 24) & 255, (n >> 16) & 255, (n >> 8) & 255, n & 255);
	const entry = (tag: number, type: number, count: number, value: () => void) => {
		u16(tag);
		u16(type);
		u32(count);
		value();
	};
	const letter = (char: string) => () => tiff.push(char.charCodeAt(0), 0, 0, 0);
	const exifAt = 38;
	const dateAt = 56;
	const gpsAt = 76;
	const latAt = 130;
	const lngAt = 154;

	tiff.push(0x4d, 0x4d, 0, 42);
	u32(8);
	u16(2);
	entry(0x8769, 4, 1, () => u32(exifAt));
	entry(0x8825, 4, 1, () => u32(gpsAt));
	u32(0);
	u16(1);
	entry(0x9003, 2, 20, () => u32(dateAt));
	u32(0);
	for (const char of '2026:11:24 09:30:00\0') tiff.push(char.charCodeAt(0));
	u16(4);
	entry(1, 2, 2, letter('N'));
	entry(2, 5, 3, () => u32(latAt));
	entry(3, 2, 2, letter('E'));
	entry(4, 5, 3, () => u32(lngAt));
	u32(0);
	for (const n of [31, 6, 36, 121, 34, 12]) {
		u32(n);
		u32(1);
	}
	return Uint8Array.from([
		...[0xff, 0xd8],
		...segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]),
		...segment(0xfe, [0x68, 0x69]),
		...[0xff, 0xda, 0, 2, 0xff, 0xd9]
	]);
}

function segment(marker: number, body: number[]): number[] {
	const length = body.length + 2;
	return [0xff, marker, length >> 8, length & 255, ...body];
}
