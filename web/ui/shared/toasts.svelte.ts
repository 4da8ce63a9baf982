/**
 * Short notices, and acts that wait a moment so that they can be taken back.
 *
 * An act given to `undoable` has not happened yet: it runs when its time is up, or at once when
 * the page is left or another act begins. Undo therefore never has to repair anything.
 */
import type { Tone } from './tone';

export type Toast = { id: number; text: string; tone: Tone };
export type PendingAct = {
	/** What is about to happen, naming the thing: 立案并派遣：消防通道被占（周南村） */
	text: string;
	/** Milliseconds since epoch at which it happens. */
	until: number;
	commit: () => unknown;
	undo?: () => unknown;
};

const TOAST_MS = 4_000;
export const UNDO_MS = 10_000;

class Toasts {
	shown = $state<Toast[]>([]);
	pending = $state.raw<PendingAct | null>(null);
	#nextId = 1;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Says something for four seconds. Errors that need an answer belong in the page instead. */
	say(text: string, tone: Tone = 'accent'): void {
		const id = this.#nextId++;
		this.shown.push({ id, text, tone });
		setTimeout(() => this.dismiss(id), TOAST_MS);
	}

	dismiss(id: number): void {
		this.shown = this.shown.filter((toast) => toast.id !== id);
	}

	/** Shows 撤销 for ten seconds, then commits. */
	undoable(text: string, commit: () => unknown, undo?: () => unknown, ms = UNDO_MS): void {
		this.flush();
		this.pending = { text, commit, until: Date.now() + ms, ...(undo && { undo }) };
		this.#timer = setTimeout(() => this.flush(), ms);
		// pagehide also fires when a phone puts the page away for good.
		addEventListener('pagehide', this.flush, { once: true });
	}

	/** Commits the waiting act now. */
	flush = (): void => {
		const act = this.#take();
		if (act) void act.commit();
	};

	undo(): void {
		void this.#take()?.undo?.();
	}

	#take(): PendingAct | null {
		clearTimeout(this.#timer);
		removeEventListener('pagehide', this.flush);
		const act = this.pending;
		this.pending = null;
		return act;
	}
}

export const toasts = new Toasts();
