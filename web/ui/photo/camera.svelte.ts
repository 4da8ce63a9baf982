/** The in-page camera: the stream, its light, and one frame as a picture. */

export type CameraState = 'starting' | 'live' | 'refused' | 'missing' | 'in-use';

const WANTED: MediaStreamConstraints = {
	audio: false,
	video: {
		facingMode: { ideal: 'environment' },
		width: { ideal: 1920 },
		height: { ideal: 1440 }
	}
};

/** Not yet in TypeScript's DOM types; Chromium on Android has it. */
type TorchTrack = { torch?: boolean };

export class CameraController {
	state = $state<CameraState>('starting');
	torch = $state(false);
	torchAvailable = $state(false);
	#stream: MediaStream | undefined;
	#video: HTMLVideoElement | undefined;
	/** Rises at each start and stop, so that a late answer of getUserMedia is recognised. */
	#turn = 0;

	async start(video: HTMLVideoElement): Promise<void> {
		this.stop();
		const turn = ++this.#turn;
		this.state = 'starting';
		try {
			const stream = await openStream();
			if (turn !== this.#turn) return stopTracks(stream);
			this.#video = video;
			this.#stream = stream;
			video.srcObject = stream;
			await video.play();
			this.#readTorch();
			this.state = 'live';
		} catch (error) {
			if (turn === this.#turn) this.state = stateOf(error);
		}
	}

	stop(): void {
		this.#turn++;
		if (this.#stream) stopTracks(this.#stream);
		if (this.#video) this.#video.srcObject = null;
		this.#stream = undefined;
		this.torch = false;
		this.torchAvailable = false;
	}

	async switchTorch(): Promise<void> {
		const torch = !this.torch;
		const [track] = this.#stream?.getVideoTracks() ?? [];
		try {
			await track?.applyConstraints({ advanced: [{ torch } as MediaTrackConstraintSet] });
			this.torch = torch;
		} catch {
			// Some phones announce a light they then refuse, e.g. at low battery.
			this.torchAvailable = false;
		}
	}

	/** The frame on the screen as a JPEG: at once, unlike a full-resolution still. */
	async shoot(): Promise<Blob> {
		const video = this.#video;
		if (!video || this.state !== 'live') throw new Error('camera is not live');
		const canvas = document.createElement('canvas');
		canvas.width = video.videoWidth;
		canvas.height = video.videoHeight;
		canvas.getContext('2d')?.drawImage(video, 0, 0);
		return new Promise((resolve, reject) => {
			const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('no frame')));
			canvas.toBlob(done, 'image/jpeg', 0.92);
		});
	}

	#readTorch(): void {
		const [track] = this.#stream?.getVideoTracks() ?? [];
		const abilities = track?.getCapabilities?.() as TorchTrack | undefined;
		this.torchAvailable = abilities?.torch === true;
	}
}

async function openStream(): Promise<MediaStream> {
	// Absent on plain http and in some in-app browsers.
	if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('', 'NotFoundError');
	return navigator.mediaDevices.getUserMedia(WANTED);
}

function stopTracks(stream: MediaStream): void {
	for (const track of stream.getTracks()) track.stop();
}

export function stateOf(error: unknown): CameraState {
	const name = error instanceof Error || error instanceof DOMException ? error.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
	if (name === 'NotReadableError' || name === 'AbortError') return 'in-use';
	return 'missing';
}
