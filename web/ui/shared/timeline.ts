import type { Icon, Tone } from './tone';

/** One entry of a Timeline; callers may carry more for its `extra` snippet. */
export type TimelineItem = {
	id: string;
	/** Milliseconds since epoch. */
	at: number;
	title: string;
	who?: string;
	text?: string;
	tone?: Tone;
	icon?: Icon;
};
