import { getApp } from '~/app/compose';

/** Keeps the receiver on while the component that calls it is on the screen. */
export function keepLocated(): void {
	$effect(() => getApp().location.watch());
}
