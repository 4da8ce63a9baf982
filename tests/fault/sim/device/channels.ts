/** BroadcastChannel within one device: heard by everybody else, a moment later. */
import type { Clock, Process } from '../clock';

interface Ear {
	readonly name: string;
	readonly process: Process;
	onmessage: ((event: { readonly data: unknown }) => void) | null;
}

export class Channels {
	readonly #ears = new Set<Ear>();

	constructor(private readonly clock: Clock) {}

	open(name: string, process: Process) {
		const { clock } = this;
		const ears = this.#ears;
		const ear: Ear & { postMessage(data: unknown): void; close(): void } = {
			name,
			process,
			onmessage: null,
			postMessage(data) {
				for (const other of ears)
					if (other !== ear && other.name === name)
						clock.after(1, other.process, () => ears.has(other) && other.onmessage?.({ data }));
			},
			close: () => void ears.delete(ear)
		};
		ears.add(ear);
		return ear;
	}

	forget(process: Process): void {
		for (const ear of [...this.#ears]) if (ear.process === process) this.#ears.delete(ear);
	}
}
