/**
 * The small script of the public pages. They work without it; with it photos are made small before
 * they travel, a form is sent without losing what was typed when the network is gone, and the phone
 * remembers the receipts. One plain file for old browsers: no framework, no storage but localStorage.
 */
import { keepReceipt, showLast } from './last-reports';
import { shrink } from './shrink';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-enhance]')) enhance(form);
keepReceipt();
showLast();

function enhance(form: HTMLFormElement): void {
	const button = form.querySelector<HTMLButtonElement>('button[data-busy]');
	const input = form.querySelector<HTMLInputElement>('input[data-photos]');
	if (!button) return;
	const photos = input ? collectPhotos(input, button) : [];
	const words = button.textContent ?? '';
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		button.disabled = true;
		button.textContent = button.dataset['busy'] ?? words;
		send(form, photos).catch(() => {
			// What was typed and taken stays where it is.
			button.disabled = false;
			button.textContent = words;
			const offline = navigator.onLine ? button.dataset['failed'] : button.dataset['offline'];
			tell(form, offline ?? '');
		});
	});
}

/** Sends the form and shows the answered page in place of this one. */
async function send(form: HTMLFormElement, photos: readonly Blob[]): Promise<void> {
	const body = new FormData(form);
	body.delete('photo');
	photos.forEach((photo) => body.append('photo', photo, 'p.jpg'));
	const response = await fetch(form.action, { method: 'POST', body });
	const html = await response.text();
	if (!html.startsWith('<!doctype html>')) throw new Error('not our page');
	const page = new DOMParser().parseFromString(html, 'text/html');
	document.title = page.title;
	document.body.replaceWith(document.adoptNode(page.body));
	for (const next of document.querySelectorAll<HTMLFormElement>('form[data-enhance]'))
		enhance(next);
	keepReceipt();
	showLast();
	window.scrollTo(0, 0);
	document.querySelector<HTMLElement>('[role=alert],[role=status]')?.setAttribute('tabindex', '-1');
	document.querySelector<HTMLElement>('[role=alert],[role=status]')?.focus();
}

/** Photos add up over several shots; each is shown and can be taken away again. */
function collectPhotos(input: HTMLInputElement, button: HTMLButtonElement): Blob[] {
	const kept: Blob[] = [];
	const most = Number(input.dataset['photos']);
	const strip = document.createElement('div');
	strip.className = 'thumbs';
	input.after(takeButton(input), strip);
	const draw = () => {
		strip.replaceChildren(
			...kept.map((photo, index) => {
				const figure = document.createElement('div');
				const image = document.createElement('img');
				image.alt = '';
				image.src = URL.createObjectURL(photo);
				image.onload = () => URL.revokeObjectURL(image.src);
				const remove = document.createElement('button');
				remove.type = 'button';
				remove.className = 'quiet';
				remove.textContent = button.dataset['remove'] ?? '×';
				remove.onclick = () => {
					kept.splice(index, 1);
					draw();
				};
				figure.append(image, remove);
				return figure;
			})
		);
	};
	input.addEventListener('change', () => {
		const chosen = [...(input.files ?? [])].slice(0, most - kept.length);
		input.value = '';
		button.disabled = true;
		Promise.all(chosen.map(shrink))
			.then((photos) => kept.push(...photos))
			.finally(() => {
				button.disabled = false;
				draw();
			});
	});
	return kept;
}

/** The browser's own file field speaks the browser's language and looks like nothing to press. */
function takeButton(input: HTMLInputElement): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'quiet';
	button.textContent = input.dataset['take'] ?? '+';
	button.onclick = () => input.click();
	input.hidden = true;
	return button;
}

function tell(form: HTMLFormElement, words: string): void {
	let note = form.querySelector<HTMLElement>('p.problem');
	if (!note) {
		note = document.createElement('p');
		note.className = 'problem';
		note.setAttribute('role', 'alert');
		form.append(note);
	}
	note.textContent = words;
}
