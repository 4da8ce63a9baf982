import { afterNavigate, goto } from '$app/navigation';

/** 返回: where one came from inside the app, else (a deep link) to `home`. Call in a page's script. */
export function backTo(home: () => string): () => void {
	let inside = false;
	afterNavigate(({ from }) => (inside ||= from !== null));
	return () => (inside ? history.back() : void goto(home()));
}
