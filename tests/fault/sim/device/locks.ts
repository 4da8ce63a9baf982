/** Web Locks of one device: a queue a name, stealing, and what a tab holds goes with it. */
import type { Clock, Process } from '../clock';

type Callback = () => Promise<unknown>;
interface Wish {
	readonly name: string;
	readonly process: Process;
	readonly callback: Callback;
	readonly done: (value: unknown) => void;
	readonly failed: (error: Error) => void;
}

const aborted = () => Object.assign(new Error('aborted'), { name: 'AbortError' });

export class Locks {
	readonly #held = new Map<string, Wish>();
	readonly #queue: Wish[] = [];

	constructor(private readonly clock: Clock) {}

	request = (
		name: string,
		options: { readonly signal?: AbortSignal; readonly steal?: boolean },
		callback: Callback
	): Promise<unknown> => {
		const process = this.clock.current;
		if (!process) throw new Error('nobody asks for the lock');
		return new Promise((done, failed) => {
			const wish: Wish = { name, process, callback, done, failed };
			const holder = this.#held.get(name);
			if (options.steal && holder) {
				this.clock.after(0, holder.process, () => holder.failed(aborted()));
				return this.#grant(wish);
			}
			if (!holder) return this.#grant(wish);
			this.#queue.push(wish);
			options.signal?.addEventListener('abort', () => {
				const at = this.#queue.indexOf(wish);
				if (at < 0) return;
				this.#queue.splice(at, 1);
				failed(aborted());
			});
		});
	};

	#grant(wish: Wish): void {
		this.#held.set(wish.name, wish);
		this.clock.after(0, wish.process, () => {
			const end = () => this.#release(wish);
			void wish.callback().then(
				(value) => {
					end();
					wish.done(value);
				},
				(error: Error) => {
					end();
					wish.failed(error);
				}
			);
		});
	}

	#release(wish: Wish): void {
		// A lock that was stolen is no longer this one's to give.
		if (this.#held.get(wish.name) !== wish) return;
		this.#held.delete(wish.name);
		const at = this.#queue.findIndex(({ name }) => name === wish.name);
		const next = at < 0 ? undefined : this.#queue.splice(at, 1)[0];
		if (next) this.#grant(next);
	}

	/** The process is gone. */
	forget(process: Process): void {
		for (let i = this.#queue.length - 1; i >= 0; i--)
			if (this.#queue[i]!.process === process) this.#queue.splice(i, 1);
		for (const wish of [...this.#held.values()]) if (wish.process === process) this.#release(wish);
	}
}
