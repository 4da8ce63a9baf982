/** A quiet sound for a new case. Made here, no file; silent until the page was pressed once. */
import { readStored, writeStored } from '~/ui/shared/stored';

const KEY = 'lianqin.desk.bell';
/** Two soft tones, a fourth apart: hertz and the second at which each begins. */
const TONES = [
	[660, 0],
	[880, 0.16]
] as const;
const LOUDNESS = 0.06;
const LENGTH_S = 0.28;

class Bell {
	#on = $state(readStored(KEY) !== false);
	#audio: AudioContext | undefined;

	get on(): boolean {
		return this.#on;
	}

	set on(on: boolean) {
		this.#on = on;
		writeStored(KEY, on);
		if (on) this.ring();
	}

	ring(): void {
		if (!this.#on || typeof AudioContext === 'undefined') return;
		this.#audio ??= new AudioContext();
		// Browsers hold sound back until a gesture: then this stays silent and nothing breaks.
		if (this.#audio.state === 'suspended') void this.#audio.resume();
		for (const [hertz, start] of TONES) this.#tone(this.#audio, hertz, start);
	}

	#tone(audio: AudioContext, hertz: number, start: number): void {
		const at = audio.currentTime + start;
		const tone = audio.createOscillator();
		const loudness = audio.createGain();
		tone.frequency.value = hertz;
		loudness.gain.setValueAtTime(0, at);
		loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
		loudness.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH_S);
		tone.connect(loudness).connect(audio.destination);
		tone.start(at);
		tone.stop(at + LENGTH_S);
	}
}

export const bell = new Bell();
