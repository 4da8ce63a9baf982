/** Makes a photo small and nameless: drawn anew at our size, nothing of its metadata survives. */

const LONG_SIDE = 1600;
const MAX_BYTES = 400_000;
const QUALITIES = [0.8, 0.65, 0.5];

/** A picture that this browser cannot read goes as it is; the server says what is wrong with it. */
export async function shrink(file: File): Promise<Blob> {
	try {
		const image = await load(file);
		const scale = Math.min(1, LONG_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(image.naturalWidth * scale);
		canvas.height = Math.round(image.naturalHeight * scale);
		canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
		for (const quality of QUALITIES) {
			const blob = await encode(canvas, quality);
			if (blob && blob.size <= MAX_BYTES) return blob;
		}
		return file;
	} catch {
		return file;
	}
}

function load(file: File): Promise<HTMLImageElement> {
	return new Promise((resolve, reject) => {
		const image = new Image();
		image.onload = () => resolve(image);
		image.onerror = () => reject(new Error('unreadable'));
		image.src = URL.createObjectURL(file);
	});
}

const encode = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
	new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
