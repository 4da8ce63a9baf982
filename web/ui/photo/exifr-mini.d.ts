/** exifr types only its package root; the small build is a file beside it. */
declare module 'exifr/dist/mini.esm.mjs' {
	type Tags = {
		exif?: Record<number, unknown>;
		gps?: { latitude?: number; longitude?: number };
	};
	export function parse(input: Blob | ArrayBuffer, options: object): Promise<Tags | undefined>;
}
