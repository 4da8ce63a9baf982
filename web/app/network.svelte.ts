/** What the page sees of network and visibility, passed on to the loop wherever it runs. */
import type { Why } from '../sync/sync-state';

export class Network {
	#up = $state(navigator.onLine);

	constructor(tell: (why: Why) => void) {
		addEventListener('online', () => {
			this.#up = true;
			tell('online');
		});
		addEventListener('offline', () => (this.#up = false));
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState === 'visible') tell('visible');
		});
	}

	/** False is certain, true is only likely. */
	get up(): boolean {
		return this.#up;
	}
}
