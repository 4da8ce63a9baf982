/**
 * The state colours. A tone never stands alone: each piece that takes one also takes words, and
 * shows an icon, because colour is not seen by everyone nor in every light.
 */
import type { LucideIcon } from '@lucide/svelte';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import Clock from '@lucide/svelte/icons/clock-alert';
import Info from '@lucide/svelte/icons/info';

export type Tone = 'green' | 'yellow' | 'red' | 'grey' | 'accent';
/** Any icon of `@lucide/svelte/icons/<name>`: import it from there, never from the package root. */
export type Icon = LucideIcon;

/** Text and tint, for badges, notes and lights. */
export const TONE_TINT: Record<Tone, string> = {
	green: 'bg-green-soft text-green border-green',
	yellow: 'bg-yellow-soft text-yellow border-yellow',
	red: 'bg-red-soft text-red border-red',
	grey: 'bg-grey-soft text-grey border-grey',
	accent: 'bg-accent-soft text-accent-strong border-accent'
};

/** Text only, on panel or ground. */
export const TONE_TEXT: Record<Tone, string> = {
	green: 'text-green',
	yellow: 'text-yellow',
	red: 'text-red',
	grey: 'text-grey',
	accent: 'text-accent'
};

/** Filled, for dots and bars. */
export const TONE_FILL: Record<Tone, string> = {
	green: 'bg-green text-on-state',
	yellow: 'bg-yellow-fill text-on-yellow',
	red: 'bg-red text-on-state',
	grey: 'bg-grey text-on-state',
	accent: 'bg-accent text-on-accent'
};

export const TONE_ICON: Record<Tone, Icon> = {
	green: CircleCheck,
	yellow: Clock,
	red: CircleAlert,
	grey: CirclePause,
	accent: Info
};
