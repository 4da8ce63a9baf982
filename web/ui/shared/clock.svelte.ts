/**
 * One clock for the whole screen. It ticks at each full minute, only while something on the page
 * reads it, and at once when the phone wakes up.
 */
import { createSubscriber } from 'svelte/reactivity';

const MINUTE = 60_000;

class Clock {
	#now = Date.now();
	#ticking = false;
	#subscribe = createSubscriber((update) => {
		let timer: ReturnType<typeof setTimeout>;
		const tick = () => {
			this.#now = Date.now();
			clearTimeout(timer);
			timer = setTimeout(tick, MINUTE - (this.#now % MINUTE));
			update();
		};
		const wake = () => document.visibilityState === 'visible' && tick();
		this.#ticking = true;
		this.#now = Date.now();
		timer = setTimeout(tick, MINUTE - (this.#now % MINUTE));
		document.addEventListener('visibilitychange', wake);
		return () => {
			this.#ticking = false;
			clearTimeout(timer);
			document.removeEventListener('visibilitychange', wake);
		};
	});

	/** Milliseconds since epoch, as of the last tick. Reactive. */
	get now(): number {
		this.#subscribe();
		// Outside a reactive reader nothing ticks: then the answer is simply the time.
		return this.#ticking ? this.#now : Date.now();
	}
}

export const clock = new Clock();
