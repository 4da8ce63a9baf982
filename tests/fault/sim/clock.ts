/**
 * Virtual time. Everything that happens is an event of one process (a tab, the server, the world);
 * after each event all promises it set going come to rest before the next one starts. So exactly one
 * chain of work is under way at any moment, and a schedule repeats itself to the letter.
 */

/** One tab of a device, or the server. What is dead never goes on; what is frozen goes on later. */
export class Process {
	alive = true;
	frozen = false;
	readonly held: Event[] = [];

	constructor(
		readonly name: string,
		/** The clock it reads. */
		readonly now: () => number,
		/** Whose disk it works on. */
		readonly device?: unknown
	) {}
}

export interface Event {
	readonly at: number;
	readonly order: number;
	readonly process: Process;
	readonly run: () => void;
	cancelled: boolean;
}

const rest = globalThis.setImmediate;

export class Clock {
	#now: number;
	#order = 0;
	readonly #heap: Event[] = [];
	/** Whose event is being worked on. */
	current: Process | undefined;
	/** Called when an event and all that it set going have come to rest. */
	settled: () => void = () => {};

	constructor(start: number) {
		this.#now = start;
	}

	get now(): number {
		return this.#now;
	}

	after(ms: number, process: Process, run: () => void): Event {
		const wait = Math.max(0, Math.round(ms) || 0);
		const event = {
			at: this.#now + wait,
			order: this.#order++,
			process,
			run,
			cancelled: false
		};
		this.#push(event);
		return event;
	}

	/** Runs as `process`, now, until its promises rest. */
	async do(process: Process, run: () => void): Promise<void> {
		if (!process.alive) return;
		this.current = process;
		run();
		await new Promise<void>((done) => rest(done));
		this.settled();
		this.current = undefined;
	}

	/** Everything up to `until`. */
	async runUntil(until: number): Promise<void> {
		for (;;) {
			const next = this.#heap[0];
			if (!next || next.at > until) break;
			this.#pop();
			this.#now = Math.max(this.#now, next.at);
			if (next.cancelled || !next.process.alive) continue;
			if (next.process.frozen) next.process.held.push(next);
			else await this.do(next.process, next.run);
		}
		this.#now = Math.max(this.#now, until);
	}

	thaw(process: Process): void {
		process.frozen = false;
		for (const event of process.held.splice(0))
			if (!event.cancelled) this.after(0, process, event.run);
	}

	#before(a: Event, b: Event): boolean {
		return a.at < b.at || (a.at === b.at && a.order < b.order);
	}

	#push(event: Event): void {
		const heap = this.#heap;
		let i = heap.push(event) - 1;
		while (i > 0) {
			const parent = (i - 1) >> 1;
			if (!this.#before(event, heap[parent]!)) break;
			heap[i] = heap[parent]!;
			i = parent;
		}
		heap[i] = event;
	}

	#pop(): void {
		const heap = this.#heap;
		const last = heap.pop()!;
		if (heap.length === 0) return;
		let i = 0;
		for (;;) {
			let child = 2 * i + 1;
			if (child >= heap.length) break;
			if (child + 1 < heap.length && this.#before(heap[child + 1]!, heap[child]!)) child++;
			if (!this.#before(heap[child]!, last)) break;
			heap[i] = heap[child]!;
			i = child;
		}
		heap[i] = last;
	}
}
