/**
 * Reads QR codes: with the browser's own detector where there is one (Android), else with ZXing,
 * whose WebAssembly comes from our own origin and only when it is needed.
 */
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

export interface QrReader {
	/** The texts found in a frame or a picture. */
	read(picture: ImageBitmapSource): Promise<string[]>;
}

interface Detector {
	detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
	new (options: { formats: ['qr_code'] }): Detector;
	getSupportedFormats(): Promise<string[]>;
}

let reader: Promise<QrReader> | undefined;

/** One for the whole page; rejects when the code cannot be fetched (first use without a network). */
export function qrReader(): Promise<QrReader> {
	reader ??= make().catch((error: unknown) => {
		reader = undefined;
		throw error;
	});
	return reader;
}

async function make(): Promise<QrReader> {
	const detector = (await ownDetector()) ?? (await zxingDetector());
	return {
		read: async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue)
	};
}

async function ownDetector(): Promise<Detector | undefined> {
	const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
	const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
	return own && formats.includes('qr_code') ? new own({ formats: ['qr_code'] }) : undefined;
}

async function zxingDetector(): Promise<Detector> {
	const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill');
	await prepareZXingModule({
		overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? wasmUrl : path) },
		fireImmediately: true
	});
	return new BarcodeDetector({ formats: ['qr_code'] });
}
